import { recordAudit } from '../audit/record';
import type { Ctx } from '../authz/context';
import type { Transaction } from '../db';
import { refuse } from '../errors';
import { consumeLimits } from '../limits/consume-limits';
import { enqueueMail } from '../mail/enqueue-mail';
import type { LinkedInvitation } from './linked-invitation';
import { refuseState, requireLink } from './require-link';

/**
 * The holder of an expired link asks the inviter for a new one: the inviter gets a mail, once a day at most, and the
 * Users tab shows that it was asked. Public: the link is the right to ask. When the inviter is gone or may not invite
 * there any more, only the Users tab shows it.
 */
export async function askForRenewal(ctx: Ctx, input: { token: string }): Promise<void> {
  const { invitation, state } = await requireLink(ctx, input.token);
  if (state === 'open') refuse('conflict', 'This invitation is still open: you can join.');
  if (state !== 'expired') refuseState(state);
  await consumeLimits(ctx, [{ key: `renewal/${invitation.id}`, count: 5, windowSeconds: 3600 }]);
  await ctx.db.$transaction(async (tx) => {
    const { count } = await tx.invitation.updateMany({
      where: { id: invitation.id, acceptedAt: null, revokedAt: null },
      data: { renewalAskedAt: ctx.now },
    });
    if (count === 0) refuseState('revoked');
    const inviter = await findInviter(tx, invitation);
    if (inviter) await enqueueMail(tx, ctx, renewalMail(invitation, inviter, ctx.now));
    await recordAudit(tx, ctx, {
      action: 'invitation.renewal_asked',
      organizationId: invitation.organizationId,
      target: { kind: 'invitation', id: invitation.id, name: invitation.email },
    });
  });
}

/** Who invited, while they may still invite to that organization. */
async function findInviter(
  tx: Transaction,
  { inviterId, organizationId }: LinkedInvitation,
): Promise<{ id: string; email: string } | undefined> {
  const [inviter] = await tx.$queryRaw<{ id: string; email: string }[]>`
    select u.id, u.email from users u
    where u.id = ${inviterId} and (
      exists (select 1 from staff where staff.user_id = u.id)
      or exists (select 1 from memberships m
        join membership_roles mr on mr.membership_id = m.id
        join roles r on r.id = mr.role_id and r.effective_permissions @> array['members:invite']
        where m.user_id = u.id and m.organization_id = ${organizationId} and m.status = 'ACTIVE'))`;
  return inviter;
}

/** Keyed by the day: asking again on the same day mails nothing more. */
function renewalMail(invitation: LinkedInvitation, inviter: { id: string; email: string }, now: Date) {
  return {
    to: inviter.email,
    organizationId: invitation.organizationId,
    userId: inviter.id,
    invitationId: invitation.id,
    idempotencyKey: `renewal/${invitation.id}/${now.toISOString().slice(0, 10)}`,
    content: {
      kind: 'renewal_request',
      organizationId: invitation.organizationId,
      organizationName: invitation.organizationName,
      inviteeEmail: invitation.email,
    },
  } as const;
}
