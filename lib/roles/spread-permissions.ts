import type { Ctx } from '../authz/context';
import type { Transaction } from '../db';
import { isAdmin, lockOrganizationsOf, requireAdmins } from './keep-admins';
import { unitePermissions } from './role';
import { findDescendants, type RelatedRole } from './role-graph';

/**
 * Writes what a role gives from now on, and what the roles that extend it give through it. Refuses (`last_admin`) when
 * an organization that has an active admin would have none then. Wants the lock on the role graph, and the role's own
 * permissions written already.
 */
export async function spreadPermissions(
  tx: Transaction,
  ctx: Ctx,
  roleId: string,
  effective: readonly string[],
): Promise<void> {
  const roles = await findDescendants(tx, roleId);
  const changed = planPermissions(roles, effective);
  const losing = changed.filter(({ role, after }) => isAdmin(role.effectivePermissions) && !isAdmin(after));
  const losingIds = losing.map(({ role }) => role.id);
  await lockOrganizationsOf(tx, losingIds);
  const rows = changed.map(({ role, after }) => ({ id: role.id, effective: after }));
  await tx.$executeRaw`
    update roles r set updated_at = ${ctx.now}::timestamptz,
      effective_permissions = array(select jsonb_array_elements_text(changed.effective))
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as changed(id text, effective jsonb)
    where r.id = changed.id`;
  await requireAdmins(tx, losingIds);
}

interface PlannedRole {
  readonly role: RelatedRole;
  readonly after: readonly string[];
}

/** The roles whose permissions change, given the changed one first and every other one after what it extends. */
function planPermissions(roles: readonly RelatedRole[], effective: readonly string[]): PlannedRole[] {
  const after = new Map<string, readonly string[]>();
  for (const role of roles) {
    const inherited = after.get(role.extendsId ?? '') ?? [];
    after.set(role.id, role.distance === 0 ? effective : unitePermissions(role.permissions, inherited));
  }
  return roles
    .map((role) => ({ role, after: after.get(role.id) ?? [] }))
    .filter(({ role, after }) => role.effectivePermissions.join() !== after.join());
}
