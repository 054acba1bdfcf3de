import { Prisma } from '@/prisma/generated/client';
import { authorizeDirectory } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { prepared } from '../db';
import type { Filter } from './filter';
import { hitsSql, isTelling, rowSql, withoutIdleFilter } from './hits-sql';
import type { ListQuery, ListSort } from './list-query';
import { queryBounded } from './query-bounded';
import { recordRequest, type ScimRequest } from './record-request';
import { sortSql } from './sort-sql';
import { type UserRecord, userRecordColumns } from './user-record';

export interface ListUsersInput {
  readonly query: ListQuery;
  readonly request: ScimRequest;
}

export interface UserPage {
  /** How many there are, on all pages together. */
  readonly total: number;
  readonly users: readonly UserRecord[];
}

type Row = UserRecord & { readonly total: number };

/**
 * A page of the acting directory's users, in the order of their creation unless another is asked for. Without a filter
 * every page costs the same, the first as the last: a count of each thousand leads to it. With one, all that fit are
 * counted; what no index knows is refused (400 tooMany) where that takes too long. Of all that is only read, the test of a
 * connection alone stands in the log.
 */
export async function listUsers(ctx: Ctx, input: ListUsersInput): Promise<UserPage> {
  const { directoryId } = authorizeDirectory(ctx);
  const { sql, isKnown } = choose(directoryId, withoutIdleFilter('User', input.query));
  const rows = isKnown
    ? await ctx.db.$queryRaw<Row[]>`${prepared} ${sql}`
    : await queryBounded<Row>(ctx.db, sql);
  const total = rows[0]?.total ?? 0;
  if (isTest(input.query, total)) {
    const { request } = input;
    const entry = { status: 200, subject: null, outcome: 'connection_tested' } as const;
    await recordRequest(ctx.db, ctx, { request, entry });
  }
  return { total, users: rows.filter(({ id }) => id !== null) };
}

/** Okta tests a connection by a first page of one or two, Entra ID by asking for somebody who has a random GUID for a name. */
function isTest({ filter, sort, startIndex, count }: ListQuery, total: number): boolean {
  if (!filter) return !sort && startIndex === 1 && (count === 1 || count === 2);
  if (total > 0) return false;
  const isOfName = filter.kind === 'compare' && filter.operator === 'eq' && filter.path.name === 'userName';
  return isOfName && /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(String(filter.value));
}

interface Statement {
  readonly sql: Prisma.Sql;
  /** Of the same cost in the largest directory, or of the cost of counting in an index. */
  readonly isKnown: boolean;
}

function choose(directoryId: string, query: ListQuery): Statement {
  const { filter, sort, startIndex } = query;
  const active = filter && !sort ? readActive(filter) : null;
  if (active !== null) return { sql: activeSql(directoryId, query, active), isKnown: true };
  if (filter)
    return { sql: filteredSql(directoryId, { ...query, filter }), isKnown: isTelling('User', filter) };
  if (sort) return { sql: sortedSql(directoryId, query, sort), isKnown: false };
  const sql = startIndex === 1 ? firstSql(directoryId, query) : deepSql(directoryId, query);
  return { sql, isKnown: true };
}

function firstSql(directoryId: string, { count }: ListQuery): Prisma.Sql {
  return Prisma.sql`
    select d.user_count as total, ${userRecordColumns}
    from directories d left join lateral (
      select * from directory_users where directory_id = d.id order by ordinal limit ${count}::int) u on true
    where d.id = ${directoryId} order by u.ordinal`;
}

/** The block in which the page begins, then the place in it. */
function deepSql(directoryId: string, { startIndex, count }: ListQuery): Prisma.Sql {
  return Prisma.sql`
    with block as (
      select block, counted - users as before from (
        select block, users, sum(users) over (order by block) as counted
        from directory_user_blocks where directory_id = ${directoryId}) running
      where counted >= ${startIndex}::bigint order by block limit 1),
    place as (
      select ordinal from directory_users
      where directory_id = ${directoryId} and ordinal >= (select block * 1000::bigint from block)
      order by ordinal limit 1 offset (select ${startIndex}::bigint - 1 - before from block))
    select d.user_count as total, ${userRecordColumns}
    from directories d left join lateral (
      select * from directory_users where directory_id = d.id and ordinal >= (select ordinal from place)
      order by ordinal limit ${count}::int) u on true
    where d.id = ${directoryId} order by u.ordinal`;
}

/** The page is found in an index that has the order, and its users read after that. */
function sortedSql(directoryId: string, { startIndex, count }: ListQuery, sort: ListSort): Prisma.Sql {
  return Prisma.sql`
    select d.user_count as total, ${userRecordColumns}
    from directories d left join (
      select ordinal, row_number() over () as place from (
        select r.ordinal from directory_users r where r.directory_id = ${directoryId}
        order by ${sortSql('User', sort)} limit ${count}::int offset ${startIndex - 1}::bigint) chosen) page on true
    left join lateral (${rowSql('User', directoryId)}) u on true
    where d.id = ${directoryId} order by page.place`;
}

function filteredSql(directoryId: string, query: ListQuery & { readonly filter: Filter }): Prisma.Sql {
  return Prisma.sql`
    with ${hitsSql('User', directoryId, query)}
    select counted.total, ${userRecordColumns}
    from counted left join page u on true order by u.place`;
}

/** Nearly everybody may fit: who is off is counted, who fits is walked in an index, and read for the page alone. */
function activeSql(directoryId: string, { startIndex, count }: ListQuery, isActive: boolean): Prisma.Sql {
  const active = Prisma.sql`${isActive}::boolean`;
  return Prisma.sql`
    select counted.total, ${userRecordColumns}
    from (
      select case when ${active} then d.user_count - off.users else off.users end as total
      from directories d cross join (
        select count(*)::int as users from directory_users where directory_id = ${directoryId} and active = false) off
      where d.id = ${directoryId}) counted
    left join (
      select ordinal from directory_users where directory_id = ${directoryId} and active = ${active}
      order by ordinal limit ${count}::int offset ${startIndex - 1}::bigint) page on true
    left join lateral (${rowSql('User', directoryId)}) u on true
    order by page.ordinal`;
}

/** What `active` must be; null: the filter asks for something else. */
function readActive(filter: Filter): boolean | null {
  if (filter.kind === 'not') {
    const opposite = readActive(filter.filter);
    return opposite === null ? null : !opposite;
  }
  const isOfActive =
    filter.kind === 'compare' && filter.path.schema === null && filter.path.name === 'active';
  return isOfActive ? filter.value === true : null;
}
