import { isDeepStrictEqual } from 'node:util';
import type { Ctx, DirectoryActor } from '../authz/context';
import type { Transaction } from '../db';
import { publishEvent } from '../events/publish';
import { lockOrganization } from '../organizations/seats';
import { changeMembers } from './change-members';
import { followGroups, isMapped, renameReason } from './follow-groups';
import { explainGroup, groupColumns, groupValuesSql } from './group-columns';
import type { MembersChange } from './group-patch';
import { type GroupRecord, groupRecordColumns, refuseMissingGroup } from './group-record';
import type { GroupInput } from './read-group';
import { recordRequest, type ScimRequest } from './record-request';
import { requireVersion } from './require-version';

export interface GroupChange {
  readonly groupId: string;
  readonly request: ScimRequest;
  /** Null: whatever version there is. */
  readonly ifMatch: string | null;
  /** What it is to be, given what it is. */
  readonly next: (resource: GroupRecord['resource']) => Omit<GroupInput, 'members'>;
  /** Null: its members stay. */
  readonly members: MembersChange | null;
  /** Whether the answer shows its members. */
  readonly withMembers: boolean;
  /** What it is answered with, which the log says. */
  readonly status: 200 | 204;
}

/**
 * Everything that a change of a directory's group entails, in one transaction; its callers have authorised. Whoever came or
 * went follows with their roles. What changes nothing writes nothing but the log.
 */
export async function changeGroup(
  ctx: Ctx,
  actor: DirectoryActor,
  change: GroupChange,
): Promise<GroupRecord> {
  let name = '';
  try {
    return await ctx.db.$transaction(async (tx) => {
      await lockOrganization(tx, actor.organizationId);
      const before = await lockGroup(tx, actor, change);
      const group = change.next(before.resource);
      name = group.displayName;
      const ref = { groupId: before.id, directoryId: actor.directoryId };
      const moved = change.members ? await changeMembers(tx, ref, change.members) : null;
      const { userIds = [], ...people } = moved ?? {};
      const isSame = userIds.length === 0 && isDeepStrictEqual(before.resource, group.resource);
      if (!isSame) await write(tx, ctx, actor, before.id, group);
      const was = String(before.resource.displayName);
      const renamedFrom = was === name ? null : was;
      if (userIds.length > 0 && (await isMapped(tx, before.id)))
        await followGroups(tx, ctx, { directoryId: actor.directoryId, userIds });
      if (renamedFrom !== null) await renameReason(tx, before.id, { from: renamedFrom, to: name });
      const outcome = isSame ? 'nothing_changed' : 'group_updated';
      await recordRequest(tx, ctx, {
        request: change.request,
        entry: { status: change.status, subject: name, outcome, changes: { ...people, renamedFrom } },
      });
      return readGroupRecord(tx, actor, before.id, change.withMembers);
    });
  } catch (error) {
    return explainGroup(error, name);
  }
}

async function lockGroup(
  tx: Transaction,
  { directoryId }: DirectoryActor,
  { groupId, ifMatch }: GroupChange,
): Promise<GroupRecord> {
  const [row] = await tx.$queryRaw<GroupRecord[]>`
    select ${groupRecordColumns(false)} from directory_groups g
    where g.id = ${groupId} and g.directory_id = ${directoryId} for update`;
  if (!row) return refuseMissingGroup();
  requireVersion(row.version, ifMatch);
  return row;
}

async function write(
  tx: Transaction,
  ctx: Ctx,
  { directoryId, organizationId }: DirectoryActor,
  groupId: string,
  group: Omit<GroupInput, 'members'>,
): Promise<void> {
  await tx.$executeRaw`
    with touched as (
      update directories set groups_changed_at = ${ctx.now}::timestamptz where id = ${directoryId})
    update directory_groups g set (${groupColumns}, version, updated_at) = (
      select ${groupValuesSql(group)}, g.version + 1, ${ctx.now}::timestamptz)
    where g.id = ${groupId}`;
  const subject = { kind: 'directory_group', id: groupId } as const;
  await publishEvent(tx, ctx, { type: 'organization.directory.group_updated', organizationId, subject });
}

/** A group as it is now; 404 for one that there is not, and for another directory's. */
export async function readGroupRecord(
  tx: Transaction,
  { directoryId }: DirectoryActor,
  groupId: string,
  withMembers: boolean,
): Promise<GroupRecord> {
  const [row] = await tx.$queryRaw<GroupRecord[]>`
    select ${groupRecordColumns(withMembers)} from directory_groups g
    where g.id = ${groupId} and g.directory_id = ${directoryId}`;
  return row ?? refuseMissingGroup();
}
