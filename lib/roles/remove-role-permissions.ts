import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { refuse } from '../errors';
import { changeRole } from './change-role';
import type { RoleFields, RolePermissionsInput } from './role.schema';
import { manageRolesOf } from './role-action';

/**
 * Takes permissions out of a role; what it inherits it keeps. Refuses (`not_found`) one that the role does not hold
 * itself. Else as `updateRole`.
 */
export async function removeRolePermissions(ctx: Ctx, input: RolePermissionsInput): Promise<void> {
  const actor = authorize(ctx, ...manageRolesOf(input.organizationId));
  const { permissions: removed, ...role } = input;
  const next = (before: RoleFields): RoleFields => {
    const missing = removed.find((name) => !before.permissions.includes(name));
    if (missing) refuse('not_found', `The role does not have the permission ${missing} itself.`);
    return { ...before, permissions: before.permissions.filter((name) => !removed.includes(name)) };
  };
  await ctx.db.$transaction((tx) => changeRole(tx, ctx, { actor, role, next }));
}
