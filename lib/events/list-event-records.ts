import { Prisma } from '@/prisma/generated/client';
import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { firstId } from '../id';
import { keysetSql, newestById, type Page, readCursor, toPage } from '../lists/keyset';
import { testEventType } from './event-type';

export interface EventRecord {
  readonly id: string;
  readonly type: string;
  readonly organizationId: string | null;
  readonly occurredAt: Date;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Which events; what is null or empty leaves none out. */
export interface EventRecordFilter {
  readonly types: readonly string[];
  readonly organizationId: string | null;
  /** Both included. */
  readonly from: Date | null;
  readonly to: Date | null;
}

export interface ListEventRecordsInput extends EventRecordFilter {
  readonly pageSize: number;
  /** Opaque, from another page; one that is not ours means the first page. */
  readonly cursor: string | null;
}

const newestFirst = newestById('newest', Prisma.sql`e.id`);

/** One page of what the application was told in the last 30 days, newest first. Its cost does not grow with their number. */
export async function listEventRecords(ctx: Ctx, input: ListEventRecordsInput): Promise<Page<EventRecord>> {
  authorize(ctx, 'event.list');
  const cursor = readCursor(input.cursor, newestFirst);
  const keyset = keysetSql(newestFirst, cursor);
  const rows = await ctx.db.$queryRaw<EventRecord[]>`
    select e.id, e.type, e.organization_id as "organizationId", e.occurred_at as "occurredAt", e.data
    from events e where ${conditions(input)} and ${keyset.where}
    order by ${keyset.orderBy} limit ${input.pageSize + 1}`;
  const place = { order: newestFirst, cursor, size: input.pageSize };
  return toPage(rows, place, ({ id }) => ({ value: id, id }));
}

/** How many there are in all; it counts them. */
export async function countEventRecords(ctx: Ctx, filter: EventRecordFilter): Promise<number> {
  authorize(ctx, 'event.list');
  const [counted] = await ctx.db.$queryRaw<{ count: number }[]>`
    select count(*)::int as count from events e where ${conditions(filter)}`;
  return counted?.count ?? 0;
}

/** Trials of an endpoint are nobody's news. */
function conditions({ types, organizationId, from, to }: EventRecordFilter): Prisma.Sql {
  const all = [Prisma.sql`e.type <> ${testEventType}`];
  if (types.length > 0) all.push(Prisma.sql`e.type = any(${types}::text[])`);
  if (organizationId !== null) all.push(Prisma.sql`e.organization_id = ${organizationId}`);
  if (from) all.push(Prisma.sql`e.id >= ${firstId('event', from)}`);
  if (to) all.push(Prisma.sql`e.id < ${firstId('event', new Date(to.getTime() + 1))}`);
  return Prisma.join(all, ' and ');
}
