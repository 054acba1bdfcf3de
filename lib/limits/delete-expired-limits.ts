import type { Ctx } from '../authz/context';

/**
 * Deletes counters whose window is over, and returns how many; one that is just being counted is left alone. Public: only
 * the worker calls it.
 */
export async function deleteExpiredLimits(ctx: Ctx): Promise<number> {
  return ctx.db.$executeRaw`
    delete from rate_limits where key in (
      select key from rate_limits where reset_at <= ${ctx.now}::timestamptz for update skip locked)`;
}
