import { Prisma } from '@/prisma/generated/client';
import { authorizeDirectory } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { prepared } from '../db';
import { type GroupRecord, groupRecordColumns } from './group-record';
import { hitsSql, isTelling } from './hits-sql';
import type { ListQuery } from './list-query';
import { queryBounded } from './query-bounded';
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

/**
 * A page of the acting directory's groups, in the order of their creation unless another is asked for. What no index knows
 * is refused (400 tooMany) where it takes too long.
 */
export async function listGroups(ctx: Ctx, input: ListGroupsInput): Promise<GroupPage> {
  const { directoryId } = authorizeDirectory(ctx);
  const { filter, sort } = input.query;
  const sql = filter ? filteredSql(directoryId, input) : allSql(directoryId, input);
  const isKnown = filter ? isTelling('Group', filter) : !sort;
  const rows = isKnown
    ? await ctx.db.$queryRaw<Row[]>`${prepared} ${sql}`
    : await queryBounded<Row>(ctx.db, sql);
  return { total: rows[0]?.total ?? 0, groups: rows.filter(({ id }) => id !== null) };
}

function filteredSql(directoryId: string, { query, withMembers }: ListGroupsInput): Prisma.Sql {
  return Prisma.sql`
    with ${hitsSql('Group', directoryId, query)}
    select counted.total, ${groupRecordColumns(withMembers)}
    from counted left join page on true left join directory_groups g on g.id = page.id
    order by page.place`;
}

/** The directory knows how many it has; the page is found in an index unless another order is asked for. */
function allSql(directoryId: string, { query, withMembers }: ListGroupsInput): Prisma.Sql {
  const { sort, startIndex, count } = query;
  return Prisma.sql`
    select d.group_count as total, ${groupRecordColumns(withMembers)}
    from directories d left join lateral (
      select r.*, row_number() over () as place from (
        select * from directory_groups r where r.directory_id = d.id
        order by ${sort ? sortSql('Group', sort) : Prisma.sql`r.ordinal`}
        limit ${count}::int offset ${startIndex - 1}::bigint) r) g on true
    where d.id = ${directoryId} order by g.place`;
}
