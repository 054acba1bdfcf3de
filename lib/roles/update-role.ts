import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { changeRole } from './change-role';
import type { PatchRoleInput, RoleFields } from './role.schema';
import { manageRolesOf } from './role-action';
import { explainRoleWrite } from './role-refusals';

/**
 * Changes what is given of a role; whoever holds it, or a role that extends it, has the new permissions from their next
 * request on. Of a built-in role everything stays but how it is described and the application's permissions in it.
 * Refuses what `createRole` refuses, and (`last_admin`) what would leave an organization without an active admin.
 */
export async function updateRole(ctx: Ctx, input: PatchRoleInput): Promise<void> {
  const actor = authorize(ctx, ...manageRolesOf(input.organizationId));
  const { organizationId, roleId, ...patch } = input;
  const next = (before: RoleFields): RoleFields => ({
    name: patch.name ?? before.name,
    displayName: patch.displayName ?? before.displayName,
    description: patch.description ?? before.description,
    permissions: patch.permissions ?? before.permissions,
    extendsId: patch.extendsId === undefined ? before.extendsId : patch.extendsId,
  });
  try {
    await ctx.db.$transaction((tx) => changeRole(tx, ctx, { actor, role: { organizationId, roleId }, next }));
  } catch (error) {
    explainRoleWrite(error);
  }
}
