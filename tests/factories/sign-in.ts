import { randomUUID } from 'node:crypto';
import type { UserActor } from '@/lib/authz/context';
import type { Database } from '@/lib/db';
import { invitationToken } from '@/lib/links/invitation-token';
import { readSession } from '@/lib/sessions/read-session';
import { beginInvitationSignIn } from '@/lib/sign-in/begin-invitation-sign-in';
import { completeSignIn, type SignInOutcome } from '@/lib/sign-in/complete-sign-in';
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
