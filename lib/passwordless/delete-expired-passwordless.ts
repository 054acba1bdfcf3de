import type { Ctx } from '../authz/context';
import { addSeconds } from '../clock';

const daySeconds = 86_400;

/**
 * Deletes requests a day after they expired, until when they can be sent anew, and returns how many; those that somebody
 * else is just using are left to them. Public: only the worker calls it.
 */
export async function deleteExpiredPasswordless(ctx: Ctx): Promise<number> {
  return ctx.db.$executeRaw`
    delete from passwordless_requests where id in (
      select id from passwordless_requests where expires_at < ${addSeconds(ctx.now, -daySeconds)}::timestamptz
      for update skip locked)`;
}
