import { Prisma } from '@/prisma/generated/client';
import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { refuse } from '../errors';
import { readRolesOf } from './role-action';
import { type RoleRecord, readRoleRecords } from './role-record';

/** A role by the name that programs use. */
export interface RoleKey {
  /** Null: a role of the environment. */
  readonly organizationId: string | null;
  readonly name: string;
}

/**
 * One role of the environment, or one that members of the organization may have (a name means one role there), as
 * programs know it. One of another organization is `not_found` like none at all.
 */
export async function getRoleRecord(ctx: Ctx, { organizationId, name }: RoleKey): Promise<RoleRecord> {
  authorize(ctx, ...readRolesOf(organizationId));
  const level =
    organizationId === null ? Prisma.sql`r.organization_id is null` : Prisma.sql`o.id is not null`;
  const [role] = await readRoleRecords(ctx.db, organizationId, Prisma.sql`r.name = ${name} and ${level}`);
  return role ?? refuse('not_found', `There is no role ${name}.`);
}
