import { Prisma } from '@/prisma/generated/client';
import type { Ctx } from '../authz/context';
import { addSeconds } from '../clock';
import { prepared } from '../db';
import { refuse } from '../errors';
import { absoluteEndSql, idleEndSql, touchSeconds } from '../sessions/session-policy';

/** Which session logs in to which client, and for which of the person's organizations. */
export interface NewGrant {
  /** Its id, unless there is one for the three already. */
  readonly id: string;
  readonly sessionId: string;
  readonly userId: string;
  readonly clientId: string;
  readonly organizationId: string;
}

/**
 * Writes down that a session logs in to a client, in one statement, and gives the grant's id: the session remembers the
 * organization, and the membership was seen. There is no consent to give: these are the vendor's own applications.
 * The session is locked, unless the statement has just changed it, which it cannot do twice. Refuses with `not_found`
 * when the session or the membership has ended meanwhile. Public: only the OpenID provider calls it, for a session that it
 * has found by its cookie.
 */
export async function saveGrant(ctx: Ctx, grant: NewGrant): Promise<string> {
  const organization = Prisma.sql`member.organization_id`;
  const [saved] = await ctx.db.$queryRaw<{ id: string }[]>`${prepared}
    with member as (
      select m.organization_id, m.user_id, m.last_seen_at from memberships m
      where m.organization_id = ${grant.organizationId} and m.user_id = ${grant.userId} and m.status = 'ACTIVE'
        and exists (select 1 from sessions s where s.id = ${grant.sessionId})),
    seen as (
      update memberships m set last_seen_at = ${ctx.now}::timestamptz from member
      where m.organization_id = member.organization_id and m.user_id = member.user_id
        and (member.last_seen_at is null or member.last_seen_at < ${addSeconds(ctx.now, -touchSeconds)}::timestamptz)
      returning 1),
    remembered as (
      update sessions s set organization_id = member.organization_id,
        absolute_expires_at = least(s.absolute_expires_at, ${absoluteEndSql(Prisma.sql`s.created_at`, organization)}),
        expires_at = least(s.expires_at, ${absoluteEndSql(Prisma.sql`s.created_at`, organization)}, ${idleEndSql(ctx.now, organization)})
      from member
      where s.id = ${grant.sessionId} and s.organization_id is distinct from member.organization_id
        and (select count(*) from seen) >= 0
      returning s.id),
    alive as (
      select id from remembered union all
      select id from (
        select id from sessions where id = ${grant.sessionId} and (select count(*) from remembered) = 0
        for key share) locked),
    granted as (
      insert into oidc_grants (id, client_id, session_id, user_id, organization_id, created_at, used_at)
      select ${grant.id}, ${grant.clientId}, alive.id, user_id, organization_id,
        ${ctx.now}::timestamptz, ${ctx.now}::timestamptz
      from member, alive
      on conflict (session_id, client_id, organization_id) do update set used_at = excluded.used_at
      returning id)
    select id from granted`;
  return saved?.id ?? refuse('not_found', 'The login has ended.');
}
