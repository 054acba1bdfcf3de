import { Prisma } from '@/prisma/generated/client';
import { authorizeDirectory } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { prepared } from '../db';
import type { Filter } from './filter';
import { filterSql } from './filter-sql';
import type { ListQuery } from './list-query';
import { recordRequest, type ScimRequest } from './record-request';
import { containmentsOf } from './searched';
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
 * counted. Of all that is only read, the test of a connection alone stands in the log.
 */
export async function listUsers(ctx: Ctx, input: ListUsersInput): Promise<UserPage> {
  const { directoryId } = authorizeDirectory(ctx);
  const { query, request } = input;
  const rows = await ctx.db.$queryRaw<Row[]>(listSql(directoryId, query));
  const total = rows[0]?.total ?? 0;
  if (total === 0 && isProbe(query.filter)) {
    const entry = { status: 200, subject: null, outcome: 'connection_tested' } as const;
    await recordRequest(ctx.db, ctx, { request, entry });
  }
  return { total, users: rows.filter(({ id }) => id !== null) };
}

/** Entra ID tests a connection by asking for somebody who has a random GUID for a name. */
function isProbe(filter: Filter | null): boolean {
  const isOfName = filter?.kind === 'compare' && filter.operator === 'eq' && filter.path.name === 'userName';
  return isOfName && /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(String(filter.value));
}

function listSql(directoryId: string, query: ListQuery): Prisma.Sql {
  if (query.filter) return filteredSql(directoryId, query, query.filter);
  if (query.sort) return sortedSql(directoryId, query, query.sort);
  return query.startIndex === 1 ? firstSql(directoryId, query) : deepSql(directoryId, query);
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

/** Who fits is found first, by whatever index knows them: the order of the page must not lead the search. */
function filteredSql(
  directoryId: string,
  { startIndex, count, sort }: ListQuery,
  filter: Filter,
): Prisma.Sql {
  const order = sort ? sortSql('User', sort) : Prisma.sql`r.ordinal`;
  return Prisma.sql`${isFrequent(filter) ? prepared : Prisma.empty}
    with hits as materialized (
      select r.id, row_number() over (order by ${order}) as place
      from directory_users r where r.directory_id = ${directoryId} and ${filterSql('User', filter)})
    select counted.total, ${userRecordColumns}
    from (select count(*)::int as total from hits) counted
    left join hits on hits.place >= ${startIndex}::bigint and hits.place < ${startIndex}::bigint + ${count}::int
    left join directory_users u on u.id = hits.id
    order by hits.place`;
}

/** What every sync asks for before it writes: one `eq`, or brackets of nothing else. There are few such texts. */
function isFrequent(filter: Filter): boolean {
  return (filter.kind === 'compare' && filter.operator === 'eq') || containmentsOf('User', filter) !== null;
}
