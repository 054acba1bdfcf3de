import type { Transaction } from '../db';
import { refuseUnknownMember } from './group-columns';
import type { MembersChange } from './group-patch';

/**
 * Makes the members of a group that is locked what is asked for, without reading those who stay; adding one who is in it and
 * removing one who is not change nothing. Returns the users who came or went. Refuses (400) whoever is no user of the
 * directory.
 */
export async function changeMembers(
  tx: Transaction,
  { groupId, directoryId }: { readonly groupId: string; readonly directoryId: string },
  { replace, add, remove }: MembersChange,
): Promise<readonly string[]> {
  const wanted = [...(replace ?? add)];
  const found = await tx.$queryRaw<{ id: string }[]>`
    select id from directory_users where directory_id = ${directoryId} and id = any(${wanted}::text[])
    order by id for key share`;
  if (found.length < wanted.length) refuseUnknownMember();
  const changed = await tx.$queryRaw<{ id: string }[]>`
    with gone as (
      delete from directory_group_members where group_id = ${groupId} and ${
        replace === null
      }::boolean and directory_user_id = any(${[...remove]}::text[])
      returning directory_user_id),
    left_out as (
      delete from directory_group_members where group_id = ${groupId} and ${
        replace !== null
      }::boolean and directory_user_id <> all(${wanted}::text[])
      returning directory_user_id),
    added as (
      insert into directory_group_members (group_id, directory_user_id)
      select ${groupId}, id from unnest(${wanted}::text[]) id on conflict do nothing returning directory_user_id),
    counted as (
      update directory_groups set member_count = member_count + (select count(*) from added)
        - (select count(*) from gone) - (select count(*) from left_out)
      where id = ${groupId} returning 1)
    select directory_user_id as id from (
      select * from gone union all select * from left_out union all select * from added) changed, counted`;
  return changed.map(({ id }) => id);
}
