import type { Ctx } from '../authz/context';

/**
 * Deletes sessions that nobody can use any more, and returns how many; one that somebody else is just deleting is left to
 * them. Public: only the worker calls it.
 */
export async function deleteExpiredSessions(ctx: Ctx): Promise<number> {
  return ctx.db.$executeRaw`
    delete from sessions where id in (
      select id from sessions where least(expires_at, absolute_expires_at) < ${ctx.now}::timestamptz
      for update skip locked)`;
}
