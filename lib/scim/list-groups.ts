import { Prisma } from '@/prisma/generated/client';
import { authorizeDirectory } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { prepared } from '../db';
import type { Filter } from './filter';
import { type GroupRecord, groupRecordColumns } from './group-record';
import { hitsSql, isTelling, rowSql, withoutIdleFilter } from './hits-sql';
import type { ListQuery } from './list-query';
import { queryBounded } from './query-bounded';
import { refuseScim } from './scim-error';
import { sortSql } from './sort-sql';

export interface ListGroupsInput {
  readonly query: ListQuery;
  readonly withMembers: boolean;
}

export interface GroupPage {
  /** How many there are, on all pages together. */
  readonly total: number;
  readonly groups: readonly GroupRecord[];
}

type Row = GroupRecord & { readonly total: number };

/** Of all groups of a page together: more of them would not fit into memory. */
const mostMembers = 500_000;

/**
 * A page of the acting directory's groups, in the order of their creation unless another is asked for. What no index knows
 * is refused (400 tooMany) where it takes too long, and so are several groups that have very many members together.
 */
export async function listGroups(ctx: Ctx, input: ListGroupsInput): Promise<GroupPage> {
  const { directoryId } = authorizeDirectory(ctx);
  const query = withoutIdleFilter('Group', input.query);
  const { filter, sort } = query;
  const select = (columns: Prisma.Sql) =>
    filter ? filteredSql(directoryId, { ...query, filter }, columns) : allSql(directoryId, query, columns);
  const sql = select(groupRecordColumns(input.withMembers));
  const isOne = filter !== null && isTelling('Group', filter);
  if (input.withMembers && !isOne && query.count > 1)
    await requireFewMembers(ctx, select(Prisma.sql`g.member_count as members`));
  const isKnown = filter ? isOne : !sort;
  const rows = isKnown
    ? await ctx.db.$queryRaw<Row[]>`${prepared} ${sql}`
    : await queryBounded<Row>(ctx.db, sql);
  return { total: rows[0]?.total ?? 0, groups: rows.filter(({ id }) => id !== null) };
}

type FilteredQuery = ListQuery & { readonly filter: Filter };

/** What the groups themselves say, so that no member is read. */
async function requireFewMembers(ctx: Ctx, counts: Prisma.Sql): Promise<void> {
  const sql = Prisma.sql`select coalesce(sum(page.members), 0)::float8 as members from (${counts}) page`;
  const [found] = await queryBounded<{ members: number }>(ctx.db, sql);
  if (found && found.members > mostMembers)
    refuseScim(
      'tooMany',
      'These groups have too many members for one answer. Leave them out (excludedAttributes=members), or ask for fewer groups.',
    );
}

function filteredSql(directoryId: string, query: FilteredQuery, columns: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    with ${hitsSql('Group', directoryId, query)}
    select counted.total, ${columns}
    from counted left join page g on true order by g.place`;
}

/** The directory knows how many it has; the page is found in an index unless another order is asked for. */
function allSql(
  directoryId: string,
  { sort, startIndex, count }: ListQuery,
  columns: Prisma.Sql,
): Prisma.Sql {
  return Prisma.sql`
    select d.group_count as total, ${columns}
    from directories d left join (
      select ordinal, row_number() over () as place from (
        select r.ordinal from directory_groups r where r.directory_id = ${directoryId}
        order by ${sort ? sortSql('Group', sort) : Prisma.sql`r.ordinal`}
        limit ${count}::int offset ${startIndex - 1}::bigint) chosen) page on true
    left join lateral (${rowSql('Group', directoryId)}) g on true
    where d.id = ${directoryId} order by page.place`;
}
