import { recordAudit } from '../audit/record';
import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { lockEndpoint } from './lock-endpoint';
import type { EndpointRef } from './webhook.schema';

/** Deletes an endpoint with its deliveries; what was on its way is not sent any more. */
export async function deleteEndpoint(ctx: Ctx, { endpointId }: EndpointRef): Promise<void> {
  authorize(ctx, 'endpoint.manage');
  await ctx.db.$transaction(async (tx) => {
    const { url } = await lockEndpoint(tx, endpointId);
    await tx.webhookEndpoint.delete({ where: { id: endpointId }, select: { id: true } });
    await tx.webhookDelivery.deleteMany({ where: { endpointId } });
    await recordAudit(tx, ctx, {
      action: 'endpoint.deleted',
      organizationId: null,
      target: { kind: 'endpoint', id: endpointId, name: url },
      changes: { before: { url } },
    });
  });
}
