import { Prisma } from '@/prisma/generated/client';
import type { Transaction } from '../db';
import { type MovedPeople, movedPeopleSql, tallySql } from './group-changes';
import { refuseUnknownMember } from './group-columns';
import type { MembersChange } from './group-patch';

export interface ChangedMembers {
  /** Who came or went. */
  readonly userIds: readonly string[];
  readonly joined: MovedPeople | null;
  readonly left: MovedPeople | null;
}

/**
 * Makes the members of a group that is locked what is asked for, without reading those who stay; adding one who is in it and
 * removing one who is not change nothing. Refuses (400) whoever is no user of the directory.
 */
export async function changeMembers(
  tx: Transaction,
  { groupId, directoryId }: { readonly groupId: string; readonly directoryId: string },
  { replace, add, remove }: MembersChange,
): Promise<ChangedMembers> {
  const wanted = [...(replace ?? add)];
  const found = await tx.$queryRaw<{ id: string }[]>`
    select id from directory_users where directory_id = ${directoryId} and id = any(${wanted}::text[])
    order by id for key share`;
  if (found.length < wanted.length) refuseUnknownMember();
  const [changed] = await tx.$queryRaw<[ChangedMembers]>`
    with removed as (
      delete from directory_group_members where group_id = ${groupId} and ${
        replace === null
      }::boolean and directory_user_id = any(${[...remove]}::text[])
      returning directory_user_id as id),
    left_out as (
      delete from directory_group_members where group_id = ${groupId} and ${
        replace !== null
      }::boolean and directory_user_id <> all(${wanted}::text[])
      returning directory_user_id as id),
    added as (
      insert into directory_group_members (group_id, directory_user_id)
      select ${groupId}, id from unnest(${wanted}::text[]) id on conflict do nothing
      returning directory_user_id as id),
    gone as (select id from removed union all select id from left_out),
    counted as (
      update directory_groups set member_count = member_count + (select count(*) from added)
        - (select count(*) from gone)
      where id = ${groupId})
    select array(select id from gone union all select id from added) as "userIds",
      ${movedPeopleSql(Prisma.sql`came`)} as joined, ${movedPeopleSql(Prisma.sql`went`)} as left
    from (${tallySql(Prisma.sql`added`)}) came, (${tallySql(Prisma.sql`gone`)}) went`;
  return changed;
}
