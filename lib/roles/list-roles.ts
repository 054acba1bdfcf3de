import { Prisma } from '@/prisma/generated/client';
import { authorize, canGrant } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { refuse } from '../errors';
import { memberCountMaximum, type RoleSummary } from './role';
import { type RoleMapper, roleMappersSql } from './role-mapper';
import { roleColumns, toRoleSummary } from './role-sql';

export interface ListRolesInput {
  readonly organizationId: string;
  /** Whether to count who holds each role: for the page of roles, not for a form that only offers them. */
  readonly countMembers?: boolean;
}

export interface OrganizationRole extends RoleSummary {
  /** Whether the acting person may give it to someone (product rule 14). */
  readonly grantable: boolean;
  /** Whether new members of the organization get it unless told otherwise. */
  readonly isDefaultMember: boolean;
  /** Whether the creator of the organization gets it. */
  readonly isDefaultCreator: boolean;
  /** Memberships of the organization that hold it, up to `memberCountMaximum`; null when they were not counted. */
  readonly memberCount: number | null;
  /** Connections and directories of the organization whose groups give it; none when nobody counted. */
  readonly mappedBy: readonly RoleMapper[];
}

type Row = RoleSummary &
  Pick<OrganizationRole, 'isDefaultMember' | 'isDefaultCreator' | 'memberCount' | 'mappedBy'>;

/**
 * Every role that a member of the organization may have: those of the environment, built-in ones first, then the
 * organization's own by name.
 */
export async function listRoles(ctx: Ctx, input: ListRolesInput): Promise<readonly OrganizationRole[]> {
  const actor = authorize(ctx, 'role.list', input.organizationId);
  const rows = await ctx.db.$queryRaw<Row[]>`
    select ${roleColumns},
      r.id = coalesce(o.default_member_role_id, w.default_member_role_id) as "isDefaultMember",
      r.id = coalesce(o.default_creator_role_id, w.default_creator_role_id) as "isDefaultCreator",
      ${input.countMembers ? memberCountSql() : Prisma.sql`null::int`} as "memberCount",
      ${input.countMembers ? ownMappersSql : Prisma.sql`'[]'::json`} as "mappedBy"
    from organizations o cross join workspace w
    join roles r on r.organization_id is null or r.organization_id = o.id
    where o.id = ${input.organizationId}
    order by r.organization_id is not null, not r.built_in, lower(r.display_name), r.id`;
  // The built-in roles are always there, so nothing found means no organization.
  if (rows.length === 0) refuse('not_found', 'There is no such organization.');
  return rows.map((row) => ({
    ...toRoleSummary(row),
    grantable: canGrant(actor, input.organizationId, row.effectivePermissions),
    isDefaultMember: row.isDefaultMember,
    isDefaultCreator: row.isDefaultCreator,
    memberCount: row.memberCount,
    mappedBy: row.mappedBy,
  }));
}

/** Only its own roles can be deleted, and those are mapped nowhere else. */
const ownMappersSql = Prisma.sql`case when r.organization_id is null then '[]'::json else ${roleMappersSql} end`;

function memberCountSql(): Prisma.Sql {
  return Prisma.sql`(select count(*)::int from (
    select 1 from membership_roles mr where mr.organization_id = o.id and mr.role_id = r.id
    limit ${memberCountMaximum}) held)`;
}
