import type { Transaction } from '../db';

/**
 * Deletes a person who belongs to no organization any more and is not staff, with their sessions and links (product
 * rule 10). True when it did. The memberships are looked at by the same statement, under a lock on the person's row
 * that a parallel invitation must wait for.
 */
export async function deleteUserWithoutMembership(tx: Transaction, userId: string): Promise<boolean> {
  await tx.$queryRaw`select 1 from users where id = ${userId} for update`;
  const deleted = await tx.$executeRaw`
    delete from users u where u.id = ${userId}
      and not exists (select 1 from memberships m where m.user_id = u.id)
      and not exists (select 1 from staff s where s.user_id = u.id)`;
  return deleted > 0;
}
