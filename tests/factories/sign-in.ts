import { randomUUID } from 'node:crypto';
import type { Ctx, UserActor } from '@/lib/authz/context';
import type { Database } from '@/lib/db';
import { invitationToken } from '@/lib/links/invitation-token';
import { signInToken } from '@/lib/links/sign-in-token';
import { readSession } from '@/lib/sessions/read-session';
import { beginInvitationSignIn } from '@/lib/sign-in/begin-invitation-sign-in';
import { beginLinkSignIn } from '@/lib/sign-in/begin-link-sign-in';
import { completeSignIn, type SignInOutcome } from '@/lib/sign-in/complete-sign-in';
import { requestSignInLink } from '@/lib/sign-in/request-sign-in-link';
import { contextFor, testNow } from './world';

export type SignedIn = Extract<SignInOutcome, { state: 'signed-in' }>;

/** A browser of its own that opens the mailed link of an invitation and presses Join. */
export async function acceptInvitation(
  db: Database,
  invitationId: string,
  { now = testNow, generation = 1 }: { now?: Date; generation?: number } = {},
): Promise<SignedIn> {
  const ctx = { ...contextFor(db, undefined, now), ip: randomUUID() };
  const token = invitationToken({ invitationId, generation, purpose: 'mail' });
  const outcome = await completeSignIn(ctx, await beginInvitationSignIn(ctx, { token }));
  if (outcome.state !== 'signed-in') throw new Error(`not signed in: ${outcome.location}`);
  return outcome;
}

/** Who a session's token belongs to, with the rights that they have at `now`. */
export async function actorOf(db: Database, sessionToken: string, now = testNow): Promise<UserActor> {
  const live = await readSession(db, sessionToken, now);
  if (!live) throw new Error('The session has ended.');
  return live.actor;
}

/** Asks for a sign-in link as the acting person, and uses the last one that was mailed; null when there is none. */
export async function signInByLink(db: Database, ctx: Ctx): Promise<SignInOutcome | null> {
  const browser = { ...contextFor(db, undefined, ctx.now), ip: randomUUID() };
  if (ctx.actor.kind !== 'user') return null;
  await requestSignInLink(browser, { email: ctx.actor.email, returnTo: null });
  const link = await db.signInLink.findFirst({
    where: { userId: ctx.actor.userId, consumedAt: null },
    orderBy: { id: 'desc' },
    select: { id: true },
  });
  if (!link) return null;
  return completeSignIn(browser, await beginLinkSignIn(browser, { token: signInToken(link.id) }));
}
