import type { Ctx } from '../authz/context';
import { addSeconds } from '../clock';
import { hashToken, randomToken } from '../crypto';
import type { Transaction } from '../db';
import { newId } from '../id';

/** How a sign-in was proven. */
export type SignInMethod = 'invitation' | 'email_link' | 'claim';

export interface AttemptInput {
  readonly userId: string;
  readonly method: SignInMethod;
  readonly invitation?: { readonly id: string; readonly generation: number } | null;
  readonly linkId?: string | null;
  readonly returnTo?: string | null;
}

/** How long the browser has to follow the redirect to /auth/callback. */
export const attemptSeconds = 60;

/**
 * Writes a checked proof down as a sign-in attempt (product rule 8). The returned secret goes into an HttpOnly cookie
 * of this browser; the row holds its hash. Nothing is consumed yet.
 */
export async function beginAttempt(
  tx: Transaction,
  ctx: Ctx,
  input: AttemptInput,
): Promise<{ attemptSecret: string }> {
  const attemptSecret = randomToken();
  await tx.signInAttempt.create({
    data: {
      id: newId('attempt', ctx.now),
      secretHash: hashToken(attemptSecret),
      userId: input.userId,
      method: input.method,
      invitationId: input.invitation?.id ?? null,
      invitationGeneration: input.invitation?.generation ?? null,
      linkId: input.linkId ?? null,
      returnTo: input.returnTo ?? null,
      createdAt: ctx.now,
      expiresAt: addSeconds(ctx.now, attemptSeconds),
    },
    select: { id: true },
  });
  return { attemptSecret };
}
