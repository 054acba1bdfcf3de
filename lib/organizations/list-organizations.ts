import { Prisma } from '@/prisma/generated/client';
import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { containsPattern, prefixPattern } from '../lists/contains-pattern';
import { type KeysetOrder, keysetSql, type Page, pageSize, readCursor, toPage } from '../lists/keyset';
import type { ListOrganizationsInput, OrganizationSort } from './organization-list.schema';
import { expiredSeatsSql } from './seats-sql';

export type FeatureState = 'on' | 'begun' | 'none';

export interface OrganizationRow {
  readonly id: string;
  readonly name: string;
  readonly externalId: string | null;
  /** Active members and pending invitations that have not expired. */
  readonly seatsUsed: number;
  /** Null: no limit. */
  readonly seatsCap: number | null;
  /** People who have not joined yet; counted to `pendingCountMaximum` only. */
  readonly pendingCount: number;
  /** How far single sign-on is: a connection is on, or there is at least one, or none. */
  readonly sso: FeatureState;
  /** The same of its directories. */
  readonly scim: FeatureState;
  readonly createdAt: Date;
}

/** A pending count of this much means as many or more. */
export const pendingCountMaximum = 100;

interface Record {
  readonly id: string;
  readonly name: string;
  readonly external_id: string | null;
  readonly seats_used: number;
  readonly seats_cap: number | null;
  readonly pending: number;
  readonly sso: FeatureState;
  readonly scim: FeatureState;
  readonly created_at: Date;
  readonly sort_value: string | number | Date;
}

/**
 * One page of all organizations, for staff. Its cost does not grow with their number or size, with one exception:
 * by people it reads all of them, because an index over a counter would slow down every invitation.
 */
export async function listOrganizations(
  ctx: Ctx,
  input: ListOrganizationsInput,
  size = pageSize,
): Promise<Page<OrganizationRow>> {
  authorize(ctx, 'organization.list');
  const order = orderOf(input);
  const cursor = readCursor(input.cursor, order);
  const keyset = keysetSql(order, cursor);
  const records = await ctx.db.$queryRaw<Record[]>`
    select o.id, o.name, o.external_id, o.seats_used - ${expiredSeatsSql(ctx.now)} as seats_used, o.seats_cap,
      o.created_at, o.sort_value, (
        select count(*)::int from (
          select 1 from memberships m where m.organization_id = o.id and m.status = 'PENDING_INVITE'
          limit ${pendingCountMaximum}) pending) as pending,
      coalesce((
        select case when bool_or(c.enabled) and o.sso_enabled then 'on' else 'begun' end
        from connections c where c.organization_id = o.id having count(*) > 0), 'none') as sso,
      coalesce((
        select case when bool_or(d.enabled) then 'on' else 'begun' end
        from directories d where d.organization_id = o.id having count(*) > 0), 'none') as scim
    from (
      select o.*, ${order.by} as sort_value from organizations o
      where ${searchCondition(input.search, keyset, size + 1)} and ${keyset.where}
      order by ${keyset.orderBy} limit ${size + 1}) o
    order by ${keyset.orderBy}`;
  const page = toPage(records, { order, cursor, size }, (record) => ({
    value: record.sort_value instanceof Date ? record.sort_value.toISOString() : String(record.sort_value),
    id: record.id,
  }));
  return { ...page, rows: page.rows.map(toRow) };
}

const sorts: { readonly [S in OrganizationSort]: Pick<KeysetOrder, 'by' | 'type'> } = {
  name: { by: Prisma.sql`lower(o.name) collate "C"`, type: 'text' },
  created: { by: Prisma.sql`o.created_at`, type: 'timestamptz' },
  people: { by: Prisma.sql`o.seats_used`, type: 'int' },
};

function orderOf({ sort, direction }: ListOrganizationsInput): KeysetOrder {
  const descending = direction === 'desc';
  return { ...sorts[sort], name: `${sort} ${direction}`, id: Prisma.sql`o.id`, descending };
}

/**
 * Trigrams find any part of a name from three characters on; fewer match how it begins. Names and ids are looked for
 * apart, since one condition over both could use no index.
 */
function searchCondition(search: string, keyset: ReturnType<typeof keysetSql>, limit: number): Prisma.Sql {
  if (search === '') return Prisma.sql`true`;
  const name =
    search.length < 3
      ? Prisma.sql`lower(o.name) collate "C" like ${prefixPattern(search)}`
      : Prisma.sql`lower(o.name) like ${containsPattern(search)}`;
  return Prisma.sql`o.id in (
    (select o.id from organizations o where ${name} and ${keyset.where} order by ${keyset.orderBy} limit ${limit})
    union all select o.id from organizations o where o.external_id = ${search}
    union all select o.id from organizations o where o.id = ${search})`;
}

function toRow(record: Record): OrganizationRow {
  return {
    id: record.id,
    name: record.name,
    externalId: record.external_id,
    seatsUsed: record.seats_used,
    seatsCap: record.seats_cap,
    pendingCount: record.pending,
    sso: record.sso,
    scim: record.scim,
    createdAt: record.created_at,
  };
}
