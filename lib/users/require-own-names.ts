import type { Prisma } from '@/prisma/generated/client';
import type { Transaction } from '../db';
import { refuse } from '../errors';

const names = ['givenName', 'familyName', 'displayName'] as const;

/**
 * Refuses (`managed_by_directory`) to change what a customer's directory calls somebody: its next change would take that back.
 * Of the changes only names count; of the accounts those that directories name (`findNamingDirectory`).
 */
export async function requireOwnNames(tx: Transaction, userId: string, changes: object): Promise<void> {
  if (!names.some((name) => name in changes)) return;
  const directory = await findNamingDirectory(tx, userId);
  if (directory === null) return;
  const sentence = `The directory ${directory} says how this person is named. Change it there.`;
  refuse('managed_by_directory', sentence);
}

/** The name of the directory that names an account: one that is on and manages its only membership, of nobody on the staff. */
export async function findNamingDirectory(
  db: Pick<Prisma.TransactionClient, '$queryRaw'>,
  userId: string,
): Promise<string | null> {
  const [directory] = await db.$queryRaw<{ name: string }[]>`
    select d.name from memberships m
    join directory_users u on u.membership_id = m.id
    join directories d on d.id = u.directory_id and d.enabled
    where m.user_id = ${userId} and not exists (select 1 from staff where user_id = ${userId})
      and not exists (select 1 from memberships other where other.user_id = ${userId} and other.id <> m.id)`;
  return directory?.name ?? null;
}
