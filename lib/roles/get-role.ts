import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { refuse } from '../errors';
import { memberCountMaximum, type RoleSummary } from './role';
import type { RoleRef } from './role.schema';
import { readRolesOf } from './role-action';
import { roleColumns, toRoleSummary } from './role-sql';

export interface RoleDetails extends RoleSummary {
  /** The display name of the role that it extends. */
  readonly extendsName: string | null;
  /** Display names of the roles that extend it, as far as the reader may know of them. */
  readonly extendedBy: readonly string[];
  /** Memberships that hold it (of the organization, or all), up to `memberCountMaximum`. */
  readonly memberCount: number;
}

/**
 * One role: of the environment (`organizationId` null), or one that members of the organization may have, which
 * includes those of the environment. Roles of other organizations are `not_found`.
 */
export async function getRole(ctx: Ctx, input: RoleRef): Promise<RoleDetails> {
  authorize(ctx, ...readRolesOf(input.organizationId));
  const { organizationId, roleId } = input;
  const [row] = await ctx.db.$queryRaw<RoleDetails[]>`
    select ${roleColumns}, extended.display_name as "extendsName", array(
        select other.display_name from roles other where other.extends_id = r.id
          and (other.organization_id is null or other.organization_id is not distinct from ${organizationId})
        order by lower(other.display_name)) as "extendedBy", (
      select count(*)::int from (
        select 1 from membership_roles mr
        where mr.role_id = r.id and (${organizationId}::text is null or mr.organization_id = ${organizationId})
        limit ${memberCountMaximum}) held) as "memberCount"
    from roles r left join roles extended on extended.id = r.extends_id
    where r.id = ${roleId} and (r.organization_id is null or r.organization_id = ${organizationId})`;
  if (!row) return refuse('not_found', 'There is no such role.');
  const { extendsName, extendedBy, memberCount } = row;
  return { ...toRoleSummary(row), extendsName, extendedBy, memberCount };
}
