import { recordAudit } from '../audit/record';
import { whatChanged } from '../audit/what-changed';
import type { ActingActor, Ctx } from '../authz/context';
import type { Transaction } from '../db';
import { refuseField } from '../errors';
import { checkRole } from './check-role';
import type { RoleSummary } from './role';
import type { RoleFields, RoleRef } from './role.schema';
import { getOwnedRole, lockRoleGraph } from './role-graph';
import { spreadPermissions } from './spread-permissions';

export interface RoleChange {
  readonly actor: ActingActor;
  readonly role: RoleRef;
  /** What the role is to be, given what it is. Nothing else changes roles meanwhile. */
  readonly next: (before: RoleFields) => RoleFields;
}

/** Everything that a change of a role entails; its callers have authorised. Writes nothing when nothing changed. */
export async function changeRole(
  tx: Transaction,
  ctx: Ctx,
  { actor, role, next }: RoleChange,
): Promise<void> {
  await lockRoleGraph(tx);
  const { organizationId, roleId } = role;
  const before = await getOwnedRole(tx, role);
  const fields = next(fieldsOf(before));
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
