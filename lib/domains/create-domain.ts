import { recordAudit } from '../audit/record';
import { authorize, can } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { addSeconds } from '../clock';
import { randomToken } from '../crypto';
import { type Transaction, violatedConstraint } from '../db';
import { refuse, refuseField } from '../errors';
import { newId } from '../id';
import { consumeLimits } from '../limits/consume-limits';
import { lockOrganization } from '../organizations/seats';
import { requireConnection } from './assign-domain';
import { pollEnd } from './domain';
import type { CreateDomainInput } from './domain.schema';
import { type DomainRecord, domainFields, toDomainRecord } from './domain-record';
import { isDisposableDomain, isPublicDomain } from './mail-domains';

/** Of one organization: enough for every customer, and the list stays one page. */
const mostDomains = 100;

/**
 * Gives an organization a domain. Staff and programs vouch for it: it is verified at once. Of anybody else it counts for
 * nothing until its TXT record shows that it is theirs; the worker looks for it. Refuses domains of mail providers and
 * (`invalid_input`, without saying whose it is) a vouched one whose people another organization logs in; the constraint
 * decides between two.
 */
export async function createDomain(ctx: Ctx, input: CreateDomainInput): Promise<DomainRecord> {
  const actor = authorize(ctx, 'domain.manage', input.organizationId);
  refuseMailProviders(input.domain);
  const isVouched = can(actor, 'domain.vouch', input.organizationId);
  if (!isVouched) await consumeLimits(ctx, [createLimit(input.organizationId)]);
  try {
    return await ctx.db.$transaction((tx) => insert(tx, ctx, input, isVouched));
  } catch (error) {
    return explainTaken(error);
  }
}

async function insert(tx: Transaction, ctx: Ctx, input: CreateDomainInput, isVouched: boolean) {
  const { organizationId, domain, type, connectionId = null } = input;
  await lockOrganization(tx, organizationId);
  await requireRoom(tx, organizationId);
  if (connectionId) await requireConnection(tx, { organizationId, type, connectionId });
  const row = await tx.domain.create({
    data: {
      id: newId('domain', ctx.now),
      organizationId,
      domain,
      type,
      connectionId,
      txtSecret: `usher-domain-verification=${randomToken(24)}`,
      createdAt: ctx.now,
      updatedAt: ctx.now,
      ...(isVouched
        ? { method: 'ADMIN', verifiedAt: ctx.now }
        : { method: 'DNS', pollUntil: pollEnd(ctx.now), nextCheckAt: addSeconds(ctx.now, 60) }),
    },
    select: domainFields,
  });
  await recordAudit(tx, ctx, {
    action: 'domain.created',
    organizationId,
    target: { kind: 'domain', id: row.id, name: domain },
    changes: { after: { type, verified: isVouched, ...(connectionId && { connection: connectionId }) } },
  });
  return toDomainRecord(row, ctx.now);
}

function refuseMailProviders(domain: string): void {
  if (isPublicDomain(domain))
    refuseField('domain', `Everybody can have an address at ${domain}: it is no organization’s own.`);
  if (isDisposableDomain(domain)) refuseField('domain', `${domain} gives throw-away addresses.`);
}

/** The organization is locked, so that two cannot both take the last place. */
async function requireRoom(tx: Transaction, organizationId: string): Promise<void> {
  const count = await tx.domain.count({ where: { organizationId } });
  if (count >= mostDomains) refuse('conflict', `An organization has at most ${mostDomains} domains.`);
}

function createLimit(organizationId: string) {
  return { key: `domain/create/${organizationId}`, count: 30, windowSeconds: 3600 };
}

function explainTaken(error: unknown): never {
  const constraint = violatedConstraint(error);
  if (constraint === 'domains_organization_id_domain_type_key')
    refuseField('domain', 'The organization has this domain already.');
  if (constraint === 'domains_one_organization')
    refuseField('domain', 'This domain belongs to another organization already.');
  if (constraint === 'domains_organization_id_fkey') refuse('not_found', 'There is no such organization.');
  throw error;
}
