import type { OrganizationRole } from '@/lib/roles/list-roles';

/** A role as it is offered in a form. */
export type RoleChoice = Pick<OrganizationRole, 'id' | 'displayName' | 'description' | 'grantable'>;

/** The role that a form begins with: the organization's default, or the first that the viewer may grant. */
export function firstRole(roles: readonly RoleChoice[], defaultRoleId: string): RoleChoice | undefined {
  const grantable = roles.filter((role) => role.grantable);
  return grantable.find((role) => role.id === defaultRoleId) ?? grantable[0];
}
