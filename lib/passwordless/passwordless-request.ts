import { recordAudit } from '../audit/record';
import type { ClientActor, Ctx } from '../authz/context';
import { addSeconds } from '../clock';
import { randomToken } from '../crypto';
import type { Transaction } from '../db';
import type { Limit } from '../limits/consume-limits';
import { enqueueMail } from '../mail/enqueue-mail';
import { addressKey } from '../users/email-address';
import type { SendPasswordlessInput } from './passwordless.schema';

/** What a program is told of the mail that it had sent. */
export interface SentPasswordless {
  /** Not the code, nor anything that it could be guessed from. */
  readonly requestId: string;
  readonly expiresAt: Date;
  readonly lifetimeSeconds: number;
  readonly hasLink: boolean;
}

/** How many codes are tried before even the right one is refused. */
export const triesMaximum = 5;

/** Limits on mails to one address, whoever has them sent, and of one credential. */
export function passwordlessLimits(actor: ClientActor, email: string): Limit[] {
  return [
    { key: `passwordless/address/${addressKey(email)}`, count: 5, windowSeconds: 900 },
    { key: `passwordless/client/${actor.clientId}`, count: 3000, windowSeconds: 3600 },
  ];
}

/** Writes a request and enqueues its mail, in the caller's transaction. */
export async function createRequest(
  tx: Transaction,
  ctx: Ctx,
  { actor, input }: { readonly actor: ClientActor; readonly input: SendPasswordlessInput },
): Promise<SentPasswordless> {
  const { email, template, linkUri, variables, lifetimeSeconds } = input;
  const id = randomToken();
  const expiresAt = addSeconds(ctx.now, lifetimeSeconds);
  await tx.passwordlessRequest.create({
    data: { ...input, id, clientId: actor.clientId, createdAt: ctx.now, expiresAt },
    select: { id: true },
  });
  const about = { requestId: id, template, linkUri, expiresAt: expiresAt.toISOString() };
  await enqueueMail(tx, ctx, {
    to: email,
    organizationId: null,
    userId: null,
    invitationId: null,
    idempotencyKey: `passwordless/${id}`,
    content: { kind: 'passwordless', ...about, variables: Object.entries(variables) },
  });
  await recordAudit(tx, ctx, {
    action: 'passwordless.sent',
    organizationId: null,
    target: { kind: 'address', id: addressKey(email), name: email },
    changes: { after: { template } },
  });
  return { requestId: id, expiresAt, lifetimeSeconds, hasLink: linkUri !== null };
}
