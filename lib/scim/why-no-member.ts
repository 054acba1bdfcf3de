import { Prisma } from '@/prisma/generated/client';
import type { Transaction } from '../db';
import type { UserInput } from './read-user';
import type { RequestOutcome } from './record-request';

/** Who manages a member whom a directory knows and does not manage: people here, or another directory. */
export type OtherHands = 'people' | 'directory';

/** Whose the member with this address is, where they are not the directory's that asks; null: there is no such member. */
export function otherHandsSql(organizationId: string, emailKey: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(
    select case when exists (select 1 from directory_users held where held.membership_id = m.id) then 'directory' else 'people' end
    from memberships m where m.organization_id = ${organizationId} and m.email_key = ${emailKey})`;
}

/** What the log says of a user of a directory who is kept and is no member by it; nobody here has their address. */
export function keptOutcome({ active, email }: Pick<UserInput, 'active' | 'email'>): RequestOutcome {
  if (!email) return 'user_without_address';
  return active ? 'user_removed_here' : 'user_inactive';
}

/** The same of one whose member may be in other hands. */
export async function readKeptOutcome(
  tx: Transaction,
  organizationId: string,
  user: UserInput,
): Promise<RequestOutcome> {
  if (!user.email) return keptOutcome(user);
  const [row] = await tx.$queryRaw<{ hands: OtherHands | null }[]>`
    select ${otherHandsSql(organizationId, Prisma.sql`${user.email.key}`)} as hands`;
  if (row?.hands === 'people') return 'user_managed_here';
  return row?.hands === 'directory' ? 'user_managed_elsewhere' : keptOutcome(user);
}
