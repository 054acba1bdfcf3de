import type { Ctx } from '../authz/context';
import { refuse } from '../errors';
import { consumeLimits } from '../limits/consume-limits';
import { visitorNetwork } from '../limits/visitor-network';
import { readSignInToken } from '../links/sign-in-token';
import { beginAttempt } from './begin-attempt';
import { type FoundSignInLink, findSignInLink, signInLinkState } from './view-sign-in-link';

/**
 * The button of a mailed sign-in link: checks it and writes a sign-in attempt for this browser; the link is consumed
 * at /auth/callback. Public: the mailed link proves the mailbox, in any browser.
 */
export async function beginLinkSignIn(
  ctx: Ctx,
  input: { token: string },
): Promise<{ attemptSecret: string }> {
  await consumeLimits(ctx, [{ key: `link/ip/${visitorNetwork(ctx.ip)}`, count: 60, windowSeconds: 60 }]);
  const linkId = readSignInToken(input.token);
  const link = requireOpen(linkId ? await findSignInLink(ctx.db, linkId) : null, ctx.now);
  return beginAttempt(ctx.db, ctx, {
    userId: link.userId,
    method: 'email_link',
    linkId: link.id,
    returnTo: link.returnTo,
    invitation:
      link.invitationId && link.invitationGeneration
        ? { id: link.invitationId, generation: link.invitationGeneration }
        : null,
  });
}

function requireOpen(link: FoundSignInLink | null, now: Date): FoundSignInLink {
  const state = signInLinkState(link, now);
  if (!link || state === 'unknown') refuse('link_unknown', 'This link is not valid. Ask for a new one.');
  if (state === 'used') refuse('link_used', 'This link was used already. Ask for a new one.');
  if (state === 'expired') refuse('link_expired', 'This link has expired. Ask for a new one.');
  return link;
}
