import { Prisma } from '@/prisma/generated/client';
import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { refuse } from '../errors';
import { readRolesOf } from './role-action';
import { type RoleRecord, readRoleRecords } from './role-record';

/** Every role that members of an organization may have, or every one of the environment (null), as programs know it. */
export async function listRoleRecords(
  ctx: Ctx,
  { organizationId }: { readonly organizationId: string | null },
): Promise<readonly RoleRecord[]> {
  authorize(ctx, ...readRolesOf(organizationId));
  if (organizationId === null) return readRoleRecords(ctx.db, null, Prisma.sql`r.organization_id is null`);
  // The built-in roles are always there, so nothing found means no organization.
  const roles = await readRoleRecords(ctx.db, organizationId, Prisma.sql`o.id is not null`);
  return roles.length > 0 ? roles : refuse('not_found', 'There is no such organization.');
}
