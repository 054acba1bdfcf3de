import { Prisma } from '@/prisma/generated/client';
import type { Ctx } from '../authz/context';
import { addSeconds } from '../clock';
import { prepared } from '../db';
import { newId } from '../id';
import { absoluteEndSql, idleEndSql, touchSeconds } from '../sessions/session-policy';

/** What a client asks for, by the browser of a session. */
export interface GrantRequest {
  readonly sessionId: string;
  readonly clientId: string;
  /** The organization to log in to; null: the one that the session remembers, else the only one. */
  readonly organizationId: string | null;
  readonly scope: string;
}

export type BegunGrant =
  | { readonly state: 'granted'; readonly grantId: string; readonly expiresAt: Date }
  /** Nothing chose one of several organizations. */
  | { readonly state: 'undecided' }
  /** The person is no active member of the organization, or of any. */
  | { readonly state: 'nowhere' }
  /** The organization lets nobody stay signed in for as long as this person is: they sign in again. */
  | { readonly state: 'stale' };

/** A grant without a refresh token is of no use after its code and its access token. */
const grantSeconds = 900;

interface Row {
  readonly granted: string | null;
  readonly candidates: number;
  readonly stale: boolean;
}

/**
 * Grants a client of the vendor what it asks for, in the organization that was asked for or remembered, in one
 * statement: the session remembers that organization, and the membership was seen. There is no consent to give: these
 * are the vendor's own applications. Public: its caller has found the session by its cookie.
 */
export async function beginGrant(ctx: Ctx, request: GrantRequest): Promise<BegunGrant> {
  const grantId = newId('grant', ctx.now);
  const expiresAt = addSeconds(ctx.now, grantSeconds);
  const absoluteEnd = absoluteEndSql(Prisma.sql`s.created_at`, Prisma.sql`m.organization_id`);
  const [row] = await ctx.db.$queryRaw<Row[]>`${prepared}
    with candidates as (
      select m.organization_id, m.user_id, m.organization_id = s.organization_id as remembered,
        ${absoluteEnd} as ends_at, ${absoluteEnd} <= ${ctx.now}::timestamptz as stale
      from sessions s join memberships m on m.user_id = s.user_id and m.status = 'ACTIVE'
      where s.id = ${request.sessionId}
        and (${request.organizationId}::text is null or m.organization_id = ${request.organizationId})
      order by 3 desc nulls last limit 2),
    decided as (
      select * from candidates where remembered or (select count(*) from candidates) = 1 limit 1),
    chosen as (
      select * from decided where not stale),
    seen as (
      update memberships m set last_seen_at = ${ctx.now}::timestamptz from chosen
      where m.organization_id = chosen.organization_id and m.user_id = chosen.user_id
        and (m.last_seen_at is null or m.last_seen_at < ${addSeconds(ctx.now, -touchSeconds)}::timestamptz)
      returning 1),
    remembered as (
      update sessions s set organization_id = chosen.organization_id,
        absolute_expires_at = least(s.absolute_expires_at, chosen.ends_at),
        expires_at = least(s.expires_at, chosen.ends_at, ${idleEndSql(ctx.now, Prisma.sql`chosen.organization_id`)})
      from chosen
      where s.id = ${request.sessionId} and s.organization_id is distinct from chosen.organization_id
        and (select count(*) from seen) >= 0
      returning 1),
    granted as (
      insert into oidc_grants (id, client_id, session_id, user_id, organization_id, scope, created_at, expires_at)
      select ${grantId}, ${request.clientId}, ${request.sessionId}, user_id, organization_id, ${request.scope},
        ${ctx.now}::timestamptz, ${expiresAt}::timestamptz
      from chosen where (select count(*) from remembered) >= 0
      returning id)
    select (select id from granted) as granted, (select count(*)::int from candidates) as candidates,
      coalesce((select stale from decided), false) as stale`;
  if (row?.granted) return { state: 'granted', grantId, expiresAt };
  if (row?.stale) return { state: 'stale' };
  return { state: row?.candidates ? 'undecided' : 'nowhere' };
}
