import { recordAudit } from '../audit/record';
import { whatChanged } from '../audit/what-changed';
import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import type { Transaction } from '../db';
import { refuseField } from '../errors';
import { checkRole } from './check-role';
import type { RoleSummary } from './role';
import type { RoleFields, UpdateRoleInput } from './role.schema';
import { manageRolesOf } from './role-action';
import { getOwnedRole, lockRoleGraph } from './role-graph';
import { explainRoleWrite } from './role-refusals';
import { spreadPermissions } from './spread-permissions';

/**
 * Changes a role; whoever holds it, or a role that extends it, has the new permissions from their next request on. Of
 * a built-in role everything stays but how it is described and the application's permissions in it. Refuses what
 * `createRole` refuses, and (`last_admin`) what would leave an organization without an active admin.
 */
export async function updateRole(ctx: Ctx, input: UpdateRoleInput): Promise<void> {
  const actor = authorize(ctx, ...manageRolesOf(input.organizationId));
  const { organizationId, roleId, ...fields } = input;
  try {
    await ctx.db.$transaction(async (tx) => {
      await lockRoleGraph(tx);
      const before = await getOwnedRole(tx, input);
      if (before.builtIn) await checkBuiltIn(tx, before, fields);
      const changes = whatChanged(fieldsOf(before), fields);
      if (!changes) return;
      const effective = await checkRole(tx, { actor, organizationId, fields, before });
      const data = { ...fields, updatedAt: ctx.now };
      await tx.role.update({ where: { id: roleId }, data, select: { id: true } });
      await spreadPermissions(tx, ctx, roleId, effective);
      await recordAudit(tx, ctx, {
        action: 'role.updated',
        organizationId,
        target: { kind: 'role', id: roleId, name: fields.displayName },
        changes,
      });
    });
  } catch (error) {
    explainRoleWrite(error);
  }
}

function fieldsOf(role: RoleSummary): RoleFields {
  const { name, displayName, description, extendsId } = role;
  return { name, displayName, description, permissions: [...role.permissions].sort(), extendsId };
}

/** Usher itself relies on what the built-in roles may do. */
async function checkBuiltIn(tx: Transaction, before: RoleSummary, fields: RoleFields): Promise<void> {
  if (fields.name !== before.name) refuseField('name', 'The name of a built-in role stays as it is.');
  if (fields.extendsId !== before.extendsId) refuseField('extendsId', 'A built-in role extends no other.');
  const ownPermissions = await tx.permission.findMany({ where: { builtIn: true }, select: { name: true } });
  const moved = ownPermissions.find(
    ({ name }) => fields.permissions.includes(name) !== before.permissions.includes(name),
  );
  if (moved) refuseField('permissions', `Whether a built-in role has ${moved.name} stays as it is.`);
}
