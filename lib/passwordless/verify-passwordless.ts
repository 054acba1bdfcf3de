import { recordAudit } from '../audit/record';
import { authorizeProgram } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { refuse } from '../errors';
import { isPasswordlessCode, readPasswordlessToken } from '../links/passwordless-secret';
import { addressKey } from '../users/email-address';
import { triesMaximum } from './passwordless-request';

export type PasswordlessProof =
  | { readonly kind: 'code'; readonly requestId: string; readonly code: string }
  /** The request's id, where the program still knows it, has to be that of the token. */
  | { readonly kind: 'link'; readonly requestId: string | null; readonly token: string };

export interface VerifiedAddress {
  readonly email: string;
  readonly state: string | null;
  readonly template: 'SIGNIN' | 'SIGNUP' | null;
}

/**
 * Whose mailbox a code or link token proves, once: of any number at the same moment one gets it. A code takes one of five
 * tries before anything is compared, so that guessing at the same moment gives no more. Unknown, wrong, used, expired and
 * foreign ones get the same answer (`invalid_input`).
 */
export async function verifyPasswordless(ctx: Ctx, proof: PasswordlessProof): Promise<VerifiedAddress> {
  const { clientId } = authorizeProgram(ctx, 'passwordless.verify');
  const mayTry = proof.kind === 'link' || (await takeTry(ctx, clientId, proof.requestId));
  const requestId = provenRequest(proof);
  const verified = mayTry && requestId !== null ? await endRequest(ctx, clientId, requestId) : null;
  return verified ?? refuse('invalid_input', 'The code or link is wrong, expired or used. Send a new one.');
}

/** Another program cannot use up the tries. */
async function takeTry(ctx: Ctx, clientId: string, id: string): Promise<boolean> {
  const { count } = await ctx.db.passwordlessRequest.updateMany({
    where: { id, clientId, endedAt: null, tries: { lt: triesMaximum } },
    data: { tries: { increment: 1 } },
  });
  return count === 1;
}

function provenRequest(proof: PasswordlessProof): string | null {
  if (proof.kind === 'code') return isPasswordlessCode(proof.requestId, proof.code) ? proof.requestId : null;
  const requestId = readPasswordlessToken(proof.token);
  return proof.requestId === null || proof.requestId === requestId ? requestId : null;
}

async function endRequest(ctx: Ctx, clientId: string, id: string): Promise<VerifiedAddress | null> {
  return ctx.db.$transaction(async (tx) => {
    const [verified] = await tx.$queryRaw<VerifiedAddress[]>`
      update passwordless_requests set ended_at = ${ctx.now}::timestamptz
      where id = ${id} and client_id = ${clientId} and ended_at is null and expires_at > ${ctx.now}::timestamptz
      returning email, state, template`;
    if (!verified) return null;
    await recordAudit(tx, ctx, {
      action: 'passwordless.verified',
      organizationId: null,
      target: { kind: 'address', id: addressKey(verified.email), name: verified.email },
    });
    return verified;
  });
}
