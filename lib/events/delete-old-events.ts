import type { Ctx } from '../authz/context';
import { addSeconds } from '../clock';
import { firstId } from '../id';

/** How long events, and with them their deliveries and attempts, are kept. */
const keptSeconds = 30 * 86_400;
/** As many as are deleted at a time; the next sweep goes on. */
const batchSize = 20_000;

/** Deletes events older than 30 days with their deliveries, and returns how many. Public: only the worker calls it. */
export async function deleteOldEvents(ctx: Ctx): Promise<number> {
  const before = firstId('event', addSeconds(ctx.now, -keptSeconds));
  return ctx.db.$executeRaw`
    delete from events where id in (
      select id from events where id < ${before} order by id limit ${batchSize} for update skip locked)`;
}
