import { setTimeout as pause } from 'node:timers/promises';
import type { Ctx } from '../authz/context';
import { consumeLimits } from '../limits/consume-limits';
import { findJoinableOrganizations } from '../memberships/joinable-organizations';
import { addressKey } from '../users/email-address';
import { mailJoinLink } from './mail-join-link';
import { mailSignInLink, signInLinkLimits } from './mail-sign-in-link';
import type { RequestSignInLinkInput } from './sign-in.schema';

/** Longer than mailing a link takes, so that the time of the answer does not tell whether there was one to mail. */
const answerMilliseconds = 150;

/**
 * Mails a sign-in link to an address that has an account. An unknown address gets the same answer after the same time and
 * no user (product rule 6): in a domain whose people may join it gets a link to do so, any other no mail at all. Public: this is how people begin. Limited by address and by the visitor's
 * network address.
 */
export async function requestSignInLink(ctx: Ctx, input: RequestSignInLinkInput): Promise<void> {
  const emailKey = addressKey(input.email);
  await consumeLimits(ctx, signInLinkLimits(ctx, emailKey));
  await Promise.all([mailWhoeverIsKnown(ctx, input, emailKey), pause(answerMilliseconds)]);
}

async function mailWhoeverIsKnown(ctx: Ctx, input: RequestSignInLinkInput, emailKey: string): Promise<void> {
  const user = await ctx.db.user.findUnique({ where: { emailKey }, select: { id: true, email: true } });
  if (!user) return mailWhoeverMayJoin(ctx, input);
  const { id: userId, email } = user;
  await ctx.db.$transaction((tx) => mailSignInLink(tx, ctx, { userId, email, returnTo: input.returnTo }));
}

async function mailWhoeverMayJoin(ctx: Ctx, { email, returnTo }: RequestSignInLinkInput): Promise<void> {
  const organizations = await findJoinableOrganizations(ctx.db, addressKey(email));
  if (organizations.length === 0) return;
  await ctx.db.$transaction((tx) => mailJoinLink(tx, ctx, { email, organizations, returnTo }));
}
