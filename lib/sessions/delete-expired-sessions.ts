import type { Ctx } from '../authz/context';

/** Deletes sessions that nobody can use any more, and returns how many. Public: only the worker calls it. */
export async function deleteExpiredSessions(ctx: Ctx): Promise<number> {
  const { count } = await ctx.db.session.deleteMany({
    where: { OR: [{ expires: { lt: ctx.now } }, { absoluteExpiresAt: { lt: ctx.now } }] },
  });
  return count;
}
