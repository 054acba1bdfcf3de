import type { Ctx } from '../authz/context';
import type { Transaction } from '../db';
import { consumeLimits } from '../limits/consume-limits';
import { visitorNetwork } from '../limits/visitor-network';
import { readJoinToken } from '../links/join-token';
import { findJoinableOrganizations, type JoinableOrganization } from '../memberships/joinable-organizations';
import { addressKey } from '../users/email-address';

/** `closed`: the link is good, and no organization is open to the address any more. */
export type JoinLinkState = 'open' | 'closed' | 'used' | 'expired' | 'unknown';

export interface JoinLinkView {
  readonly state: JoinLinkState;
  readonly applicationName: string;
  readonly supportAddress: string | null;
  /** Whom it was mailed to; null when the link is unknown. */
  readonly email: string | null;
  readonly organizations: readonly JoinableOrganization[];
  /** Somebody else who is signed in in this browser. */
  readonly otherPerson: string | null;
}

/**
 * What the page of a mailed link to join shows; changes nothing, however often it is opened (product rule 6). Public: the
 * link is the right to see it.
 */
export async function viewJoinLink(ctx: Ctx, input: { token: string }): Promise<JoinLinkView> {
  const linkId = readJoinToken(input.token);
  if (!linkId)
    await consumeLimits(ctx, [{ key: `link/ip/${visitorNetwork(ctx.ip)}`, count: 60, windowSeconds: 60 }]);
  const link = linkId ? await findJoinLink(ctx.db, linkId) : null;
  const state = joinLinkState(link, ctx.now);
  const organizations =
    link && state === 'open' ? await findJoinableOrganizations(ctx.db, addressKey(link.email)) : [];
  const workspace = await ctx.db.workspace.findFirstOrThrow({
    select: { applicationName: true, supportAddress: true },
  });
  const { actor } = ctx;
  return {
    ...workspace,
    state: state === 'open' && organizations.length === 0 ? 'closed' : state,
    email: link?.email ?? null,
    organizations,
    otherPerson: link && actor.kind === 'user' && actor.email !== link.email ? actor.email : null,
  };
}

export interface FoundJoinLink {
  readonly id: string;
  readonly email: string;
  readonly returnTo: string | null;
  readonly expiresAt: Date;
  readonly consumedAt: Date | null;
}

/** Found by id alone: the caller has checked the link's mac. */
export function findJoinLink(tx: Transaction, linkId: string): Promise<FoundJoinLink | null> {
  return tx.joinLink.findUnique({
    where: { id: linkId },
    select: { id: true, email: true, returnTo: true, expiresAt: true, consumedAt: true },
  });
}

/** The state of a link at `now`, whatever organizations are open. */
export function joinLinkState(link: FoundJoinLink | null, now: Date): Exclude<JoinLinkState, 'closed'> {
  if (!link) return 'unknown';
  if (link.consumedAt) return 'used';
  return link.expiresAt <= now ? 'expired' : 'open';
}
