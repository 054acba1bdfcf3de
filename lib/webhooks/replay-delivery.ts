import { Prisma } from '@/prisma/generated/client';
import { recordAudit } from '../audit/record';
import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { refuse } from '../errors';
import { lockEndpoint } from './lock-endpoint';
import { replayWhere } from './replay-where';
import type { DeliveryRef } from './webhook.schema';

/**
 * Sends one event to its endpoint again, from the first attempt on: the same bytes under the same id, signed anew. Also
 * one that arrived. Refuses (`conflict`) while it is on its way, and while the endpoint is off.
 */
export async function replayDelivery(ctx: Ctx, { endpointId, eventId }: DeliveryRef): Promise<void> {
  authorize(ctx, 'endpoint.manage');
  await ctx.db.$transaction(async (tx) => {
    const { url, enabled } = await lockEndpoint(tx, endpointId);
    if (!enabled) refuse('conflict', 'The endpoint is switched off. Switch it on first.');
    const fitting = Prisma.sql`d.event_id = ${eventId} and d.state <> 'PENDING'`;
    const count = await replayWhere(tx, ctx, { endpointId, fitting });
    if (count === 0) {
      const where = { endpointId_eventId: { endpointId, eventId } };
      const found = await tx.webhookDelivery.findUnique({ where, select: { state: true } });
      if (!found) refuse('not_found', 'There is no such delivery.');
      refuse('conflict', 'It is on its way already.');
    }
    await recordAudit(tx, ctx, {
      action: 'endpoint.replayed',
      organizationId: null,
      target: { kind: 'endpoint', id: endpointId, name: url },
      changes: { after: { event: eventId } },
    });
  });
}
