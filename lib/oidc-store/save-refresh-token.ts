import { Prisma } from '@/prisma/generated/client';
import type { Ctx } from '../authz/context';
import { hashToken } from '../crypto';
import { prepared } from '../db';
import { refuse } from '../errors';
import { idleEndSql, isTouchDueSql } from '../sessions/session-policy';

export interface NewRefreshToken {
  readonly value: string;
  readonly grantId: string;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly expiresAt: Date;
}

/**
 * Keeps a refresh token as its SHA-256; whoever refreshes is still there, so the session goes on (until its absolute
 * end). The lock on the grant, taken after that on the session as everywhere, waits for whoever ends it. Refuses with
 * `not_found` when it was ended meanwhile. Public: only the OpenID provider calls it, for a grant that it has checked.
 */
export async function saveRefreshToken(ctx: Ctx, token: NewRefreshToken): Promise<void> {
  const [saved] = await ctx.db.$queryRaw<{ saved: number }[]>`${prepared}
    with found as (
      select id, session_id from oidc_grants where id = ${token.grantId}),
    seen as (
      update sessions s set last_seen_at = ${ctx.now}::timestamptz,
        expires_at = least(${idleEndSql(ctx.now, Prisma.sql`s.organization_id`)}, s.absolute_expires_at)
      from found
      where s.id = found.session_id and ${isTouchDueSql(ctx.now)}
      returning 1),
    kept as (
      select id from oidc_grants where id = ${token.grantId} and (select count(*) from seen) >= 0 for key share),
    saved as (
      insert into oidc_refresh_tokens (hash, grant_id, payload, created_at, expires_at)
      select ${hashToken(token.value)}, kept.id, ${JSON.stringify(token.payload)}::jsonb,
        ${ctx.now}::timestamptz, ${token.expiresAt}::timestamptz
      from kept returning 1)
    select count(*)::int as saved from saved`;
  if (!saved?.saved) refuse('not_found', 'The login has ended.');
}
