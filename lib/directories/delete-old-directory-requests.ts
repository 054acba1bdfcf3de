import type { Ctx } from '../authz/context';
import { addSeconds } from '../clock';

/** How long the log of a directory remembers. */
const keptSeconds = 30 * 86_400;
/** As many as are deleted at a time; the next sweep goes on. */
const batchSize = 20_000;

/** Deletes what directories asked for more than 30 days ago, and returns how much. Public: only the worker calls it. */
export async function deleteOldDirectoryRequests(ctx: Ctx): Promise<number> {
  const before = addSeconds(ctx.now, -keptSeconds);
  return ctx.db.$executeRaw`
    delete from directory_requests where id in (
      select id from directory_requests where at < ${before}::timestamptz
      order by at, id limit ${batchSize} for update skip locked)`;
}
