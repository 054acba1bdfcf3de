import type { Ctx } from '../authz/context';
import type { Transaction } from '../db';
import { invitationState } from '../links/invitation-state';
import type { MailContent } from './mail-content';

/**
 * Why a message is not worth sending any more, or null when it is: what it links to was used, withdrawn, replaced or
 * has expired while the message waited.
 */
export async function explainUnneeded(
  tx: Transaction,
  ctx: Ctx,
  content: MailContent,
): Promise<string | null> {
  if (content.kind === 'invitation' || content.kind === 'invitation_reminder') {
    return explainInvitation(tx, ctx, content.invitationId, content.generation);
  }
  if (content.kind === 'passwordless') return explainPasswordless(tx, ctx, content.requestId);
  if (content.kind === 'join_link') return explainJoinLink(tx, ctx, content.linkId);
  return content.kind === 'sign_in_link' ? explainSignInLink(tx, ctx, content.linkId) : null;
}

async function explainPasswordless(tx: Transaction, ctx: Ctx, id: string): Promise<string | null> {
  const request = await tx.passwordlessRequest.findUnique({
    where: { id },
    select: { expiresAt: true, endedAt: true },
  });
  if (!request || request.endedAt) return 'Not sent: the code was used or replaced already.';
  return request.expiresAt <= ctx.now ? 'Not sent: the code expired first.' : null;
}

async function explainInvitation(
  tx: Transaction,
  ctx: Ctx,
  invitationId: string,
  generation: number,
): Promise<string | null> {
  const invitation = await tx.invitation.findUnique({
    where: { id: invitationId },
    select: { generation: true, expiresAt: true, acceptedAt: true, revokedAt: true },
  });
  if (!invitation) return 'Not sent: the invitation was deleted.';
  const state = invitationState(invitation, ctx.now);
  if (state === 'accepted') return 'Not sent: the invitation was accepted already.';
  if (state === 'revoked') return 'Not sent: the invitation was revoked.';
  if (invitation.generation !== generation) return 'Not sent: a newer link replaced this one.';
  return state === 'expired' ? 'Not sent: the invitation expired first.' : null;
}

async function explainSignInLink(tx: Transaction, ctx: Ctx, linkId: string): Promise<string | null> {
  return explainLink(ctx, await tx.signInLink.findUnique({ where: { id: linkId }, select: linkFields }));
}

async function explainJoinLink(tx: Transaction, ctx: Ctx, linkId: string): Promise<string | null> {
  return explainLink(ctx, await tx.joinLink.findUnique({ where: { id: linkId }, select: linkFields }));
}

const linkFields = { expiresAt: true, consumedAt: true } as const;

function explainLink(ctx: Ctx, link: { expiresAt: Date; consumedAt: Date | null } | null): string | null {
  if (!link) return 'Not sent: the link was withdrawn.';
  if (link.consumedAt) return 'Not sent: the link was used already.';
  return link.expiresAt <= ctx.now ? 'Not sent: the link expired first.' : null;
}
