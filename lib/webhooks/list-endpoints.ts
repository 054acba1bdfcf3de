import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { addSeconds } from '../clock';
import { firstId } from '../id';
import { type EndpointRow, endpointRowSelect, toEndpointRow } from './endpoint-row';
import type { DeliveryState } from './webhook.schema';

/** How an endpoint did lately. */
export interface EndpointHealth {
  /** Of what happened in the last 24 hours, how many are in each state. */
  readonly counts: Readonly<Record<DeliveryState, number>>;
  /** Whether anything that was sent to it has failed and waits to be replayed. */
  readonly hasFailed: boolean;
  /** When something happened last that it was told of, or null. */
  readonly lastEventAt: Date | null;
}

/**
 * Every endpoint with how it did in the last 24 hours, the oldest first. None is older than how it did: once nothing is
 * on its way to it, it is shown as its last delivery left it.
 */
export async function listEndpoints(ctx: Ctx): Promise<readonly (EndpointRow & EndpointHealth)[]> {
  authorize(ctx, 'endpoint.list');
  const known = await ctx.db.webhookEndpoint.findMany({ select: { id: true } });
  const read = known.map(async ({ id }) => [id, await readEndpointHealth(ctx, id)] as const);
  const healthOf = new Map(await Promise.all(read));
  const rows = await ctx.db.webhookEndpoint.findMany({ select: endpointRowSelect, orderBy: { id: 'asc' } });
  return rows.flatMap((row) => {
    const health = healthOf.get(row.id);
    return health ? [{ ...toEndpointRow(row, ctx.now), ...health }] : [];
  });
}

/** Public: its callers have authorised. */
export async function readEndpointHealth(ctx: Ctx, endpointId: string): Promise<EndpointHealth> {
  const since = firstId('event', addSeconds(ctx.now, -86_400));
  const [counted, failed, last] = await Promise.all([
    ctx.db.$queryRaw<{ state: DeliveryState; count: number }[]>`
      select state::text as state, count(*)::int as count from webhook_deliveries
      where endpoint_id = ${endpointId} and event_id >= ${since} group by state`,
    ctx.db.webhookDelivery.findFirst({ where: { endpointId, state: 'FAILED' }, select: { eventId: true } }),
    ctx.db.webhookDelivery.findFirst({
      where: { endpointId },
      orderBy: { eventId: 'desc' },
      select: { createdAt: true },
    }),
  ]);
  const of = (state: DeliveryState) => counted.find((row) => row.state === state)?.count ?? 0;
  const counts = { PENDING: of('PENDING'), DELIVERED: of('DELIVERED'), FAILED: of('FAILED') };
  return { counts, hasFailed: failed !== null, lastEventAt: last?.createdAt ?? null };
}
