import type { Ctx } from '../authz/context';
import { refuse } from '../errors';
import { consumeLimits } from '../limits/consume-limits';
import { visitorNetwork } from '../limits/visitor-network';
import { readSignInToken } from '../links/sign-in-token';
import { endLoginAttempt, recordRefusedLogin } from '../login-log/record-login-attempt';
import { beginAttempt } from './begin-attempt';
import {
  type FoundSignInLink,
  findSignInLink,
  isBrowserOf,
  type PressedLink,
  signInLinkState,
} from './view-sign-in-link';

/**
 * The button of a mailed sign-in link: checks it and writes a sign-in attempt for this browser; the link is consumed
 * at /auth/callback. Public: the mailed link proves the mailbox, in any browser; one that also links an identity only in
 * the browser that came from the identity provider (`conflict`): else whoever logged in there could have the owner of the
 * mailbox open the account to them.
 */
export async function beginLinkSignIn(ctx: Ctx, input: PressedLink): Promise<{ attemptSecret: string }> {
  await consumeLimits(ctx, [{ key: `link/ip/${visitorNetwork(ctx.ip)}`, count: 60, windowSeconds: 60 }]);
  const linkId = readSignInToken(input.token);
  const link = await requireOpen(ctx, linkId ? await findSignInLink(ctx.db, linkId) : null);
  if (!isBrowserOf(link, input.browserSecret)) refuse('conflict', otherBrowser);
  return beginAttempt(ctx.db, ctx, {
    userId: link.userId,
    method: 'email_link',
    linkId: link.id,
    returnTo: link.returnTo,
    loginAttemptId: link.loginAttemptId,
    connectionId: link.connectionId,
    organizationId: link.organizationId,
    identitySubject: link.identitySubject,
    provesPerson: true,
    invitation:
      link.invitationId && link.invitationGeneration
        ? { id: link.invitationId, generation: link.invitationGeneration }
        : null,
  });
}

const otherBrowser = 'Open this link in the browser in which you logged in at your identity provider.';

async function requireOpen(ctx: Ctx, link: FoundSignInLink | null): Promise<FoundSignInLink> {
  const state = signInLinkState(link, ctx.now);
  if (!link || state === 'unknown') refuse('link_unknown', 'This link is not valid. Ask for a new one.');
  if (state === 'open') return link;
  await recordRefusal(ctx, link, state);
  if (state === 'used') refuse('link_used', 'This link was used already. Ask for a new one.');
  return refuse('link_expired', 'This link has expired. Ask for a new one.');
}

const reasons = {
  used: 'The mailed link was used already.',
  expired: 'The mailed link had expired: it is good for 15 minutes.',
} as const;

/** What was begun with the link ends here; what has ended, since the link was used, is followed by an attempt of its own. */
async function recordRefusal(ctx: Ctx, link: FoundSignInLink, state: keyof typeof reasons): Promise<void> {
  const failure = { step: 'link', reason: reasons[state] };
  const { userId, email, loginAttemptId } = link;
  const ended =
    loginAttemptId && (await endLoginAttempt(ctx.db, ctx, { attemptId: loginAttemptId, failure }));
  if (!ended) await recordRefusedLogin(ctx.db, ctx, { method: 'email_link', userId, email, failure });
}
