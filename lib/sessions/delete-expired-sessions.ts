import type { Ctx } from '../authz/context';
import { addSeconds } from '../clock';

/** How long it stays known that there was a session, and how it ended. */
const rememberedSeconds = 30 * 86_400;

/**
 * Deletes sessions that nobody can use any more, and returns how many; one that somebody else is just deleting is left to
 * them. Forgets those that ended 30 days ago. Public: only the worker calls it.
 */
export async function deleteExpiredSessions(ctx: Ctx): Promise<number> {
  return ctx.db.$transaction(async (tx) => {
    const ended = await tx.$queryRaw<{ id: string }[]>`
      delete from sessions where id in (
        select id from sessions where least(expires_at, absolute_expires_at) < ${ctx.now}::timestamptz
        for update skip locked)
      returning id`;
    await tx.$executeRaw`
      update ended_sessions set ending = 'expired', ended_at = least(expires_at, absolute_expires_at)
      where id = any(${ended.map(({ id }) => id)}::text[])`;
    await tx.endedSession.deleteMany({ where: { endedAt: { lt: addSeconds(ctx.now, -rememberedSeconds) } } });
    return ended.length;
  });
}
