import type { Ctx } from '../authz/context';
import { refuseState, requireLink } from '../invitations/require-link';
import { consumeLimits } from '../limits/consume-limits';
import { initiateLoginUrl } from '../links/initiate-login-url';
import { mailSignInLink, signInLinkLimits } from './mail-sign-in-link';

/**
 * Mails a sign-in link to the invited address: the way in from a copied link, which does not prove the mailbox (using
 * the mailed one also accepts), and from a link that was used already (then it only signs in). Public: whoever holds
 * the link learns nothing but that a mail is on its way. Expired and revoked invitations are refused.
 */
export async function mailInvitationProof(ctx: Ctx, input: { token: string }): Promise<void> {
  const { invitation, state } = await requireLink(ctx, input.token);
  if (state === 'expired' || state === 'revoked') refuseState(state);
  await consumeLimits(ctx, signInLinkLimits(ctx, invitation.emailKey));
  const { userId, email, id, generation, organizationId } = invitation;
  if (!userId) return;
  const accepts = state === 'open' ? { id, generation, organizationId } : null;
  const returnTo = initiateLoginUrl(invitation);
  await ctx.db.$transaction((tx) =>
    mailSignInLink(tx, ctx, { userId, email, returnTo, invitation: accepts }),
  );
}
