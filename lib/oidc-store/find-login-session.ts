import type { Ctx } from '../authz/context';
import { hashToken } from '../crypto';
import { prepared } from '../db';

/** The login session of a browser that comes with an authorization request. */
export interface LoginSession {
  readonly id: string;
  readonly userId: string;
  readonly email: string;
  /** How the person proved who they are. */
  readonly method: string;
  readonly createdAt: Date;
  /** When it ends at the latest. */
  readonly absoluteExpiresAt: Date;
}

/** The session that a cookie's value stands for, or null. Public: whoever holds the cookie is who it says. */
export async function findLoginSession(ctx: Ctx, token: string): Promise<LoginSession | null> {
  const [session] = await ctx.db.$queryRaw<LoginSession[]>`${prepared}
    select s.id, s.user_id as "userId", u.email, s.method, s.created_at as "createdAt",
      s.absolute_expires_at as "absoluteExpiresAt"
    from sessions s join users u on u.id = s.user_id
    where s.token_hash = ${hashToken(token)} and s.expires_at > ${ctx.now}::timestamptz
      and s.absolute_expires_at > ${ctx.now}::timestamptz`;
  return session ?? null;
}
