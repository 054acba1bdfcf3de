import type { Ctx } from '../authz/context';
import { addSeconds } from '../clock';

const daySeconds = 24 * 3600;

/**
 * Deletes sign-in attempts that expired, and mailed links a day after they did (until then the page of a late visitor
 * can say what happened). Returns how many rows. Public: only the worker calls it.
 */
export async function deleteExpiredSignIns(ctx: Ctx): Promise<number> {
  const attempts = await ctx.db.signInAttempt.deleteMany({ where: { expiresAt: { lt: ctx.now } } });
  const links = await ctx.db.signInLink.deleteMany({
    where: { expiresAt: { lt: addSeconds(ctx.now, -daySeconds) } },
  });
  return attempts.count + links.count;
}
