import { recordAudit } from '../audit/record';
import { authorizePerson } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { refuse } from '../errors';
import { deleteUserWithoutMembership } from '../users/delete-user-without-membership';
import { lockStaff } from './lock-staff';
import type { StaffRef } from './staff.schema';

export interface StaffReceipt {
  readonly email: string;
  readonly sessionsEnded: number;
  /** Whether they belonged to no organization and so are gone altogether. */
  readonly userDeleted: boolean;
}

/**
 * Takes someone off the staff and ends all their sessions at once; who then belongs nowhere is deleted. Only owners
 * remove owners; the last owner stays (`last_owner`), also under parallel requests and if it is the actor.
 */
export async function removeStaff(ctx: Ctx, input: StaffRef): Promise<StaffReceipt> {
  const actor = authorizePerson(ctx, 'staff.manage');
  return ctx.db.$transaction(async (tx) => {
    const person = await lockStaff(tx, actor, input.userId);
    if (person.isLastOwner) refuse('last_owner', 'This is the only owner. Make someone else an owner first.');
    await tx.staff.delete({ where: { userId: person.userId }, select: { userId: true } });
    const { count: sessionsEnded } = await tx.session.deleteMany({ where: { userId: person.userId } });
    const userDeleted = await deleteUserWithoutMembership(tx, person.userId);
    await recordAudit(tx, ctx, {
      action: 'staff.removed',
      organizationId: null,
      target: { kind: 'staff', id: person.userId, name: person.email },
      changes: { before: { role: person.role }, after: { sessionsEnded, userDeleted } },
    });
    return { email: person.email, sessionsEnded, userDeleted };
  });
}
