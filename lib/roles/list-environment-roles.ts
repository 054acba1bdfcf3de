import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { memberCountMaximum, type RoleSummary } from './role';
import { type RoleMapper, roleMappersSql } from './role-mapper';
import { roleColumns, toRoleSummary } from './role-sql';

export interface EnvironmentRole extends RoleSummary {
  readonly isDefaultMember: boolean;
  readonly isDefaultCreator: boolean;
  /** Memberships of all organizations that hold it, up to `memberCountMaximum`. */
  readonly memberCount: number;
  /** The first connections and directories whose groups give it. */
  readonly mappedBy: readonly RoleMapper[];
}

/** The roles that every organization has, for staff: built-in ones first, then by name. */
export async function listEnvironmentRoles(ctx: Ctx): Promise<readonly EnvironmentRole[]> {
  authorize(ctx, 'environment-role.list');
  const rows = await ctx.db.$queryRaw<EnvironmentRole[]>`
    select ${roleColumns}, r.id = w.default_member_role_id as "isDefaultMember",
      r.id = w.default_creator_role_id as "isDefaultCreator", (
        select count(*)::int from (
          select 1 from membership_roles mr where mr.role_id = r.id limit ${memberCountMaximum}) held) as "memberCount",
      ${roleMappersSql} as "mappedBy"
    from roles r cross join workspace w
    where r.organization_id is null
    order by not r.built_in, lower(r.display_name), r.id`;
  return rows.map((row) => {
    const { isDefaultMember, isDefaultCreator, memberCount, mappedBy } = row;
    return { ...toRoleSummary(row), isDefaultMember, isDefaultCreator, memberCount, mappedBy };
  });
}
