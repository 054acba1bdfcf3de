import { Prisma } from '@/prisma/generated/client';
import { recordAudit } from '../audit/record';
import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { addSeconds } from '../clock';
import { refuse } from '../errors';
import { firstId } from '../id';
import { lockEndpoint } from './lock-endpoint';
import { replayWhere } from './replay-where';
import type { ReplayFailedInput } from './webhook.schema';

/**
 * Sends again what happened in the last hours and did not arrive, oldest first, at most 10,000 events at a time, and
 * returns how many. Refuses (`conflict`) while the endpoint is off.
 */
export async function replayFailedDeliveries(
  ctx: Ctx,
  { endpointId, hours }: ReplayFailedInput,
): Promise<{ replayed: number }> {
  authorize(ctx, 'endpoint.manage');
  return ctx.db.$transaction(async (tx) => {
    const { url, enabled } = await lockEndpoint(tx, endpointId);
    if (!enabled) refuse('conflict', 'The endpoint is switched off. Switch it on first.');
    const since = firstId('event', addSeconds(ctx.now, -hours * 3600));
    const fitting = Prisma.sql`d.state = 'FAILED' and d.event_id >= ${since}`;
    const replayed = await replayWhere(tx, ctx, { endpointId, fitting });
    if (replayed === 0) return { replayed };
    await recordAudit(tx, ctx, {
      action: 'endpoint.replayed',
      organizationId: null,
      target: { kind: 'endpoint', id: endpointId, name: url },
      changes: { after: { replayed, hours } },
    });
    return { replayed };
  });
}
