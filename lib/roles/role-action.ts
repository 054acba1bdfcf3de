import type { Action } from '../authz/permissions';

/** The arguments of `authorize` after the context. */
type RoleAction = [action: Action, organizationId?: string];

/** What `authorize` is asked before roles of an organization, or of the environment (null), are changed. */
export function manageRolesOf(organizationId: string | null): RoleAction {
  return organizationId === null ? ['environment-role.manage'] : ['role.manage', organizationId];
}

/** The same before they are read. */
export function readRolesOf(organizationId: string | null): RoleAction {
  return organizationId === null ? ['environment-role.list'] : ['role.list', organizationId];
}
