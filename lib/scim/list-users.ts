import { Prisma } from '@/prisma/generated/client';
import { authorizeDirectory } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { prepared } from '../db';
import type { Comparison, Filter } from './filter';
import { hitsSql, isTelling } from './hits-sql';
import type { ListQuery } from './list-query';
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
  const { query, request } = input;
  const known = knownSql(directoryId, query);
  const rows = known
    ? await ctx.db.$queryRaw<Row[]>(known)
    : await queryBounded<Row>(ctx.db, soughtSql(directoryId, query));
  const total = rows[0]?.total ?? 0;
  if (isTest(query, total)) {
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

/** What an index answers, also in the largest directory; null: something else. */
function knownSql(directoryId: string, query: ListQuery): Prisma.Sql | null {
  const { filter, sort, startIndex } = query;
  if (filter && isTelling('User', filter)) return Prisma.sql`${prepared} ${filteredSql(directoryId, query)}`;
  if (sort) return null;
  if (filter) return isOfActive(filter) ? activeSql(directoryId, query, filter) : null;
  return startIndex === 1 ? firstSql(directoryId, query) : deepSql(directoryId, query);
}

function soughtSql(directoryId: string, query: ListQuery): Prisma.Sql {
  const { filter, sort } = query;
  return !filter && sort ? sortedSql(directoryId, query, sort) : filteredSql(directoryId, query);
}

function firstSql(directoryId: string, { count }: ListQuery): Prisma.Sql {
  return Prisma.sql`${prepared}
    select d.user_count as total, ${userRecordColumns}
    from directories d left join lateral (
      select * from directory_users where directory_id = d.id order by ordinal limit ${count}::int) u on true
    where d.id = ${directoryId} order by u.ordinal`;
}

/** The block in which the page begins, then the place in it. */
function deepSql(directoryId: string, { startIndex, count }: ListQuery): Prisma.Sql {
  return Prisma.sql`${prepared}
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

function sortedSql(
  directoryId: string,
  { startIndex, count }: ListQuery,
  sort: NonNullable<ListQuery['sort']>,
) {
  return Prisma.sql`
    select d.user_count as total, ${userRecordColumns}
    from directories d left join lateral (
      select r.*, row_number() over () as place from (
        select * from directory_users r where r.directory_id = d.id
        order by ${sortSql('User', sort)} limit ${count}::int offset ${startIndex - 1}::bigint) r) u on true
    where d.id = ${directoryId} order by u.place`;
}

function filteredSql(directoryId: string, query: ListQuery): Prisma.Sql {
  return Prisma.sql`
    with ${hitsSql('User', directoryId, query)}
    select counted.total, ${userRecordColumns}
    from counted left join page on true left join directory_users u on u.id = page.id
    order by page.place`;
}

/** Nearly everybody may fit: who is off is counted, who fits is walked in an index, and read for the page alone. */
function activeSql(directoryId: string, { startIndex, count }: ListQuery, { value }: Comparison): Prisma.Sql {
  const active = Prisma.sql`${value === true}::boolean`;
  return Prisma.sql`${prepared}
    select counted.total, ${userRecordColumns}
    from (
      select case when ${active} then d.user_count - off.users else off.users end as total
      from directories d cross join (
        select count(*)::int as users from directory_users where directory_id = ${directoryId} and active = false) off
      where d.id = ${directoryId}) counted
    left join (
      select id, ordinal from directory_users where directory_id = ${directoryId} and active = ${active}
      order by ordinal limit ${count}::int offset ${startIndex - 1}::bigint) page on true
    left join directory_users u on u.id = page.id
    order by page.ordinal`;
}

function isOfActive(filter: Filter): filter is Comparison {
  return filter.kind === 'compare' && filter.path.schema === null && filter.path.name === 'active';
}
