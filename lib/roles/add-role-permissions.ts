import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { changeRole } from './change-role';
import { unitePermissions } from './role';
import type { RoleFields, RolePermissionsInput } from './role.schema';
import { manageRolesOf } from './role-action';

/**
 * Puts permissions into a role beside those that it has, also when others do the same at the same moment. One that it
 * has already stays; one that there is not is refused with all others. Else as `updateRole`.
 */
export async function addRolePermissions(ctx: Ctx, input: RolePermissionsInput): Promise<void> {
  const actor = authorize(ctx, ...manageRolesOf(input.organizationId));
  const { permissions: added, ...role } = input;
  const next = (before: RoleFields): RoleFields => ({
    ...before,
    permissions: unitePermissions(before.permissions, added),
  });
  await ctx.db.$transaction((tx) => changeRole(tx, ctx, { actor, role, next }));
}
