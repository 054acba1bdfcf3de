import type { Ctx } from '../authz/context';
import { refuse } from '../errors';
import { refuseState, requireLink } from '../invitations/require-link';
import { initiateLoginUrl } from '../links/initiate-login-url';
import { beginAttempt } from './begin-attempt';

/**
 * The Join button of a mailed link: checks the proof and writes a sign-in attempt for this browser; the invitation is
 * consumed at /auth/callback only, which then goes to the application that invited. Public: the mailed link proves the mailbox. A copied link proves nothing and is
 * refused (`link_unknown`); so are used, revoked and expired ones, each with its own code.
 */
export async function beginInvitationSignIn(
  ctx: Ctx,
  input: { token: string },
): Promise<{ attemptSecret: string }> {
  const { link, invitation, state } = await requireLink(ctx, input.token);
  if (link.purpose !== 'mail')
    refuse('link_unknown', 'This link does not prove the mailbox. Have a sign-in link mailed.');
  if (state !== 'open') refuseState(state);
  if (!invitation.userId || !invitation.membershipId) refuseState('revoked');
  const { id, generation } = invitation;
  const attempt = {
    userId: invitation.userId,
    method: 'invitation',
    invitation: { id, generation },
    returnTo: initiateLoginUrl(invitation),
  } as const;
  return beginAttempt(ctx.db, ctx, attempt);
}
