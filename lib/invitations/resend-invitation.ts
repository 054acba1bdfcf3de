import { recordAudit } from '../audit/record';
import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { addSeconds } from '../clock';
import type { Transaction } from '../db';
import { refuse } from '../errors';
import { consumeLimits } from '../limits/consume-limits';
import { enqueueMail } from '../mail/enqueue-mail';
import type { MembershipRef } from '../memberships/membership.schema';
import { explainSeats, lockOrganization, takeSeat } from '../organizations/seats';
import { invitationMailKey } from './invitation';
import { inviteLimits } from './invite-limits';
import { findOpenInvitation, type OpenInvitation } from './open-invitation';

export interface ResentInvitation {
  readonly expiresAt: Date;
  /** True when the old link had expired: this mail carries a new one and the old one is dead. */
  readonly renewed: boolean;
}

/**
 * Mails an open invitation again. While it is valid this is a reminder with the same link and the same end; after its
 * expiry it is a new generation with a fresh expiry, which takes a seat again (`seats_full`). Refuses an invitation
 * that was accepted or revoked meanwhile, and too many mails to one address (`rate_limited`).
 */
export async function resendInvitation(ctx: Ctx, input: MembershipRef): Promise<ResentInvitation> {
  authorize(ctx, 'invitation.resend', input.organizationId);
  const { emailKey } = await findOpenInvitation(ctx.db, input);
  await consumeLimits(ctx, inviteLimits(ctx, input.organizationId, emailKey));
  const resent = ctx.db.$transaction(async (tx) => {
    await lockOrganization(tx, input.organizationId);
    const invitation = await findOpenInvitation(tx, input, { lock: true });
    const next = advance(invitation, ctx.now);
    if (!invitation.seatHeld) await takeSeat(tx, ctx, input.organizationId);
    await tx.invitation.update({ where: { id: invitation.id }, data: next.data, select: { id: true } });
    await mailAgain(tx, ctx, invitation, next);
    await recordAudit(tx, ctx, {
      action: 'invitation.resent',
      organizationId: input.organizationId,
      target: { kind: 'invitation', id: invitation.id, name: invitation.email },
      changes: { after: { renewed: next.renewed, expiresAt: next.data.expiresAt } },
    });
    return { expiresAt: next.data.expiresAt, renewed: next.renewed };
  });
  return resent.catch(explainSeats);
}

interface Advanced {
  readonly renewed: boolean;
  readonly data: Pick<OpenInvitation, 'generation' | 'expiresAt' | 'resentCount'> & {
    readonly seatHeld: true;
    readonly lastSentAt: Date;
    readonly renewalAskedAt: null;
  };
}

function advance(invitation: OpenInvitation, now: Date): Advanced {
  const renewed = invitation.expiresAt <= now;
  return {
    renewed,
    data: {
      generation: invitation.generation + (renewed ? 1 : 0),
      expiresAt: renewed ? addSeconds(now, invitation.ttlSeconds) : invitation.expiresAt,
      resentCount: invitation.resentCount + 1,
      seatHeld: true,
      lastSentAt: now,
      renewalAskedAt: null,
    },
  };
}

async function mailAgain(
  tx: Transaction,
  ctx: Ctx,
  invitation: OpenInvitation,
  next: Advanced,
): Promise<void> {
  const { generation, expiresAt, resentCount } = next.data;
  const mailId = await enqueueMail(tx, ctx, {
    to: invitation.email,
    organizationId: invitation.organizationId,
    userId: invitation.userId,
    invitationId: invitation.id,
    idempotencyKey: invitationMailKey(invitation.id, generation, resentCount),
    content: {
      kind: next.renewed ? 'invitation' : 'invitation_reminder',
      organizationName: invitation.organizationName,
      inviterName: invitation.inviterName,
      roleNames: invitation.roleNames,
      invitationId: invitation.id,
      generation,
      expiresAt: expiresAt.toISOString(),
    },
  });
  if (!mailId) refuse('conflict', 'This invitation was sent again at the same moment.');
}
