import type { Ctx } from '../authz/context';

/** Deletes counters whose window is over, and returns how many. Public: only the worker calls it. */
export async function deleteExpiredLimits(ctx: Ctx): Promise<number> {
  const { count } = await ctx.db.rateLimit.deleteMany({ where: { resetAt: { lte: ctx.now } } });
  return count;
}
