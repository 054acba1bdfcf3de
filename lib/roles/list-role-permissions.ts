import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import type { PermissionRecord } from './permission-record';
import { maximumDepth } from './role';
import { readRolesOf } from './role-action';
import { visibleSql } from './role-record';

export interface ListRolePermissionsInput {
  readonly organizationId: string | null;
  readonly roleIds: readonly string[];
  /** Whether to list what comes from the roles that they extend, too. */
  readonly inherited: boolean;
}

export interface RolePermission extends PermissionRecord {
  /** The role that was asked for. */
  readonly roleId: string;
  /** The name of the nearest role that it comes from: itself, or one that it extends. */
  readonly fromRole: string;
}

/** The permissions of roles, each once a role and by name. */
export async function listRolePermissions(
  ctx: Ctx,
  { organizationId, roleIds, inherited }: ListRolePermissionsInput,
): Promise<readonly RolePermission[]> {
  authorize(ctx, ...readRolesOf(organizationId));
  return ctx.db.$queryRaw<RolePermission[]>`
    with recursive chain as (
      select r.id as role_id, r.name, r.permissions, r.extends_id, 0 as distance from roles r
      where r.id = any(${roleIds}::text[]) and ${visibleSql('r', organizationId)}
      union all
      select chain.role_id, r.name, r.permissions, r.extends_id, chain.distance + 1
      from chain join roles r on r.id = chain.extends_id
      where ${inherited} and chain.distance < ${maximumDepth}::int)
    select distinct on (chain.role_id, p.name) chain.role_id as "roleId", chain.name as "fromRole", p.id, p.name,
      p.description, p.built_in as "builtIn", p.created_at as "createdAt", p.updated_at as "updatedAt"
    from chain join permissions p on p.name = any(chain.permissions)
    order by chain.role_id, p.name, chain.distance`;
}
