import type { Ctx } from '../authz/context';
import { hashToken } from '../crypto';

/** Ends the session of a portal cookie; fine without one. Public: whoever holds the cookie may throw it away. */
export async function endPortalSession(ctx: Ctx, token: string): Promise<void> {
  await ctx.db.portalSession.deleteMany({ where: { tokenHash: hashToken(token) } });
}
