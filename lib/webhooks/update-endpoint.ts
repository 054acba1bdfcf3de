import { recordAudit } from '../audit/record';
import { whatChanged } from '../audit/what-changed';
import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { checkEndpoint, type EndpointFields } from './endpoint-fields';
import { lockEndpoint } from './lock-endpoint';
import type { UpdateEndpointInput } from './webhook.schema';

/**
 * Changes where an endpoint is, what it is called and which types it gets. What is on its way already goes to the new
 * address, too. Refuses an address as when it is created.
 */
export async function updateEndpoint(ctx: Ctx, input: UpdateEndpointInput): Promise<void> {
  authorize(ctx, 'endpoint.manage');
  const fields = checkEndpoint(input);
  await ctx.db.$transaction(async (tx) => {
    const { url, description, types } = await lockEndpoint(tx, input.endpointId);
    const changes = whatChanged<EndpointFields>({ url, description, types }, fields);
    if (!changes) return;
    const data = { ...fields, updatedAt: ctx.now };
    await tx.webhookEndpoint.update({ where: { id: input.endpointId }, data, select: { id: true } });
    await recordAudit(tx, ctx, {
      action: 'endpoint.updated',
      organizationId: null,
      target: { kind: 'endpoint', id: input.endpointId, name: fields.url },
      changes,
    });
  });
}
