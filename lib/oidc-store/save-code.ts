import { Prisma } from '@/prisma/generated/client';
import type { Ctx } from '../authz/context';
import { addSeconds } from '../clock';
import { hashToken } from '../crypto';
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

export interface NewCode {
  readonly grant: NewGrant;
  /** The code itself. */
  readonly value: string;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly expiresAt: Date;
}

/**
 * Keeps a code as its SHA-256 with the grant that it stands for, in one statement: the session remembers the
 * organization, and the membership was seen. There is no consent to give: these are the vendor's own applications.
 * The session is locked, unless the statement has just changed it, which it cannot do twice. Refuses with `not_found`
 * when the session or the membership has ended meanwhile. Public: only the OpenID provider calls it, for a session that it
 * has found by its cookie.
 *
 * Where nothing but the code and its grant is written, nobody waits for the disk: after a crash of the database the person
 * logs in once more, and whoever got tokens for the code has waited for everything that was written before.
 */
export async function saveCode(ctx: Ctx, { grant, value, payload, expiresAt }: NewCode): Promise<void> {
  const organization = Prisma.sql`member.organization_id`;
  const [saved] = await ctx.db.$queryRaw<{ codes: number }[]>`${prepared}
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
      returning id),
    code as (
      insert into oidc_tokens (hash, kind, grant_id, payload, created_at, expires_at)
      select ${hashToken(value)}, 'CODE', granted.id, ${JSON.stringify(payload)}::jsonb, ${ctx.now}::timestamptz,
        ${expiresAt}::timestamptz
      from granted returning 1)
    select count(*)::int as codes,
      case when (select count(*) from seen) + (select count(*) from remembered) = 0
        then set_config('synchronous_commit', 'off', true) end as commit
    from code`;
  if (!saved?.codes) refuse('not_found', 'The login has ended.');
}
