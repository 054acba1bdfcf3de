import type { Transaction } from '../db';
import { refuse } from '../errors';
import { adminPermission } from './role';

/** Whether these permissions make an admin. */
export function isAdmin(permissions: readonly string[]): boolean {
  return permissions.includes(adminPermission);
}

/** Removals and changes of members take the same locks, so that the count after this one sees what they did. */
export async function lockOrganizationsOf(tx: Transaction, roleIds: readonly string[]): Promise<void> {
  if (roleIds.length === 0) return;
  await tx.$queryRaw`
    with held as (select distinct organization_id from membership_roles where role_id = any(${roleIds}::text[])),
    locked as (
      select 1 from organizations o join held on held.organization_id = o.id order by o.id for update of o)
    select count(*)::int from locked`;
}

/** Refuses (`last_admin`) when an organization, in which someone active holds one of the roles, has no active admin. */
export async function requireAdmins(tx: Transaction, roleIds: readonly string[]): Promise<void> {
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
