import { recordAudit } from '../audit/record';
import { authorize, canGrant } from '../authz/authorize';
import type { ActingActor, Ctx } from '../authz/context';
import type { Transaction } from '../db';
import { refuse, refuseField } from '../errors';
import { newId } from '../id';
import type { RoleMappingInput, SetRoleMappingsInput } from './connection.schema';
import { type RoleMappingRow, readRoleMappings } from './list-role-mappings';
import { connectionTarget, lockConnection } from './lock-connection';

/**
 * Sets which groups at the identity provider give which roles, as one list in the order in which it is shown. What is added
 * or taken away must be roles that the actor may grant (`role_not_grantable`, product rule 14); lines that stay may
 * be about others. Roles of another organization do not exist. Who has a role already keeps it until their next login.
 */
export async function setRoleMappings(ctx: Ctx, input: SetRoleMappingsInput): Promise<void> {
  const actor = authorize(ctx, 'connection.manage', input.organizationId);
  await ctx.db.$transaction(async (tx) => {
    const connection = await lockConnection(tx, input);
    const { connectionId } = connection;
    const before = await readRoleMappings(tx, connectionId);
    const roles = await lockRoles(tx, input);
    checkGrantable(actor, input, before, roles);
    if (sameLines(before, input.mappings)) return;
    await tx.roleMapping.deleteMany({ where: { connectionId } });
    await tx.roleMapping.createMany({
      data: input.mappings.map((mapping, position) => ({
        id: newId('roleMapping', ctx.now),
        connectionId,
        position,
        ...mapping,
      })),
    });
    const nameOf = (roleId: string) => roles.get(roleId)?.displayName ?? roleId;
    await recordAudit(tx, ctx, {
      action: 'connection.updated',
      organizationId: input.organizationId,
      target: connectionTarget(connection),
      changes: {
        before: { roleMappings: before.map((line) => describeLine(line, line.roleName)) },
        after: { roleMappings: input.mappings.map((line) => describeLine(line, nameOf(line.roleId))) },
      },
    });
  });
}

interface MappableRole {
  readonly displayName: string;
  readonly effectivePermissions: readonly string[];
}

/** The roles of the list, held until the transaction ends, so that none is deleted or raised meanwhile. */
async function lockRoles(
  tx: Transaction,
  { organizationId, mappings }: SetRoleMappingsInput,
): Promise<Map<string, MappableRole>> {
  const ids = mappings.map(({ roleId }) => roleId);
  const rows = await tx.$queryRaw<(MappableRole & { id: string })[]>`
    select id, display_name as "displayName", effective_permissions as "effectivePermissions" from roles
    where id = any(${ids}::text[]) and (organization_id is null or organization_id = ${organizationId})
    order by id for share`;
  const roles = new Map(rows.map((row) => [row.id, row]));
  const unknown = mappings.findIndex(({ roleId }) => !roles.has(roleId));
  if (unknown >= 0)
    refuseField(`mappings.${unknown}.roleId`, 'This role does not exist any more. Choose another.');
  return roles;
}

function checkGrantable(
  actor: ActingActor,
  { organizationId, mappings }: SetRoleMappingsInput,
  before: readonly RoleMappingRow[],
  roles: ReadonlyMap<string, MappableRole>,
): void {
  const [kept, wanted] = [new Set(before.map(keyOf)), new Set(mappings.map(keyOf))];
  const isAbove = (permissions: readonly string[]) => !canGrant(actor, organizationId, permissions);
  const added = mappings.findIndex(
    (line) => !kept.has(keyOf(line)) && isAbove(roles.get(line.roleId)?.effectivePermissions ?? []),
  );
  const field = `mappings.${added}.roleId`;
  const sentence = 'This role may do more than you. Ask an admin.';
  if (added >= 0) refuse('role_not_grantable', sentence, { fields: { [field]: sentence } });
  const removed = before.find((line) => !wanted.has(keyOf(line)) && isAbove(line.effectivePermissions));
  if (removed)
    refuse(
      'role_not_grantable',
      `The line of ${removed.value} is about a role that may do more than you. Ask an admin.`,
    );
}

function keyOf({ attribute, value, roleId }: RoleMappingInput): string {
  return JSON.stringify([attribute, value, roleId]);
}

function sameLines(before: readonly RoleMappingInput[], after: readonly RoleMappingInput[]): boolean {
  return JSON.stringify(before.map(keyOf)) === JSON.stringify(after.map(keyOf));
}

function describeLine({ attribute, value }: RoleMappingInput, roleName: string): string {
  return attribute === 'groups' ? `${value}: ${roleName}` : `${attribute} ${value}: ${roleName}`;
}
