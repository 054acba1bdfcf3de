import { Prisma } from '@/prisma/generated/client';
import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { maximumDepth } from './role';
import type { RoleRef } from './role.schema';
import { readRolesOf } from './role-action';

/**
 * How many people have a role in the organization, or anywhere (null), whatever the state of their membership. Who
 * holds a role that extends it has it too.
 */
export async function countRoleUsers(ctx: Ctx, { organizationId, roleId }: RoleRef): Promise<number> {
  authorize(ctx, ...readRolesOf(organizationId));
  const within =
    organizationId === null ? Prisma.sql`true` : Prisma.sql`mr.organization_id = ${organizationId}`;
  const [counted] = await ctx.db.$queryRaw<{ count: number }[]>`
    with recursive related as (
      select ${roleId}::text as id, 0 as distance
      union all
      select r.id, related.distance + 1 from related join roles r on r.extends_id = related.id
      where related.distance < ${maximumDepth}::int)
    select count(distinct m.user_id)::int as count from membership_roles mr
    join memberships m on m.id = mr.membership_id
    where mr.role_id in (select id from related) and ${within}`;
  return counted?.count ?? 0;
}
