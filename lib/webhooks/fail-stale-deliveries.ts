import type { Ctx } from '../authz/context';
import { addSeconds } from '../clock';

/** So long after its time a delivery that is still waiting has lost its job, as when processes die again and again. */
const staleSeconds = 24 * 3600;

/** Gives up deliveries that nobody makes any more, to be replayed, and returns how many. Public: only the worker calls it. */
export async function failStaleDeliveries(ctx: Ctx): Promise<number> {
  return ctx.db.$executeRaw`
    update webhook_deliveries set state = 'FAILED', next_attempt_at = null, updated_at = ${ctx.now}::timestamptz,
      last_error = 'Usher could not send it. The reason is in the log of the server.'
    where state = 'PENDING' and next_attempt_at < ${addSeconds(ctx.now, -staleSeconds)}::timestamptz`;
}
