import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { refuse } from '../errors';
import { type EndpointRow, endpointRowSelect, toEndpointRow } from './endpoint-row';
import { type EndpointHealth, readEndpointHealth } from './list-endpoints';
import type { EndpointRef } from './webhook.schema';

/** One endpoint with how it did in the last 24 hours, or `not_found`. It is not older than how it did. */
export async function getEndpoint(
  ctx: Ctx,
  { endpointId }: EndpointRef,
): Promise<EndpointRow & EndpointHealth> {
  authorize(ctx, 'endpoint.list');
  const health = await readEndpointHealth(ctx, endpointId);
  const row = await ctx.db.webhookEndpoint.findUnique({
    where: { id: endpointId },
    select: endpointRowSelect,
  });
  if (!row) return refuse('not_found', 'There is no such endpoint.');
  return { ...toEndpointRow(row, ctx.now), ...health };
}
