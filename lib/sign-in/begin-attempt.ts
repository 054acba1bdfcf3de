import type { Ctx } from '../authz/context';
import { addSeconds } from '../clock';
import { hashToken, randomToken } from '../crypto';
import { type Transaction, violatedConstraint } from '../db';
import { refuse } from '../errors';
import { newId } from '../id';

/** How a sign-in was proven. */
export type SignInMethod = 'invitation' | 'email_link' | 'claim' | 'sso';

export interface AttemptInput {
  readonly userId: string;
  readonly method: SignInMethod;
  readonly invitation?: { readonly id: string; readonly generation: number } | null;
  readonly linkId?: string | null;
  readonly returnTo?: string | null;
  /** What began in the login log before the proof; without it, completing the attempt writes all of it. */
  readonly loginAttemptId?: string | null;
  /** The identity provider's connection that proved it, and the organization that the session begins in. */
  readonly connectionId?: string | null;
  readonly organizationId?: string | null;
  /** Who that is at the identity provider, where completing the attempt makes it this person's identity. */
  readonly identitySubject?: string | null;
  /** Good for this long; `attemptSeconds` if not given. */
  readonly seconds?: number;
}

/** How long the browser has to follow the redirect to /auth/callback. */
export const attemptSeconds = 60;
/** The same where somebody is asked first whether they want to be somebody else. */
export const askedSeconds = 600;

/**
 * Writes a checked proof down as a sign-in attempt (product rule 8). The returned secret goes into an HttpOnly cookie
 * of this browser; the row holds its hash. Nothing is consumed yet. Refuses a person who was deleted meanwhile
 * (`link_unknown`).
 */
export async function beginAttempt(
  tx: Transaction,
  ctx: Ctx,
  input: AttemptInput,
): Promise<{ attemptSecret: string }> {
  const attemptSecret = randomToken();
  const attempt = tx.signInAttempt.create({
    data: {
      id: newId('attempt', ctx.now),
      secretHash: hashToken(attemptSecret),
      userId: input.userId,
      method: input.method,
      invitationId: input.invitation?.id ?? null,
      invitationGeneration: input.invitation?.generation ?? null,
      linkId: input.linkId ?? null,
      returnTo: input.returnTo ?? null,
      loginAttemptId: input.loginAttemptId ?? null,
      connectionId: input.connectionId ?? null,
      organizationId: input.organizationId ?? null,
      identitySubject: input.identitySubject ?? null,
      createdAt: ctx.now,
      expiresAt: addSeconds(ctx.now, input.seconds ?? attemptSeconds),
    },
    select: { id: true },
  });
  await attempt.catch(explainMissingPerson);
  return { attemptSecret };
}

function explainMissingPerson(error: unknown): never {
  if (violatedConstraint(error) !== 'sign_in_attempts_user_id_fkey') throw error;
  return refuse('link_unknown', 'This link is not valid any more. Ask for a new one.', { cause: error });
}
