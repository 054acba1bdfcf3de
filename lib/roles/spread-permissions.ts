import type { Ctx } from '../authz/context';
import type { Transaction } from '../db';
import { refuse } from '../errors';
import { adminPermission, unitePermissions } from './role';
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

function isAdmin(permissions: readonly string[]): boolean {
  return permissions.includes(adminPermission);
}

/** Removals and changes of members take the same locks, so that the count after this one sees what they did. */
async function lockOrganizationsOf(tx: Transaction, roleIds: readonly string[]): Promise<void> {
  if (roleIds.length === 0) return;
  await tx.$queryRaw`
    with held as (select distinct organization_id from membership_roles where role_id = any(${roleIds}::text[])),
    locked as (
      select 1 from organizations o join held on held.organization_id = o.id order by o.id for update of o)
    select count(*)::int from locked`;
}

async function requireAdmins(tx: Transaction, roleIds: readonly string[]): Promise<void> {
  if (roleIds.length === 0) return;
  const [left] = await tx.$queryRaw<{ name: string }[]>`
    with affected as (
      select distinct mr.organization_id from membership_roles mr
      join memberships m on m.id = mr.membership_id and m.status = 'ACTIVE'
      where mr.role_id = any(${roleIds}::text[]))
    select o.name from affected join organizations o on o.id = affected.organization_id
    where not exists (
      select 1 from roles r
      join membership_roles mr on mr.role_id = r.id and mr.organization_id = o.id
      join memberships m on m.id = mr.membership_id and m.status = 'ACTIVE'
      where r.effective_permissions @> array[${adminPermission}]::text[])
    limit 1`;
  if (left) {
    refuse(
      'last_admin',
      `${left.name} would have no admin any more. Make someone else an admin there first.`,
    );
  }
}
