import { recordAudit } from '../audit/record';
import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { readEventData } from '../events/publish';
import { endOpenInvitations } from '../memberships/end-open-invitations';
import type { MembershipRef } from '../memberships/membership.schema';
import { freeSeat, lockOrganization } from '../organizations/seats';
import { deleteUserWithoutMembership } from '../users/delete-user-without-membership';
import { findOpenInvitation } from './open-invitation';

/**
 * Withdraws an open invitation: its links are dead, the pending membership and its seat are gone, and a person who is
 * nowhere else is deleted, in one transaction. Unlike a removal it is not held against the person: they may be invited
 * or join by themselves later. An invitation that was accepted meanwhile stays accepted (`already_member`).
 */
export async function revokeInvitation(ctx: Ctx, input: MembershipRef): Promise<{ email: string }> {
  authorize(ctx, 'invitation.revoke', input.organizationId);
  return ctx.db.$transaction(async (tx) => {
    await lockOrganization(tx, input.organizationId);
    const invitation = await findOpenInvitation(tx, input, { lock: true });
    const eventData = await readEventData(tx, ctx, { kind: 'membership', id: input.membershipId });
    const ended = await endOpenInvitations(tx, ctx, input.membershipId);
    if (ended.seatsHeld > 0) await freeSeat(tx, input.organizationId);
    await tx.membership.delete({ where: { id: input.membershipId }, select: { id: true } });
    await deleteUserWithoutMembership(tx, invitation.userId);
    await recordAudit(tx, ctx, {
      action: 'invitation.revoked',
      organizationId: input.organizationId,
      target: { kind: 'invitation', id: invitation.id, name: invitation.email },
      changes: { before: { status: 'PENDING_INVITE', roles: invitation.roleNames } },
      eventData,
    });
    return { email: invitation.email };
  });
}
