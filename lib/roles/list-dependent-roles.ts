import { Prisma } from '@/prisma/generated/client';
import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import type { RoleRef } from './role.schema';
import { readRolesOf } from './role-action';
import { type RoleRecord, readRoleRecords } from './role-record';

/** The roles that extend a role directly; those of all organizations (null), or that members of one may have. */
export async function listDependentRoles(
  ctx: Ctx,
  { organizationId, roleId }: RoleRef,
): Promise<readonly RoleRecord[]> {
  authorize(ctx, ...readRolesOf(organizationId));
  return readRoleRecords(ctx.db, organizationId, Prisma.sql`r.extends_id = ${roleId}`);
}
