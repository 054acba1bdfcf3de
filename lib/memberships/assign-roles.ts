import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import type { ChangeRolesInput } from './membership.schema';
import { explainDeletedRole, replaceRoles } from './replace-roles';

/**
 * Gives a member these roles beside those that they have, whatever is given or taken at the same moment. Refuses like
 * `changeRoles`.
 */
export async function assignRoles(ctx: Ctx, input: ChangeRolesInput): Promise<{ roles: string[] }> {
  const actor = authorize(ctx, 'membership.change-roles', input.organizationId);
  const next = (held: readonly string[]) => [...new Set([...held, ...input.roleIds])];
  const change = { actor, member: input, next };
  return ctx.db.$transaction((tx) => replaceRoles(tx, ctx, change)).catch(explainDeletedRole);
}
