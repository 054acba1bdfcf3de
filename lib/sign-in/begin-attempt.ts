import type { Ctx } from '../authz/context';
import { addSeconds } from '../clock';
import { hashToken, randomToken } from '../crypto';
import { prepared, type Transaction, violatedConstraint } from '../db';
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
  /** More than the word of that identity provider shows it: their mailbox, or the account is as new as the identity. */
  readonly provesPerson?: boolean;
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
  const { invitation } = input;
  const attempt = tx.$executeRaw`${prepared}
    insert into sign_in_attempts (id, secret_hash, user_id, method, invitation_id, invitation_generation, link_id, return_to,
      login_attempt_id, connection_id, organization_id, identity_subject, proves_person, created_at, expires_at)
    values (${newId('attempt', ctx.now)}, ${hashToken(attemptSecret)}, ${input.userId}, ${input.method},
      ${invitation?.id ?? null}, ${invitation?.generation ?? null}::int, ${input.linkId ?? null},
      ${input.returnTo ?? null}, ${input.loginAttemptId ?? null}, ${input.connectionId ?? null},
      ${input.organizationId ?? null}, ${input.identitySubject ?? null}, ${input.provesPerson ?? false}, ${ctx.now}::timestamptz,
      ${addSeconds(ctx.now, input.seconds ?? attemptSeconds)}::timestamptz)`;
  await attempt.catch(explainMissingPerson);
  return { attemptSecret };
}

function explainMissingPerson(error: unknown): never {
  if (violatedConstraint(error) !== 'sign_in_attempts_user_id_fkey') throw error;
  return refuse('link_unknown', 'This link is not valid any more. Ask for a new one.', { cause: error });
}
