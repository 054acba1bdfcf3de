import type { Ctx } from '../authz/context';
import { refuse } from '../errors';
import type { LinkedInvitation } from '../invitations/linked-invitation';
import { refuseState, requireLink } from '../invitations/require-link';
import { initiateLoginUrl } from '../links/initiate-login-url';
import type { InvitationState } from '../links/invitation-state';
import { recordRefusedLogin } from '../login-log/record-login-attempt';
import { beginAttempt } from './begin-attempt';

/**
 * The Join button of a mailed link: checks the proof and writes a sign-in attempt for this browser; the invitation is
 * consumed at /auth/callback only, which then goes to the application that invited. Public: the mailed link proves the
 * mailbox. A copied link proves nothing and is refused (`link_unknown`); so are used, revoked and expired ones, each with
 * its own code. Where the organization enforces its identity provider, the login there is the way (`forbidden`).
 */
export async function beginInvitationSignIn(
  ctx: Ctx,
  input: { token: string },
): Promise<{ attemptSecret: string }> {
  const { link, invitation, state } = await requireLink(ctx, input.token);
  if (state === 'open' && invitation.joinsBySso)
    refuse('forbidden', `Join by the login of ${invitation.organizationName}.`);
  if (link.purpose !== 'mail')
    refuse('link_unknown', 'This link does not prove the mailbox. Have a sign-in link mailed.');
  if (state !== 'open') return refuseClosed(ctx, invitation, state);
  if (!invitation.userId || !invitation.membershipId) return refuseClosed(ctx, invitation, 'revoked');
  const { id, generation } = invitation;
  const attempt = {
    userId: invitation.userId,
    method: 'invitation',
    invitation: { id, generation },
    returnTo: initiateLoginUrl(invitation),
  } as const;
  return beginAttempt(ctx.db, ctx, attempt);
}

const reasons: Record<Exclude<InvitationState, 'open'>, string> = {
  accepted: 'The invitation was used already.',
  revoked: 'The invitation was withdrawn.',
  expired: 'The invitation, or this link to it, has expired.',
};

async function refuseClosed(
  ctx: Ctx,
  { organizationId, userId, email }: LinkedInvitation,
  state: keyof typeof reasons,
): Promise<never> {
  const failure = { step: 'invitation', reason: reasons[state] };
  await recordRefusedLogin(ctx.db, ctx, { method: 'invitation', organizationId, userId, email, failure });
  return refuseState(state);
}
