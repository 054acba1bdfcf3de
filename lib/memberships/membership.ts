import type { Transaction } from '../db';
import { refuse } from '../errors';
import type { MembershipRef } from './membership.schema';

export interface LockedMembership {
  readonly id: string;
  readonly userId: string;
  readonly email: string;
  readonly status: 'PENDING_INVITE' | 'ACTIVE' | 'INACTIVE';
}

/** What an action on a member ended, for the person who did it. */
export interface Receipt {
  readonly email: string;
  readonly sessionsEnded: number;
  readonly invitationsRevoked: number;
}

/** The membership, locked until the transaction ends; one of another organization is `not_found` like none at all. */
export async function lockMembership(tx: Transaction, ref: MembershipRef): Promise<LockedMembership> {
  const [row] = await tx.$queryRaw<LockedMembership[]>`
    select m.id, m.user_id as "userId", u.email, m.status::text as status
    from memberships m join users u on u.id = m.user_id
    where m.id = ${ref.membershipId} and m.organization_id = ${ref.organizationId} for update of m`;
  return row ?? refuse('not_found', 'There is no such member.');
}
