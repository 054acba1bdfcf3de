import { Prisma } from '@/prisma/generated/client';
import type { Transaction } from '../db';
import { refuse } from '../errors';

/** The directory that manages somebody. */
export interface ManagingDirectory {
  readonly id: string;
  readonly name: string;
}

/** One that is on and has a user who is this member: one that is off is heard by nobody, and so hinders nobody. */
export function managingDirectorySql(membershipId: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    select d.id, d.name from directory_users managed join directories d on d.id = managed.directory_id and d.enabled
    where managed.membership_id = ${membershipId}`;
}

/**
 * Refuses (`managed_by_directory`) what the customer's directory decides about somebody: whether they are a member, and
 * active (product rule 18). The organization is locked, so that no directory takes them over meanwhile.
 */
export async function requireUnmanaged(tx: Transaction, membershipId: string): Promise<void> {
  const [directory] = await tx.$queryRaw<ManagingDirectory[]>(
    managingDirectorySql(Prisma.sql`${membershipId}`),
  );
  if (directory)
    refuse('managed_by_directory', `The directory ${directory.name} manages this person. Change it there.`);
}

/** The same for roles that its groups gave and that somebody would take away. Others are people's to give and to take. */
export async function requireRolesUnmanaged(
  tx: Transaction,
  membershipId: string,
  roleIds: readonly string[],
): Promise<void> {
  const [given] = await tx.$queryRaw<{ directory: string; role: string }[]>`
    select directory.name as directory, r.display_name as role
    from membership_roles held join roles r on r.id = held.role_id
    cross join (${managingDirectorySql(Prisma.sql`${membershipId}`)}) directory
    where held.membership_id = ${membershipId} and held.source = 'DIRECTORY' and r.id = any(${[...roleIds]}::text[])
    order by r.display_name limit 1`;
  if (!given) return;
  const sentence = `The role ${given.role} comes from a group of the directory ${given.directory}. Change the group there, or which role it gives.`;
  refuse('managed_by_directory', sentence, { fields: { roleIds: sentence } });
}
