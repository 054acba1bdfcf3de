import { endTokensOfMember } from '../api-tokens/end-tokens-of-member';
import { recordAudit } from '../audit/record';
import type { Ctx } from '../authz/context';
import type { Transaction } from '../db';
import { freeSeat } from '../organizations/seats';
import { endSessionsOfMember } from '../sessions/end-sessions-of-member';
import { endOpenInvitations } from './end-open-invitations';
import type { LockedMembership, Receipt } from './membership';

/**
 * Makes an active or pending member inactive, with everything that ends with it: sessions and their grants, API tokens,
 * open invitations; the seat is free. The caller has authorised, holds the locks, and knows that there is another admin.
 */
export async function suspendMembership(
  tx: Transaction,
  ctx: Ctx,
  { organizationId, ...member }: LockedMembership & { readonly organizationId: string },
): Promise<Receipt> {
  await tx.membership.update({
    where: { id: member.id },
    data: { status: 'INACTIVE', deactivatedAt: ctx.now, updatedAt: ctx.now },
    select: { id: true },
  });
  const invitations = await endOpenInvitations(tx, ctx, member.id);
  if (member.status === 'ACTIVE' || invitations.seatsHeld > 0) await freeSeat(tx, organizationId);
  const sessionsEnded = await endSessionsOfMember(tx, ctx, { userId: member.userId, organizationId });
  const apiTokensEnded = await endTokensOfMember(tx, ctx, member.id);
  const invitationsRevoked = invitations.ids.length;
  await recordAudit(tx, ctx, {
    action: 'membership.deactivated',
    organizationId,
    target: { kind: 'membership', id: member.id, name: member.email },
    changes: {
      before: { status: member.status },
      after: {
        status: 'INACTIVE',
        sessionsEnded,
        apiTokensEnded,
        ...(invitationsRevoked > 0 && { invitationsRevoked }),
      },
    },
  });
  return { email: member.email, sessionsEnded, invitationsRevoked };
}
