import type { Ctx } from '../authz/context';
import type { Transaction } from '../db';
import { refuse } from '../errors';
import { consumeLimits } from '../limits/consume-limits';
import { visitorNetwork } from '../limits/visitor-network';
import { initiateLoginUrl } from '../links/initiate-login-url';
import { readJoinToken } from '../links/join-token';
import { addByDomain } from '../memberships/join-by-domain';
import { beginAttempt } from './begin-attempt';
import type { JoinByLinkInput } from './sign-in.schema';
import { type FoundJoinLink, findJoinLink, joinLinkState } from './view-join-link';

/**
 * The button of a mailed link to join: in one transaction consumes the link, makes account and membership, and writes a
 * sign-in attempt for this browser, which /auth/callback completes. Two presses make one member. Public: the mailed link
 * proves the mailbox, in any browser. A refusal (seats, a domain that is gone) consumes nothing.
 */
export async function joinByLink(ctx: Ctx, input: JoinByLinkInput): Promise<{ attemptSecret: string }> {
  await consumeLimits(ctx, [{ key: `link/ip/${visitorNetwork(ctx.ip)}`, count: 60, windowSeconds: 60 }]);
  const linkId = readJoinToken(input.token);
  const link = requireOpen(linkId ? await findJoinLink(ctx.db, linkId) : null, ctx.now);
  return ctx.db.$transaction(async (tx) => {
    await consume(tx, ctx, link.id);
    const member = await addByDomain(tx, ctx, { organizationId: input.organizationId, email: link.email });
    const data = { emailVerified: ctx.now };
    await tx.user.updateMany({ where: { id: member.userId, emailVerified: null }, data });
    return beginAttempt(tx, ctx, {
      userId: member.userId,
      method: 'email_link',
      organizationId: input.organizationId,
      returnTo: link.returnTo ?? (await findApplication(tx, input.organizationId, link.email)),
    });
  });
}

function requireOpen(link: FoundJoinLink | null, now: Date): FoundJoinLink {
  const state = joinLinkState(link, now);
  if (!link || state === 'unknown') refuse('link_unknown', 'This link is not valid. Ask for a new one.');
  if (state === 'used') refuse('link_used', 'This link was used already. Ask for a new one.');
  if (state === 'expired') refuse('link_expired', 'This link has expired. Ask for a new one.');
  return link;
}

/** Of several presses one finds it open. */
async function consume(tx: Transaction, ctx: Ctx, linkId: string): Promise<void> {
  const where = { id: linkId, consumedAt: null, expiresAt: { gt: ctx.now } };
  const { count } = await tx.joinLink.updateMany({ where, data: { consumedAt: ctx.now } });
  if (count === 0) refuse('link_used', 'This link was used already. Ask for a new one.');
}

/** Where the workspace's default application begins a login, as after an invitation from the dashboard. */
async function findApplication(
  tx: Transaction,
  organizationId: string,
  email: string,
): Promise<string | null> {
  const application = await tx.client.findFirst({
    where: { isDefault: true },
    select: { initiateLoginUri: true },
  });
  return initiateLoginUrl({ initiateLoginUri: application?.initiateLoginUri ?? null, organizationId, email });
}
