import { Prisma } from '@/prisma/generated/client';
import { notifySql } from '../audit/record';
import type { Ctx, DirectoryActor } from '../authz/context';
import { prepared, type Transaction } from '../db';
import { directoryGroupData } from '../events/directory-data';
import { fanOutSql, insertEventSql } from '../events/publish-sql';
import { lockOrganization } from '../organizations/seats';
import { followGroups } from './follow-groups';
import { movedPeopleSql, tallySql } from './group-changes';
import { explainGroup } from './group-columns';
import type { MembersChange } from './group-patch';
import { type GroupRecord, groupRecordColumns } from './group-record';
import { requestSql, type ScimRequest } from './record-request';
import { areUsersSql } from './user-columns';

export interface MovedMembers {
  readonly groupId: string;
  readonly members: MembersChange;
  readonly request: ScimRequest;
  /** What it is answered with, which the log says. */
  readonly status: 200 | 204;
}

/** The statement's row; jobs and notifications are read because they would not happen else. */
type Row = GroupRecord & { readonly userIds: string[]; readonly jobs: number; readonly notified: number };

/**
 * Adds and removes members in one statement, whose cost is that of those who come and go; where the group gives a role, they
 * follow in the same transaction. Null, and nothing is written, where that is not all: there is no such group, all members are
 * replaced, or somebody is no user of the directory.
 */
export async function moveMembers(
  ctx: Ctx,
  actor: DirectoryActor,
  moved: MovedMembers,
): Promise<GroupRecord | null> {
  if (moved.members.replace) return null;
  try {
    const [row] = await ctx.db.$queryRaw<Row[]>(moveSql(ctx, actor, moved, false));
    return row ?? (await ctx.db.$transaction((tx) => moveAndFollow(tx, ctx, actor, moved)));
  } catch (error) {
    return explainGroup(error, '');
  }
}

async function moveAndFollow(
  tx: Transaction,
  ctx: Ctx,
  actor: DirectoryActor,
  moved: MovedMembers,
): Promise<GroupRecord | null> {
  await lockOrganization(tx, actor.organizationId);
  const [row] = await tx.$queryRaw<Row[]>(moveSql(ctx, actor, moved, true));
  if (!row) return null;
  const { userIds, ...group } = row;
  await followGroups(tx, ctx, { directoryId: actor.directoryId, userIds });
  return group;
}

function moveSql(
  ctx: Ctx,
  { directoryId, organizationId }: DirectoryActor,
  { groupId, members, request, status }: MovedMembers,
  givesRole: boolean,
): Prisma.Sql {
  const add = [...members.add];
  const event = {
    type: 'organization.directory.group_updated',
    organizationId: Prisma.sql`directory_group.organization_id`,
    data: directoryGroupData,
  } as const;
  const entry = { status, subject: null, outcome: null };
  const line = {
    subject: Prisma.sql`directory_group.display_name`,
    outcome: Prisma.sql`case when came.count + went.count > 0 then 'group_updated' else 'nothing_changed' end`,
    changes: Prisma.sql`jsonb_build_object(
      'joined', ${movedPeopleSql(Prisma.sql`came`)}, 'left', ${movedPeopleSql(Prisma.sql`went`)})`,
  };
  return Prisma.sql`${prepared}
    with locked as (
      select g.id from directory_groups g where g.id = ${groupId} and g.directory_id = ${directoryId}
        and exists (select 1 from directory_role_mappings m where m.group_id = g.id) = ${givesRole}::boolean
        and (select count(*) from directory_users u where ${areUsersSql(add, directoryId)}) = ${add.length}::bigint
      for update of g),
    gone as (
      delete from directory_group_members held using locked
      where held.group_id = locked.id and held.directory_user_id = any(${[...members.remove]}::text[])
      returning held.directory_user_id as id),
    added as (
      insert into directory_group_members (group_id, directory_user_id)
      select locked.id, asked.id from locked, unnest(${add}::text[]) asked(id) on conflict do nothing
      returning directory_user_id as id),
    came as (${tallySql(Prisma.sql`added`)}),
    went as (${tallySql(Prisma.sql`gone`)}),
    moved as (select came.count as came, went.count as went from came, went),
    directory_group as (
      update directory_groups g set member_count = g.member_count + moved.came - moved.went,
        version = g.version + (moved.came + moved.went > 0)::int,
        updated_at = case when moved.came + moved.went > 0 then ${ctx.now}::timestamptz else g.updated_at end
      from locked, moved where g.id = locked.id returning g.*),
    changed as (select directory_group.* from directory_group, moved where moved.came + moved.went > 0),
    logged as (${requestSql(ctx, request, entry, Prisma.sql`directory_group, came, went`, line)}),
    published as (${insertEventSql(ctx, event, Prisma.sql`changed directory_group`)}),
    ${fanOutSql(ctx, Prisma.sql`published`)},
    notified as (select ${notifySql(organizationId)} from directory_group)
    select ${groupRecordColumns(false)}, array(select id from added union all select id from gone) as "userIds",
      (select count(*)::int from delivery_jobs) as jobs,
      (select count(*)::int from notified) as notified
    from directory_group g`;
}
