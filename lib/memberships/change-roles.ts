import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import type { ChangeRolesInput } from './membership.schema';
import { explainDeletedRole, replaceRoles } from './replace-roles';

/**
 * Gives a member exactly these roles, effective at their next request; also someone who is still pending. Without any they
 * stay a member, and get no default back. Refuses what is not the actor's to grant (`role_not_grantable`), a role that
 * there is not, and to take admin from the last admin. Roles that the member has already change nothing.
 */
export async function changeRoles(ctx: Ctx, input: ChangeRolesInput): Promise<{ roles: string[] }> {
  const actor = authorize(ctx, 'membership.change-roles', input.organizationId);
  const change = { actor, member: input, next: () => input.roleIds };
  return ctx.db.$transaction((tx) => replaceRoles(tx, ctx, change)).catch(explainDeletedRole);
}
