import type { Transaction } from '../db';

/**
 * Ends the sessions through which someone was in an organization, at once, and returns how many: those that chose it,
 * and, for a person who belongs nowhere else, all. Sessions in another customer's organization go on; what they may
 * do is asked anew at every request anyway.
 */
export async function endSessionsOfMember(
  tx: Transaction,
  userId: string,
  organizationId: string,
): Promise<number> {
  return tx.$executeRaw`
    delete from sessions s where s.user_id = ${userId} and (
      s.organization_id = ${organizationId}
      or not (
        exists (select 1 from staff where staff.user_id = s.user_id)
        or exists (select 1 from memberships m
          where m.user_id = s.user_id and m.organization_id <> ${organizationId} and m.status = 'ACTIVE')))`;
}
