import { Prisma } from '@/prisma/generated/client';
import type { Transaction } from '../db';
import { refuse } from '../errors';
import { maximumDepth, type RoleSummary } from './role';
import type { RoleRef } from './role.schema';
import { roleColumns } from './role-sql';

/** A role on the way up or down from another; `distance` is 0 for that role itself. */
export type RelatedRole = RoleSummary & { readonly distance: number };

/**
 * Lets one change of roles happen at a time, in every process: what one inherits depends on the others. A statement
 * of its own, so that what is read after it has seen the change before.
 */
export async function lockRoleGraph(tx: Transaction): Promise<void> {
  await tx.$queryRaw`select pg_advisory_xact_lock(hashtextextended('usher/roles', 0))::text`;
}

/** The role, if it belongs to exactly this owner; one of another owner is `not_found` like none at all. */
export async function getOwnedRole(
  tx: Transaction,
  { organizationId, roleId }: RoleRef,
): Promise<RoleSummary> {
  const [role] = await tx.$queryRaw<RoleSummary[]>`
    select ${roleColumns} from roles r
    where r.id = ${roleId} and r.organization_id is not distinct from ${organizationId}`;
  return role ?? refuse('not_found', 'There is no such role.');
}

/** The role and those it extends, nearest first. */
export function findAncestors(tx: Transaction, roleId: string): Promise<RelatedRole[]> {
  return findRelated(tx, roleId, Prisma.sql`r.id = related."extendsId"`);
}

/** The role and those that extend it, nearest first. */
export function findDescendants(tx: Transaction, roleId: string): Promise<RelatedRole[]> {
  return findRelated(tx, roleId, Prisma.sql`r.extends_id = related.id`);
}

/** Chains are never longer than `maximumDepth`; one step more is looked at, so that too long a chain shows. */
function findRelated(tx: Transaction, roleId: string, step: Prisma.Sql): Promise<RelatedRole[]> {
  return tx.$queryRaw<RelatedRole[]>`
    with recursive related as (
      select ${roleColumns}, 0 as distance from roles r where r.id = ${roleId}
      union all
      select ${roleColumns}, related.distance + 1 from related join roles r on ${step}
      where related.distance < ${maximumDepth}::int)
    select * from related order by distance, id`;
}
