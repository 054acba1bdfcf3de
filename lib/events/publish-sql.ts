import { Prisma } from '@/prisma/generated/client';
import type { Ctx } from '../authz/context';
import { newId } from '../id';
import { deliverWebhookSql } from '../jobs';
import type { SentType } from './event-type';

/** An event inside a hot statement, where organization and data are often known to the statement only. */
export interface EventSql {
  readonly type: SentType;
  readonly organizationId: Prisma.Sql;
  readonly data: Prisma.Sql;
}

/** Writes an event for each row of `from`, of which there is one at most. Goes into a CTE that `fanOutSql` names. */
export function insertEventSql(ctx: Ctx, event: EventSql, from: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    insert into events (id, type, organization_id, occurred_at, data)
    select ${newId('event', ctx.now)}, ${event.type}, ${event.organizationId}, ${ctx.now}::timestamptz, ${event.data}
    from ${from} returning id, type, organization_id`;
}

/** Endpoints that get an event: they are on and want its type, or all. */
const subscribers = Prisma.sql`
  endpoint.enabled and (cardinality(endpoint.types) = 0 or event.type = any(endpoint.types))`;

/**
 * Two CTEs, `deliveries` and `delivery_jobs`, that send what the CTE `events` wrote to the endpoints that want it. The
 * outer query must read `delivery_jobs`, or no job is added.
 */
export function fanOutSql(ctx: Ctx, events: Prisma.Sql, wanted: Prisma.Sql = subscribers): Prisma.Sql {
  return Prisma.sql`deliveries as (
      insert into webhook_deliveries (endpoint_id, event_id, type, next_attempt_at, created_at, updated_at)
      select endpoint.id, event.id, event.type, ${ctx.now}::timestamptz, ${ctx.now}::timestamptz, ${ctx.now}::timestamptz
      from ${events} event join webhook_endpoints endpoint on ${wanted}
      order by event.id, endpoint.id returning endpoint_id, event_id),
    delivery_jobs as (
      select ${deliverWebhookSql(Prisma.sql`delivery`, Prisma.sql`event.organization_id`)}
      from deliveries delivery join ${events} event on event.id = delivery.event_id
      order by event.id)`;
}
