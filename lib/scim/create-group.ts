import { authorizeDirectory } from '../authz/authorize';
import type { Ctx, DirectoryActor } from '../authz/context';
import type { Transaction } from '../db';
import { publishEvent } from '../events/publish';
import { newId } from '../id';
import { readGroupRecord } from './change-group';
import { changeMembers } from './change-members';
import { explainGroup, groupColumns, groupValuesSql } from './group-columns';
import type { GroupRecord } from './group-record';
import type { GroupInput } from './read-group';
import { recordRequest, type ScimRequest } from './record-request';
import { refuseMissingDirectory } from './scim-error';

export interface CreateGroupInput {
  readonly group: GroupInput;
  readonly request: ScimRequest;
  /** Whether the answer shows its members. */
  readonly withMembers: boolean;
  /** The id that it gets; null: any. */
  readonly id?: string | null;
}

/**
 * Creates a group of the acting directory with its members. It gives no role until somebody maps it. Refuses a name that is
 * another group's (409; the constraint decides) and members that are no users of the directory (400): then nothing is
 * written.
 */
export async function createGroup(ctx: Ctx, input: CreateGroupInput): Promise<GroupRecord> {
  const actor = authorizeDirectory(ctx);
  const { group, request, withMembers } = input;
  const id = input.id ?? newId('directoryGroup', ctx.now);
  const create = async (tx: Transaction) => {
    if ((await insert(tx, ctx, actor, id, group)) === 0) refuseMissingDirectory();
    const ref = { groupId: id, directoryId: actor.directoryId };
    const members = { replace: null, add: group.members, remove: [] };
    const moved = group.members.length > 0 ? await changeMembers(tx, ref, members) : null;
    const { organizationId } = actor;
    const subject = { kind: 'directory_group', id } as const;
    await publishEvent(tx, ctx, { type: 'organization.directory.group_created', organizationId, subject });
    const created = { status: 201, subject: group.displayName, outcome: 'group_created' } as const;
    const entry = { ...created, changes: { joined: moved?.joined ?? null } };
    await recordRequest(tx, ctx, { request, entry });
    return readGroupRecord(tx, actor, id, withMembers);
  };
  return ctx.db.$transaction(create).catch((error: unknown) => explainGroup(error, group.displayName));
}

function insert(tx: Transaction, ctx: Ctx, { directoryId }: DirectoryActor, id: string, group: GroupInput) {
  return tx.$executeRaw`
    with counted as (
      update directories d set group_count = d.group_count + 1, last_ordinal = d.last_ordinal + 1,
        groups_changed_at = ${ctx.now}::timestamptz
      where d.id = ${directoryId} returning d.organization_id, d.last_ordinal)
    insert into directory_groups (id, directory_id, organization_id, ordinal, ${groupColumns}, created_at, updated_at)
    select ${id}, ${directoryId}, counted.organization_id, counted.last_ordinal, ${groupValuesSql(group)},
      ${ctx.now}::timestamptz, ${ctx.now}::timestamptz from counted`;
}
