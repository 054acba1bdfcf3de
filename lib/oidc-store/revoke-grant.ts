import type { Ctx } from '../authz/context';

/** Ends a grant and every code and refresh token of it, at once. Public: its caller has checked whose it is. */
export async function revokeGrant(ctx: Ctx, grantId: string): Promise<void> {
  await ctx.db.grant.deleteMany({ where: { id: grantId } });
}
