import { Prisma } from '@/prisma/generated/client';
import { authorizeDirectory } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { filterSql } from './filter-sql';
import { type GroupRecord, groupRecordColumns } from './group-record';
import type { ListQuery } from './list-query';
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

/** A page of the acting directory's groups, in the order of their creation unless another is asked for. */
export async function listGroups(ctx: Ctx, input: ListGroupsInput): Promise<GroupPage> {
  const { directoryId } = authorizeDirectory(ctx);
  const rows = await ctx.db.$queryRaw<Row[]>(listSql(directoryId, input));
  return { total: rows[0]?.total ?? 0, groups: rows.filter(({ id }) => id !== null) };
}

/** Which fit is found first, by whatever index knows them; the rest is read for the page alone. */
function listSql(directoryId: string, { query, withMembers }: ListGroupsInput): Prisma.Sql {
  const { filter, sort, startIndex, count } = query;
  const order = sort ? sortSql('Group', sort) : Prisma.sql`r.ordinal`;
  return Prisma.sql`
    with hits as materialized (
      select r.id, row_number() over (order by ${order}) as place from directory_groups r
      where r.directory_id = ${directoryId} and ${filter ? filterSql('Group', filter) : Prisma.sql`true`})
    select counted.total, ${groupRecordColumns(withMembers)}
    from (select count(*)::int as total from hits) counted
    left join hits on hits.place >= ${startIndex}::bigint and hits.place < ${startIndex}::bigint + ${count}::int
    left join directory_groups g on g.id = hits.id
    order by hits.place`;
}
