import { accessOf, authorize, can } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { readRolesOf } from './role-action';

export interface PermissionRow {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  /** Usher's own, which governs this console; the others mean something to the application only. */
  readonly builtIn: boolean;
  /** Whether the acting person may put it into a role (product rule 14). */
  readonly grantable: boolean;
}

/** Every permission that a role of the organization, or of the environment (null), may hold: Usher's own first. */
export async function listPermissions(
  ctx: Ctx,
  input: { readonly organizationId: string | null },
): Promise<readonly PermissionRow[]> {
  const actor = authorize(ctx, ...readRolesOf(input.organizationId));
  const permissions = await ctx.db.permission.findMany({
    select: { id: true, name: true, description: true, builtIn: true },
    orderBy: [{ builtIn: 'desc' }, { name: 'asc' }],
  });
  const all = can(actor, 'environment-role.manage');
  const own = accessOf(actor, input.organizationId);
  return permissions.map((permission) => ({
    ...permission,
    grantable: all || (own?.permissions.has(permission.name) ?? false),
  }));
}
