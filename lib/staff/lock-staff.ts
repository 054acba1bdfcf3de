import { isAtLeast } from '../authz/authorize';
import type { StaffRole, UserActor } from '../authz/context';
import type { Transaction } from '../db';
import { refuse } from '../errors';

export interface LockedStaff {
  readonly userId: string;
  readonly email: string;
  readonly role: StaffRole;
  /** Whether there is no other owner. */
  readonly isLastOwner: boolean;
  /** What the actor is now, not when the request began; null: not on the staff any more. */
  readonly actorRole: StaffRole | null;
}

/**
 * Someone on the staff, with every owner and the actor locked until the transaction ends. The lock is a statement of
 * its own, so that what is read after it has seen what a parallel change did: of two owners who remove each other, the
 * second is no owner any more. Refuses `not_found`, and `forbidden` to an actor whose own role does not suffice by then:
 * only owners touch owners.
 */
export async function lockStaff(tx: Transaction, actor: UserActor, userId: string): Promise<LockedStaff> {
  await tx.$queryRaw`
    select 1 from staff where role = 'OWNER' or user_id in (${actor.userId}, ${userId}) order by user_id for update`;
  const [row] = await tx.$queryRaw<LockedStaff[]>`
    select s.user_id as "userId", u.email, s.role::text as role,
      (select role::text from staff where user_id = ${actor.userId}) as "actorRole",
      s.role = 'OWNER' and (select count(*) from staff where role = 'OWNER') = 1 as "isLastOwner"
    from staff s join users u on u.id = s.user_id where s.user_id = ${userId}`;
  if (!row) return refuse('not_found', 'There is no such person on the staff.');
  requireRank(row.actorRole, row.role);
  return row;
}

/** Admins and owners manage staff; what concerns an owner is for owners. */
export function requireRank(actorRole: StaffRole | null, concerned: StaffRole): void {
  if (!actorRole || !isAtLeast(actorRole, 'ADMIN')) {
    refuse('forbidden', 'You are not allowed to do this. Ask an admin.');
  }
  if (concerned === 'OWNER' && actorRole !== 'OWNER') {
    refuse('forbidden', 'Only an owner can add, change or remove owners.');
  }
}
