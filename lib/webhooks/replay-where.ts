import { Prisma } from '@/prisma/generated/client';
import { actorId, type Ctx } from '../authz/context';
import type { Transaction } from '../db';
import { deliverWebhookSql } from '../jobs';

/** As many as are replayed at a time. */
const replayMaximum = 10_000;

/** Puts those deliveries `d` of an endpoint that fit back on their way, oldest first, and returns how many. */
export async function replayWhere(
  tx: Transaction,
  ctx: Ctx,
  { endpointId, fitting }: { readonly endpointId: string; readonly fitting: Prisma.Sql },
): Promise<number> {
  const [row] = await tx.$queryRaw<{ count: number }[]>`
    with chosen as (
      select d.event_id from webhook_deliveries d where d.endpoint_id = ${endpointId} and ${fitting}
      order by d.event_id limit ${replayMaximum} for update),
    replayed as (
      update webhook_deliveries d set state = 'PENDING', attempts = 0, next_attempt_at = ${ctx.now}::timestamptz,
        replayed_by_id = ${actorId(ctx.actor)}, updated_at = ${ctx.now}::timestamptz
      from chosen where d.endpoint_id = ${endpointId} and d.event_id = chosen.event_id
      returning d.endpoint_id, d.event_id),
    jobs as (
      select ${deliverWebhookSql(Prisma.sql`delivery`, Prisma.sql`event.organization_id`)}
      from replayed delivery join events event on event.id = delivery.event_id order by event.id)
    select count(*)::int as count from jobs`;
  return row?.count ?? 0;
}
