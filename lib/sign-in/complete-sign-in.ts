import type { Ctx } from '../authz/context';
import { addSeconds } from '../clock';
import { hashToken, hmac } from '../crypto';
import { isRetryable } from '../db';
import { newId } from '../id';
import { invitationToken } from '../links/invitation-token';
import { absoluteSeconds } from '../sessions/session-policy';
import { type CompletedRow, completeSignInSql } from './complete-sign-in-sql';

export type SignInOutcome =
  /** Set this cookie and go there. */
  | {
      readonly state: 'signed-in';
      readonly sessionToken: string;
      readonly expiresAt: Date;
      readonly location: string;
    }
  /** The proof was no longer good, or there was none: go there and say why. */
  | { readonly state: 'not-signed-in'; readonly location: string };

/** How long a browser that repeats the callback (double click, back, refresh) is simply sent on. */
const repeatSeconds = 600;

/**
 * What every way in ends with (product rule 8): in one statement consumes the attempt and, where it names one, the
 * invitation, sets that one membership active and no other, verifies the address, records the login and starts the
 * session. Repeated by the same browser it changes nothing and gives the same session, since the session's token is
 * derived from the browser's secret. Public: the secret of the attempt is the proof.
 */
export async function completeSignIn(ctx: Ctx, input: { attemptSecret: string }): Promise<SignInOutcome> {
  const secretHash = hashToken(input.attemptSecret);
  const sessionToken = hmac(Buffer.from(input.attemptSecret), ['usher/session/v1']).toString('base64url');
  const session = { id: newId('session', ctx.now), tokenHash: hashToken(sessionToken) };
  const complete = () => ctx.db.$queryRaw<CompletedRow[]>(completeSignInSql(ctx, secretHash, session));
  const [row] = await complete().catch((error: unknown) => {
    // The victim of a deadlock has changed nothing: first logins of one person in many tabs wait for each other.
    if (!isRetryable(error)) throw error;
    return complete();
  });
  const returnTo = row ? row.return_to : await findRepeated(ctx, secretHash, session.tokenHash);
  if (returnTo === undefined) return { state: 'not-signed-in', location: '/' };
  if (row && !row.session_id) return { state: 'not-signed-in', location: explainLocation(row) };
  const expiresAt = addSeconds(ctx.now, absoluteSeconds);
  return { state: 'signed-in', sessionToken, expiresAt, location: returnTo ?? '/' };
}

/** Where a repeated callback goes: undefined unless this browser's session is still there. */
async function findRepeated(
  ctx: Ctx,
  secretHash: string,
  tokenHash: string,
): Promise<string | null | undefined> {
  const attempt = await ctx.db.signInAttempt.findUnique({
    where: { secretHash },
    select: { returnTo: true, consumedAt: true },
  });
  const session = await ctx.db.session.findUnique({
    where: { sessionToken: tokenHash },
    select: { expires: true },
  });
  if (!attempt?.consumedAt || !session || session.expires <= ctx.now) return undefined;
  return addSeconds(attempt.consumedAt, repeatSeconds) > ctx.now ? attempt.returnTo : undefined;
}

/** Back to the page of the link, which says what became of it; this browser has just shown that it holds it. */
function explainLocation(row: CompletedRow): string {
  if (row.method !== 'invitation' || !row.invitation_id || !row.invitation_generation)
    return '/login?notice=link_used';
  const link = {
    invitationId: row.invitation_id,
    generation: row.invitation_generation,
    purpose: 'mail',
  } as const;
  return `/invite/${invitationToken(link)}`;
}
