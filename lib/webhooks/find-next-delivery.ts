import { Prisma } from '@/prisma/generated/client';
import type { Ctx } from '../authz/context';
import { webhookLane } from '../jobs';
import type { DeliveryRef } from './webhook.schema';

/** The oldest delivery of the same lane that is due, or null. Public: only the worker calls it. */
export async function findNextDelivery(ctx: Ctx, ref: DeliveryRef): Promise<DeliveryRef | null> {
  const [row] = await ctx.db.$queryRaw<DeliveryRef[]>`
    select d.endpoint_id as "endpointId", d.event_id as "eventId"
    from webhook_deliveries d join events e on e.id = d.event_id
    where d.endpoint_id = ${ref.endpointId} and d.state = 'PENDING' and d.next_attempt_at <= ${ctx.now}::timestamptz
      and ${webhookLane(Prisma.sql`e.organization_id`)} = (
        select ${webhookLane(Prisma.sql`own.organization_id`)} from events own where own.id = ${ref.eventId})
      and exists (select 1 from webhook_endpoints endpoint where endpoint.id = d.endpoint_id)
    order by d.event_id limit 1`;
  return row ?? null;
}
