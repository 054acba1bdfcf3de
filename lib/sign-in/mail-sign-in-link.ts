import type { Ctx } from '../authz/context';
import { addSeconds } from '../clock';
import type { Transaction } from '../db';
import { newId } from '../id';
import { visitorNetwork } from '../limits/visitor-network';
import { beginLoginAttempt, noteLoginStep } from '../login-log/record-login-attempt';
import { enqueueMail } from '../mail/enqueue-mail';

/** How long a mailed sign-in link is good. */
export const signInLinkSeconds = 15 * 60;

export interface SignInLinkInput {
  readonly userId: string;
  readonly email: string;
  readonly returnTo?: string | null;
  /** The invitation that using the link also accepts. */
  readonly invitation?: {
    readonly id: string;
    readonly generation: number;
    readonly organizationId: string;
  } | null;
  /** Who came from an identity provider and is to be this person, once the mailbox has proven it. */
  readonly identity?: SignInIdentity | null;
}

export interface SignInIdentity {
  readonly connectionId: string;
  readonly organizationId: string;
  readonly organizationName: string;
  readonly subject: string;
  /** Where the login log follows the login at the identity provider, which the link goes on with. */
  readonly loginAttemptId: string | null;
  /** Of the browser that came from there: nobody can have somebody else press for them. */
  readonly browserHash: string;
}

/**
 * Creates a sign-in link, enqueues its mail to the stored address and writes into the login log that it was asked for, in
 * the caller's transaction. For a person who was deleted meanwhile it does nothing.
 */
export async function mailSignInLink(tx: Transaction, ctx: Ctx, input: SignInLinkInput): Promise<void> {
  const people = await tx.$queryRaw<unknown[]>`select 1 from users where id = ${input.userId} for key share`;
  if (people.length === 0) return;
  const id = newId('link', ctx.now);
  const expiresAt = addSeconds(ctx.now, signInLinkSeconds);
  const { organizationName: confirmsLoginOf } = input.identity ?? {};
  await tx.signInLink.create({
    data: {
      id,
      userId: input.userId,
      returnTo: input.returnTo ?? null,
      invitationId: input.invitation?.id ?? null,
      invitationGeneration: input.invitation?.generation ?? null,
      loginAttemptId: await logLink(tx, ctx, input),
      connectionId: input.identity?.connectionId ?? null,
      organizationId: input.identity?.organizationId ?? null,
      identitySubject: input.identity?.subject ?? null,
      browserHash: input.identity?.browserHash ?? null,
      createdAt: ctx.now,
      expiresAt,
    },
    select: { id: true },
  });
  await enqueueMail(tx, ctx, {
    to: input.email,
    organizationId: null,
    userId: input.userId,
    invitationId: null,
    idempotencyKey: `sign-in/${id}`,
    content: {
      kind: 'sign_in_link',
      linkId: id,
      expiresAt: expiresAt.toISOString(),
      ...(confirmsLoginOf !== undefined && { confirmsLoginOf }),
    },
  });
}

async function logLink(tx: Transaction, ctx: Ctx, input: SignInLinkInput): Promise<string> {
  const { userId, email, identity, invitation } = input;
  const step = { name: 'link-mailed' };
  if (identity?.loginAttemptId) {
    await noteLoginStep(tx, ctx, { attemptId: identity.loginAttemptId, ...step });
    return identity.loginAttemptId;
  }
  const organizationId = invitation?.organizationId ?? identity?.organizationId ?? null;
  const attempt = { method: 'email_link', userId, email, organizationId, steps: [step] } as const;
  return (await beginLoginAttempt(tx, ctx, attempt)).id;
}

/** Limits on asking for sign-in links. */
export function signInLinkLimits(ctx: Ctx, emailKey: string) {
  return [
    { key: `sign-in/address/${emailKey}`, count: 5, windowSeconds: 900 },
    { key: `sign-in/ip/${visitorNetwork(ctx.ip)}`, count: 30, windowSeconds: 900 },
  ];
}
