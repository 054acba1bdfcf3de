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
 * end). Refuses with `not_found` when the grant was ended meanwhile. Public: only the OpenID
 * provider calls it, for a grant that it has checked.
 */
export async function saveRefreshToken(ctx: Ctx, token: NewRefreshToken): Promise<void> {
  const [saved] = await ctx.db.$queryRaw<{ saved: number }[]>`${prepared}
    with kept as (
      select id, session_id from oidc_grants where id = ${token.grantId}),
    seen as (
      update sessions s set last_seen_at = ${ctx.now}::timestamptz,
        expires_at = least(${idleEndSql(ctx.now, Prisma.sql`s.organization_id`)}, s.absolute_expires_at)
      from kept
      where s.id = kept.session_id and ${isTouchDueSql(ctx.now)}),
    saved as (
      insert into oidc_tokens (hash, kind, grant_id, payload, created_at, expires_at)
      select ${hashToken(token.value)}, 'REFRESH', kept.id, ${JSON.stringify(token.payload)}::jsonb,
        ${ctx.now}::timestamptz, ${token.expiresAt}::timestamptz
      from kept returning 1)
    select count(*)::int as saved from saved`;
  if (!saved?.saved) refuse('not_found', 'The login has ended.');
}
