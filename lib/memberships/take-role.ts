import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { refuse } from '../errors';
import type { TakeRoleInput } from './membership.schema';
import { replaceRoles } from './replace-roles';

/**
 * Takes one role away from a member and leaves the others, whatever is given or taken at the same moment; the last one,
 * too. Refuses with `not_found` a role that they do not have, and else like `changeRoles`.
 */
export async function takeRole(ctx: Ctx, { roleId, ...member }: TakeRoleInput): Promise<{ roles: string[] }> {
  const actor = authorize(ctx, 'membership.change-roles', member.organizationId);
  const next = (held: readonly string[]) => {
    if (!held.includes(roleId)) refuse('not_found', 'This person does not have the role.');
    return held.filter((id) => id !== roleId);
  };
  return ctx.db.$transaction((tx) => replaceRoles(tx, ctx, { actor, member, next }));
}
