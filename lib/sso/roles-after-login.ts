import type { LoginConnection } from '../connections/find-connection';
import { decideRoles } from '../memberships/decide-roles';
import type { SourcedRole } from '../memberships/role-source';
import type { AssertedPerson } from './asserting-person';

type Person = Pick<AssertedPerson, 'heldRoles' | 'mappedRoles' | 'defaultRoleId'>;

/**
 * Which roles somebody has after a login at the connection (product rule 16). Whoever joins by it begins with the default; of
 * whoever belongs already a connection without mappings says nothing.
 */
export function rolesAfterLogin(
  { roleMappings }: Pick<LoginConnection, 'roleMappings'>,
  { heldRoles, mappedRoles, defaultRoleId }: Person,
  joins: boolean,
): readonly SourcedRole[] {
  if (!joins && roleMappings.length === 0) return heldRoles;
  const usual: SourcedRole = { roleId: defaultRoleId, source: 'DEFAULT', reason: null };
  return decideRoles(joins ? [usual] : heldRoles, { source: 'SSO', roles: mappedRoles }, defaultRoleId);
}
