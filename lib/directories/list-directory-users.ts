import { Prisma } from '@/prisma/generated/client';
import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { refuse } from '../errors';
import { directoryUserData } from '../events/directory-data';
import type { EventData } from '../events/publish';
import { containsPattern, prefixPattern } from '../lists/contains-pattern';
import { type KeysetOrder, keysetSql, readCursor, toPage } from '../lists/keyset';
import type { CountedPage, PageInput } from '../lists/list-records';
import { type OtherHands, otherHandsSql } from '../scim/why-no-member';
import type { DirectoryRef } from './directory.schema';

/** Somebody as a directory knows them, and what became of them here. */
export interface DirectoryUserRow {
  readonly id: string;
  readonly userName: string;
  readonly externalId: string | null;
  readonly email: string | null;
  readonly active: boolean;
  readonly membershipId: string | null;
  /** Who manages the member with their address instead; null: nobody is one, or they are the directory's. */
  readonly otherHands: OtherHands | null;
  /** What the directory sent, without id, meta, groups and password. */
  readonly resource: Readonly<Record<string, unknown>>;
  readonly groups: readonly {
    readonly id: string;
    readonly displayName: string;
    readonly memberCount: number;
  }[];
  /** As events show them; null: nobody asked for it. */
  readonly detail: EventData | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export interface ListDirectoryUsersInput extends DirectoryRef, PageInput {
  /** Members of this group only. */
  readonly groupId: string | null;
  readonly updatedAfter: Date | null;
  /** Part of a name or an address; one or two characters: how the user name begins. */
  readonly search: string | null;
  readonly detailed: boolean;
}

const order: KeysetOrder = {
  name: 'directory-users',
  by: Prisma.sql`u.ordinal`,
  type: 'int',
  id: Prisma.sql`u.id`,
  descending: false,
};

/** One page of a directory's users in the order of their creation, and how many there are in all. */
export async function listDirectoryUsers(
  ctx: Ctx,
  input: ListDirectoryUsersInput,
): Promise<CountedPage<DirectoryUserRow>> {
  authorize(ctx, 'directory.list', input.organizationId);
  const cursor = readCursor(input.cursor, order);
  const keyset = keysetSql(order, cursor);
  const [rows, total] = await Promise.all([
    ctx.db.$queryRaw<(DirectoryUserRow & { ordinal: bigint })[]>`
      select u.id, u.ordinal, u.user_name as "userName", u.external_id as "externalId", u.email, u.active,
        u.membership_id as "membershipId", u.resource, u.created_at as "createdAt", u.updated_at as "updatedAt",
        case when u.membership_id is null then ${otherHandsSql(input.organizationId, Prisma.sql`u.email_key`)} end as "otherHands",
        (select coalesce(jsonb_agg(jsonb_build_object(
            'id', g.id, 'displayName', g.display_name, 'memberCount', g.member_count) order by g.id), '[]')
          from directory_group_members held join directory_groups g on g.id = held.group_id
          where held.directory_user_id = u.id) as groups,
        ${input.detailed ? detailSql : Prisma.sql`null::jsonb`} as detail
      from directory_users u
      where u.organization_id = ${input.organizationId} and ${matchingSql(input)} and ${keyset.where}
      order by ${keyset.orderBy} limit ${input.pageSize + 1}`,
    countUsers(ctx, input),
  ]);
  const page = toPage(rows, { order, cursor, size: input.pageSize }, ({ ordinal, id }) => ({
    value: String(ordinal),
    id,
  }));
  return { ...page, total };
}

const detailSql = Prisma.sql`(
  select ${directoryUserData()} from directory_users directory_user where directory_user.id = u.id)`;

/** Whose directory it is stands with the question: so an index alone can count. */
function matchingSql(input: ListDirectoryUsersInput): Prisma.Sql {
  const { directoryId, groupId, updatedAfter, search } = input;
  return Prisma.sql`u.directory_id = ${directoryId}
    ${groupId === null ? Prisma.empty : Prisma.sql`and exists (select 1 from directory_group_members held where held.group_id = ${groupId} and held.directory_user_id = u.id)`}
    ${updatedAfter === null ? Prisma.empty : Prisma.sql`and u.updated_at > ${updatedAfter}::timestamptz`}
    ${search === null ? Prisma.empty : Prisma.sql`and ${searchSql(search)}`}`;
}

/** Trigrams find any part from three characters on. */
function searchSql(search: string): Prisma.Sql {
  return search.length < 3
    ? Prisma.sql`u.user_name_key like ${prefixPattern(search)}`
    : Prisma.sql`u.search like ${containsPattern(search)}`;
}

/**
 * The directory knows how many it has, and a group how many are in it; only another choice of them is counted. Refuses a
 * directory and a group that are not there.
 */
async function countUsers(ctx: Ctx, input: ListDirectoryUsersInput): Promise<number> {
  const { organizationId, directoryId, groupId, updatedAfter, search } = input;
  const directory = await ctx.db.directory.findFirst({
    where: { id: directoryId, organizationId },
    select: { userCount: true },
  });
  if (!directory) refuse('not_found', 'There is no such directory.');
  const members = groupId === null ? directory.userCount : await countMembers(ctx, directoryId, groupId);
  if (updatedAfter === null && search === null) return members;
  const [counted] = await ctx.db.$queryRaw<{ count: number }[]>`
    select count(*)::int as count from directory_users u where ${matchingSql(input)}`;
  return counted?.count ?? 0;
}

async function countMembers(ctx: Ctx, directoryId: string, groupId: string): Promise<number> {
  const where = { id: groupId, directoryId };
  const group = await ctx.db.directoryGroup.findFirst({ where, select: { memberCount: true } });
  return group?.memberCount ?? refuse('not_found', 'There is no such group in this directory.');
}
