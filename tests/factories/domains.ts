import type { Ctx, PortalActor } from '@/lib/authz/context';
import type { Database } from '@/lib/db';
import { createDomain } from '@/lib/domains/create-domain';
import { createDomainSchema, type DomainType } from '@/lib/domains/domain.schema';
import type { DomainRecord } from '@/lib/domains/domain-record';
import { newId } from '@/lib/id';
import { createMember } from './members';
import { programFor } from './programs';
import { contextFor, testNow } from './world';

/** A domain that no other test has. */
export function freshDomain(name = 'acme'): string {
  return `${name}-${newId('domain').slice(4)}.example.com`;
}

/** Adds a domain by its use case: as whoever `ctx` is, verified at once where they may vouch. */
export async function addDomain(
  ctx: Ctx,
  organizationId: string,
  {
    domain = freshDomain(),
    type = 'ORGANIZATION_DOMAIN' as DomainType,
    connectionId = null as string | null,
  } = {},
): Promise<DomainRecord> {
  return createDomain(ctx, createDomainSchema.parse({ organizationId, domain, type, connectionId }));
}

/** A domain whose people may join the organization with one press. */
export function allowDomain(
  db: Database,
  organizationId: string,
  domain = freshDomain(),
): Promise<DomainRecord> {
  return addDomain(programFor(db), organizationId, { domain, type: 'ALLOWED_EMAIL_DOMAIN' });
}

/** An admin of the organization, at `now`. */
export async function createDomainAdmin(db: Database, organizationId: string, now = testNow): Promise<Ctx> {
  return contextFor(db, (await createMember(db, organizationId)).actor, now);
}

/** Somebody who has opened a set-up link of the organization. */
export function portalFor(db: Database, organizationId: string, now = testNow): Ctx {
  const actor: PortalActor = {
    kind: 'portal',
    organizationId,
    linkId: 'lnk_1000000000000000001',
    features: new Set(['sso']),
    grantable: [],
    name: 'IT admin (set-up link)',
  };
  return contextFor(db, actor, now);
}
