import { recordAudit } from '../audit/record';
import { authorize, canGrant } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { addSeconds } from '../clock';
import type { Transaction } from '../db';
import { refuse, refuseField } from '../errors';
import { findFollowers, followGroups, followLater } from '../scim/follow-groups';
import type { SetDirectoryRoleMappingsInput } from './directory.schema';
import type { DirectoryRecord } from './directory-record';
import { directoryTarget, lockDirectory } from './lock-directory';
import { requireGroups } from './require-groups';

/** By then whoever was put into a group beside this change, and did not see it, is there. */
const settledSeconds = 2;

/**
 * Sets which groups of a directory give which role, in their order of precedence: whoever is in several has the role of the
 * first. Members follow at once, or soon where they are very many. What is added or taken away must be roles that the actor may
 * grant (`role_not_grantable`, product rule 14). Groups of another directory and roles of another organization do not exist.
 */
export async function setDirectoryRoleMappings(
  ctx: Ctx,
  input: SetDirectoryRoleMappingsInput,
): Promise<void> {
  const actor = authorize(ctx, 'directory.manage', input.organizationId);
  const { organizationId, directoryId, mappings } = input;
  await ctx.db.$transaction(async (tx) => {
    const directory = await lockDirectory(tx, input);
    const groups = await requireGroups(tx, input);
    const roles = await lockRoles(tx, directory, input);
    const changed = changedLines(directory.roleMappings, mappings);
    if (changed.some(({ roleId }) => !canGrant(actor, organizationId, roles.get(roleId)?.permissions ?? [])))
      refuse('role_not_grantable', 'A role of these lines may do more than you. Ask an admin.');
    if (directory.roleMappings.map(keyOf).join() === mappings.map(keyOf).join()) return;
    await tx.directoryRoleMapping.deleteMany({ where: { directoryId } });
    await tx.directoryRoleMapping.createMany({
      data: mappings.map(({ groupId, roleId }, position) => ({ directoryId, groupId, roleId, position })),
    });
    await follow(tx, ctx, directory, mappings);
    const nameOf = (roleId: string) => roles.get(roleId)?.name ?? roleId;
    const before = directory.roleMappings.map((line) => `${line.groupName}: ${line.roleDisplayName}`);
    const after = mappings.map((line) => `${groups.get(line.groupId)}: ${nameOf(line.roleId)}`);
    await recordAudit(tx, ctx, {
      action: 'directory.roles_mapped',
      organizationId,
      target: directoryTarget(directory),
      changes: { before: { roleMappings: before }, after: { roleMappings: after } },
    });
  });
}

type Line = Pick<SetDirectoryRoleMappingsInput['mappings'][number], 'groupId' | 'roleId'>;

function keyOf({ groupId, roleId }: Line): string {
  return `${groupId} ${roleId}`;
}

/** Those of either list that do not give the same people the same role in the other one. */
function changedLines(before: readonly Line[], after: readonly Line[]): readonly Line[] {
  const [had, has] = [reachOf(before), reachOf(after)];
  const [come, gone] = [
    [...has].filter(([reach]) => !had.has(reach)),
    [...had].filter(([reach]) => !has.has(reach)),
  ];
  return [...come, ...gone].map(([, line]) => line);
}

/** By the group, the role, and the groups that go before, whose people have another one. */
function reachOf(lines: readonly Line[]): ReadonlyMap<string, Line> {
  return new Map(
    lines.map((line, index) => {
      const before = lines.slice(0, index).map(({ groupId }) => groupId);
      return [[keyOf(line), ...before.sort()].join(), line];
    }),
  );
}

interface MappableRole {
  readonly id: string;
  readonly name: string;
  readonly permissions: readonly string[];
}

/** The roles of both lists, held until the transaction ends, so that none is deleted or raised meanwhile. */
async function lockRoles(
  tx: Transaction,
  { roleMappings }: DirectoryRecord,
  { organizationId, mappings }: SetDirectoryRoleMappingsInput,
): Promise<ReadonlyMap<string, MappableRole>> {
  const ids = [...mappings, ...roleMappings].map(({ roleId }) => roleId);
  const rows = await tx.$queryRaw<MappableRole[]>`
    select id, display_name as name, effective_permissions as permissions from roles
    where id = any(${ids}::text[]) and (organization_id is null or organization_id = ${organizationId})
    order by id for share`;
  const roles = new Map(rows.map((row) => [row.id, row]));
  const unknown = mappings.findIndex(({ roleId }) => !roles.has(roleId));
  if (unknown >= 0)
    refuseField(`mappings.${unknown}.roleId`, 'This role does not exist any more. Choose another.');
  return roles;
}

/** Whoever is in a group that gave a role, or gives one now; and all of the directory once more, a moment later. */
async function follow(
  tx: Transaction,
  ctx: Ctx,
  { directoryId, roleMappings }: DirectoryRecord,
  mappings: readonly Line[],
): Promise<void> {
  const groupIds = [...roleMappings, ...mappings].map(({ groupId }) => groupId);
  await followGroups(tx, ctx, { directoryId, userIds: await findFollowers(tx, groupIds) });
  await followLater(tx, { now: addSeconds(ctx.now, settledSeconds) }, { directoryId });
}
