import type { Ctx } from '../authz/context';
import { addSeconds } from '../clock';

/** How long the login log remembers. */
const keptSeconds = 90 * 86_400;
/** As many as are deleted at a time; the next sweep goes on. */
const batchSize = 20_000;

/** Deletes attempts older than 90 days, and returns how many. Public: only the worker calls it. */
export async function deleteOldLoginAttempts(ctx: Ctx): Promise<number> {
  const before = addSeconds(ctx.now, -keptSeconds);
  return ctx.db.$executeRaw`
    delete from login_attempts where id in (
      select id from login_attempts where created_at < ${before}::timestamptz
      order by created_at, id limit ${batchSize} for update skip locked)`;
}
