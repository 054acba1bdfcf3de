import { Prisma } from '@/prisma/generated/client';
import type { Database } from '../db';
import type { RoleSummary } from './role';
import { roleColumns, toRoleSummary } from './role-sql';

/** A role as programs know it: what it refers to by names. */
export interface RoleRecord extends RoleSummary {
  readonly extendsName: string | null;
  /** How many roles extend it, as far as the reader may know of them. */
  readonly dependentCount: number;
  readonly isDefaultCreator: boolean;
  readonly isDefaultMember: boolean;
}

/**
 * The roles `r` that fit, of those that members of the organization may have, or of all (null): those of the
 * environment and built-in ones first, then by name. Defaults are those of the organization, or of the role's own.
 */
export async function readRoleRecords(
  db: Database,
  organizationId: string | null,
  fitting: Prisma.Sql,
): Promise<readonly RoleRecord[]> {
  const rows = await db.$queryRaw<RoleRecord[]>`
    select ${roleColumns}, extended.name as "extendsName", (
        select count(*)::int from roles other
        where other.extends_id = r.id and ${visibleSql('other', organizationId)}) as "dependentCount",
      r.id = coalesce(o.default_creator_role_id, w.default_creator_role_id) as "isDefaultCreator",
      r.id = coalesce(o.default_member_role_id, w.default_member_role_id) as "isDefaultMember"
    from workspace w cross join roles r
    left join organizations o on o.id = coalesce(${organizationId}, r.organization_id)
    left join roles extended on extended.id = r.extends_id
    where ${visibleSql('r', organizationId)} and ${fitting}
    order by r.organization_id is not null, not r.built_in, lower(r.display_name), r.id`;
  return rows.map((row) => {
    const { extendsName, dependentCount, isDefaultCreator, isDefaultMember } = row;
    return { ...toRoleSummary(row), extendsName, dependentCount, isDefaultCreator, isDefaultMember };
  });
}

/** Whether a role is one that members of the organization may have; null: every role is. */
export function visibleSql(alias: 'r' | 'other', organizationId: string | null): Prisma.Sql {
  if (organizationId === null) return Prisma.sql`true`;
  const owner = Prisma.raw(`${alias}.organization_id`);
  return Prisma.sql`(${owner} is null or ${owner} = ${organizationId})`;
}
