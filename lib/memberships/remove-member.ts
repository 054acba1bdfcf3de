import { recordAudit } from '../audit/record';
import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { endSessionsOfMember } from '../sessions/end-sessions-of-member';
import { deleteUserWithoutMembership } from '../users/delete-user-without-membership';
import { endMembership } from './end-membership';
import type { Receipt } from './membership';
import type { RemoveMemberInput } from './membership.schema';

export interface RemovalReceipt extends Receipt {
  readonly userDeleted: boolean;
}

/**
 * Removes someone from an organization: membership, roles, sessions for it and open invitations end in one
 * transaction, the seat is free, and the removal is remembered, so that only a new invitation or the directory brings
 * them back (product rules 10 and 11). Who then belongs nowhere is deleted, unless `keepUser`. Refuses whom a directory
 * manages (`managed_by_directory`), who may do more than the actor (`role_not_grantable`) and the last admin (`last_admin`).
 */
export async function removeMember(ctx: Ctx, input: RemoveMemberInput): Promise<RemovalReceipt> {
  const actor = authorize(ctx, 'membership.remove', input.organizationId);
  return ctx.db.$transaction(async (tx) => {
    const member = await endMembership(tx, ctx, { ...input, actor });
    const sessionsEnded = await endSessionsOfMember(tx, ctx, {
      userId: member.userId,
      organizationId: input.organizationId,
    });
    const userDeleted = input.keepUser ? false : await deleteUserWithoutMembership(tx, member.userId);
    const receipt = { sessionsEnded, invitationsRevoked: member.invitationsRevoked, userDeleted };
    await recordAudit(tx, ctx, {
      action: 'membership.removed',
      organizationId: input.organizationId,
      target: { kind: 'membership', id: member.id, name: member.email },
      changes: { before: { status: member.status }, after: receipt },
      eventData: member.eventData,
    });
    return { email: member.email, ...receipt };
  });
}
