import { Prisma } from '@/prisma/generated/client';
import { prepared, type Transaction } from '../db';
import { refuse } from '../errors';
import { lockOrganization } from '../organizations/seats';

/**
 * Refuses when nobody but this member could manage the organization's people (product rule 12). Two admins who remove
 * each other at once are decided by the lock on the organization's row: it is a statement of its own, so that the
 * count after it sees what the other one committed. Says nothing about an organization that never had an admin.
 */
export async function requireOtherAdmin(
  tx: Transaction,
  organizationId: string,
  membershipId: string,
): Promise<void> {
  await lockOrganization(tx, organizationId);
  const [found] = await tx.$queryRaw<{ isLast: boolean }[]>`${prepared}
    select exists (${adminsSql(organizationId)} and m.id = ${membershipId})
      and not exists (${adminsSql(organizationId)} and m.id <> ${membershipId}) as "isLast"`;
  if (found?.isLast)
    refuse('last_admin', 'This is the only admin of the organization. Make someone else an admin first.');
}

/** Whether anybody but these members manages the organization's people. The organization is locked. */
export async function hasOtherAdmin(
  tx: Transaction,
  organizationId: string,
  membershipIds: readonly string[],
): Promise<boolean> {
  const [found] = await tx.$queryRaw<{ has: boolean }[]>`${prepared}
    select exists (${adminsSql(organizationId)}
      and m.id not in (select unnest(${[...membershipIds]}::text[]))) as has`;
  return found?.has ?? false;
}

/** Active members `m` who may manage people; to be asked for the first of them, as there may be very many. */
function adminsSql(organizationId: string): Prisma.Sql {
  return Prisma.sql`
    select 1 from roles r
    join membership_roles mr on mr.role_id = r.id and mr.organization_id = ${organizationId}
    join memberships m on m.id = mr.membership_id and m.status = 'ACTIVE'
    where r.effective_permissions @> array['members:manage']`;
}
