import { Prisma } from '@/prisma/generated/client';
import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { refuse } from '../errors';
import { directoryGroupData } from '../events/directory-data';
import type { EventData } from '../events/publish';
import { containsPattern } from '../lists/contains-pattern';
import { type KeysetOrder, keysetSql, readCursor, toPage } from '../lists/keyset';
import type { CountedPage, PageInput } from '../lists/list-records';
import type { DirectoryRef } from './directory.schema';

/** A group as a directory knows it, without its members, of whom there may be very many. */
export interface DirectoryGroupRow {
  readonly id: string;
  readonly displayName: string;
  readonly externalId: string | null;
  readonly memberCount: number;
  /** As events show it; null: nobody asked for it. */
  readonly detail: EventData | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export interface ListDirectoryGroupsInput extends DirectoryRef, PageInput {
  readonly updatedAfter: Date | null;
  /** Part of the name. */
  readonly search: string | null;
  readonly detailed: boolean;
}

const order: KeysetOrder = {
  name: 'directory-groups',
  by: Prisma.sql`g.ordinal`,
  type: 'int',
  id: Prisma.sql`g.id`,
  descending: false,
};

/** One page of a directory's groups in the order of their creation, and how many there are in all. */
export async function listDirectoryGroups(
  ctx: Ctx,
  input: ListDirectoryGroupsInput,
): Promise<CountedPage<DirectoryGroupRow>> {
  authorize(ctx, 'directory.list', input.organizationId);
  const cursor = readCursor(input.cursor, order);
  const keyset = keysetSql(order, cursor);
  const [rows, total] = await Promise.all([
    ctx.db.$queryRaw<(DirectoryGroupRow & { ordinal: bigint })[]>`
      select g.id, g.ordinal, g.display_name as "displayName", g.external_id as "externalId",
        g.member_count as "memberCount", g.created_at as "createdAt", g.updated_at as "updatedAt",
        ${input.detailed ? detailSql : Prisma.sql`null::jsonb`} as detail
      from directory_groups g where ${matchingSql(input)} and ${keyset.where}
      order by ${keyset.orderBy} limit ${input.pageSize + 1}`,
    countGroups(ctx, input),
  ]);
  const page = toPage(rows, { order, cursor, size: input.pageSize }, ({ ordinal, id }) => ({
    value: String(ordinal),
    id,
  }));
  return { ...page, total };
}

const detailSql = Prisma.sql`(
  select ${directoryGroupData} from directory_groups directory_group where directory_group.id = g.id)`;

function matchingSql(input: ListDirectoryGroupsInput): Prisma.Sql {
  const { organizationId, directoryId, updatedAfter, search } = input;
  return Prisma.sql`g.directory_id = ${directoryId} and g.organization_id = ${organizationId}
    ${updatedAfter === null ? Prisma.empty : Prisma.sql`and g.updated_at > ${updatedAfter}::timestamptz`}
    ${search === null ? Prisma.empty : Prisma.sql`and g.display_name_key like ${containsPattern(search)}`}`;
}

/** The directory knows how many it has; only a choice of them is counted. */
async function countGroups(ctx: Ctx, input: ListDirectoryGroupsInput): Promise<number> {
  const { organizationId, directoryId, updatedAfter, search } = input;
  const directory = await ctx.db.directory.findFirst({
    where: { id: directoryId, organizationId },
    select: { groupCount: true },
  });
  if (!directory) refuse('not_found', 'There is no such directory.');
  if (updatedAfter === null && search === null) return directory.groupCount;
  const [counted] = await ctx.db.$queryRaw<{ count: number }[]>`
    select count(*)::int as count from directory_groups g where ${matchingSql(input)}`;
  return counted?.count ?? 0;
}
