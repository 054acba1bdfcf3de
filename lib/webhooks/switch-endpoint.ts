import { recordAudit } from '../audit/record';
import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { lockEndpoint } from './lock-endpoint';
import type { SwitchEndpointInput } from './webhook.schema';

/**
 * Switches an endpoint off or on. While it is off, it gets nothing of what happens, and what was on its way fails, to be
 * replayed later. One that is so already stays so.
 */
export async function switchEndpoint(ctx: Ctx, { endpointId, enabled }: SwitchEndpointInput): Promise<void> {
  authorize(ctx, 'endpoint.manage');
  await ctx.db.$transaction(async (tx) => {
    const endpoint = await lockEndpoint(tx, endpointId);
    if (endpoint.enabled === enabled) return;
    await tx.webhookEndpoint.update({
      where: { id: endpointId },
      data: { enabled, disabledReason: null, failingSince: null, updatedAt: ctx.now },
      select: { id: true },
    });
    await recordAudit(tx, ctx, {
      action: enabled ? 'endpoint.enabled' : 'endpoint.disabled',
      organizationId: null,
      target: { kind: 'endpoint', id: endpointId, name: endpoint.url },
    });
  });
}
