import { Prisma } from '@/prisma/generated/client';
import type { Ctx } from '../authz/context';
import { type LoginConnection, readLoginConnection } from '../connections/find-connection';
import { prepared } from '../db';
import { domainOf, parseEmailAddress } from '../users/email-address';

/** What says where somebody logs in; the first that is given counts, and only that. */
export interface RealmHints {
  readonly connectionId?: string | null;
  readonly organizationId?: string | null;
  readonly domain?: string | null;
  readonly email?: string | null;
}

/** The hints of a request for a login, by the names that applications say them with (docs/login.md); empty ones say nothing. */
export function readRealmHints(read: (name: string) => unknown): Required<RealmHints> {
  const text = (name: string) => {
    const value = read(name);
    return typeof value === 'string' && value !== '' ? value : null;
  };
  return {
    connectionId: text('connection_id'),
    organizationId: text('organization_id'),
    domain: text('domain_hint') ?? text('domain'),
    email: text('login_hint'),
  };
}

/**
 * The connection that somebody is to log in by, or null (home-realm discovery). A domain says so only where its
 * organization has shown that it is theirs; the connection that it is assigned to counts before the organization's oldest
 * one, also where the organization was named. Says nothing of people: every address of a domain has the same answer.
 * Public: this is how people begin.
 */
export async function findRealm(ctx: Ctx, hints: RealmHints): Promise<string | null> {
  const realm = realmSql(hints);
  const [row] = realm ? await ctx.db.$queryRaw<{ id: string }[]>`${prepared} ${realm}` : [];
  return row?.id ?? null;
}

/** The same with all that a login by it needs, in one statement. Public: this is how people begin. */
export async function findRealmConnection(ctx: Ctx, hints: RealmHints): Promise<LoginConnection | null> {
  const realm = realmSql(hints);
  return realm && readLoginConnection(ctx.db, realm);
}

/** Selects its id; null: nothing says where. */
function realmSql(hints: RealmHints): Prisma.Sql | null {
  const connectionId = hints.connectionId ?? null;
  const organizationId = connectionId ? null : (hints.organizationId ?? null);
  const domain = connectionId ? null : (domainHint(hints.domain) ?? domainOfAddress(hints.email));
  if (!connectionId && !organizationId && !domain) return null;
  return Prisma.sql`
    select c.id from connections c
    join organizations o on o.id = c.organization_id and o.sso_enabled
    left join domains d on d.organization_id = o.id and d.domain = ${domain} and d.type = 'ORGANIZATION_DOMAIN'
      and d.verified_at is not null
    where c.enabled and (c.id = ${connectionId} or c.organization_id = ${organizationId}
      or (${organizationId}::text is null and d.id is not null
        and (d.connection_id is null or d.connection_id = c.id)))
    order by d.connection_id = c.id desc nulls last, c.created_at, c.id limit 1`;
}

function domainHint(text: string | null | undefined): string | null {
  return text ? domainOfAddress(`anybody@${text}`) : null;
}

function domainOfAddress(text: string | null | undefined): string | null {
  const address = parseEmailAddress(text ?? '');
  return typeof address === 'string' ? null : domainOf(address.key);
}
