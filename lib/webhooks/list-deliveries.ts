import { Prisma } from '@/prisma/generated/client';
import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { keysetSql, newestById, type Page, pageSize, readCursor, toPage } from '../lists/keyset';
import type { DeliveryState, ListDeliveriesInput } from './webhook.schema';

export interface DeliveryRow {
  readonly eventId: string;
  readonly type: string;
  readonly state: DeliveryState;
  /** Since it was enqueued or replayed last. */
  readonly attempts: number;
  readonly nextAttemptAt: Date | null;
  readonly lastStatus: number | null;
  readonly lastError: string | null;
  readonly createdAt: Date;
  /** Null: it concerns the workspace, or the organization is gone. */
  readonly organizationName: string | null;
}

const newestFirst = newestById('newest', Prisma.sql`d.event_id`);

/** One page of the deliveries to an endpoint, newest first; its cost does not grow with their number. */
export async function listDeliveries(
  ctx: Ctx,
  input: ListDeliveriesInput,
  size = pageSize,
): Promise<Page<DeliveryRow>> {
  authorize(ctx, 'endpoint.list');
  const cursor = readCursor(input.cursor, newestFirst);
  const keyset = keysetSql(newestFirst, cursor);
  const rows = await ctx.db.$queryRaw<DeliveryRow[]>`
    select d.event_id as "eventId", d.type, d.state::text as state, d.attempts,
      d.next_attempt_at as "nextAttemptAt", d.last_status as "lastStatus", d.last_error as "lastError",
      d.created_at as "createdAt", o.name as "organizationName"
    from webhook_deliveries d join events e on e.id = d.event_id
    left join organizations o on o.id = e.organization_id
    where d.endpoint_id = ${input.endpointId} and ${conditions(input)} and ${keyset.where}
    order by ${keyset.orderBy} limit ${size + 1}`;
  return toPage(rows, { order: newestFirst, cursor, size }, ({ eventId }) => ({
    value: eventId,
    id: eventId,
  }));
}

function conditions({ states, types }: ListDeliveriesInput): Prisma.Sql {
  const all = [Prisma.sql`true`];
  if (states.length > 0) all.push(Prisma.sql`d.state = any(${states}::delivery_state[])`);
  if (types.length > 0) all.push(Prisma.sql`d.type = any(${types}::text[])`);
  return Prisma.join(all, ' and ');
}
