import type { Ctx } from '../authz/context';
import { hashToken } from '../crypto';
import type { Transaction } from '../db';
import { consumeLimits } from '../limits/consume-limits';
import { visitorNetwork } from '../limits/visitor-network';
import { readSignInToken } from '../links/sign-in-token';
import { type ClosedOrganization, findClosedOrganization } from './find-closed-organization';

export type SignInLinkState = 'open' | 'used' | 'expired' | 'unknown';

export interface SignInLinkView {
  readonly state: SignInLinkState;
  readonly applicationName: string;
  /** Whom it signs in; null when the link is unknown. */
  readonly email: string | null;
  /** What it also joins. */
  readonly organizationName: string | null;
  /** Whose identity provider may speak for this person from then on; null: it is a sign-in and no more. */
  readonly links: { readonly organizationName: string; readonly isThisBrowser: boolean } | null;
  /** Where the link does not lead, since its own login is the way in. */
  readonly closed: ClosedOrganization | null;
  /** Where it goes on to. */
  readonly returnTo: string | null;
  readonly signedInAs: { readonly email: string; readonly isSame: boolean } | null;
}

/** A mailed link, and what the browser that opens it holds of its logins at identity providers. */
export interface PressedLink {
  readonly token: string;
  readonly browserSecret?: string | null;
}

/**
 * What the page of a mailed sign-in link shows; changes nothing, however often it is opened. Public: the link is the
 * right to see it.
 */
export async function viewSignInLink(ctx: Ctx, input: PressedLink): Promise<SignInLinkView> {
  const linkId = readSignInToken(input.token);
  if (!linkId)
    await consumeLimits(ctx, [{ key: `link/ip/${visitorNetwork(ctx.ip)}`, count: 60, windowSeconds: 60 }]);
  const link = linkId ? await findSignInLink(ctx.db, linkId) : null;
  const { applicationName } = await ctx.db.workspace.findFirstOrThrow({ select: { applicationName: true } });
  const { actor } = ctx;
  const state = signInLinkState(link, ctx.now);
  const isPlain = link !== null && state === 'open' && link.identitySubject === null;
  return {
    state,
    applicationName,
    email: link?.email ?? null,
    organizationName: link?.organizationName ?? null,
    links: link?.providerName
      ? { organizationName: link.providerName, isThisBrowser: isBrowserOf(link, input.browserSecret) }
      : null,
    closed: isPlain ? await findClosedOrganization(ctx.db, link) : null,
    returnTo: link?.returnTo ?? null,
    signedInAs: actor.kind === 'user' ? { email: actor.email, isSame: actor.userId === link?.userId } : null,
  };
}

/** Whether the link may be pressed here: one that links an identity belongs to the browser that came with it. */
export function isBrowserOf({ browserHash }: FoundSignInLink, secret: string | null | undefined): boolean {
  return browserHash === null || (secret ? hashToken(secret) === browserHash : false);
}

export interface FoundSignInLink {
  readonly id: string;
  readonly userId: string;
  readonly email: string;
  readonly returnTo: string | null;
  readonly invitationId: string | null;
  readonly invitationGeneration: number | null;
  readonly organizationName: string | null;
  readonly loginAttemptId: string | null;
  readonly connectionId: string | null;
  readonly organizationId: string | null;
  readonly identitySubject: string | null;
  /** The organization of that connection. */
  readonly providerName: string | null;
  readonly browserHash: string | null;
  readonly expiresAt: Date;
  readonly consumedAt: Date | null;
}

/** Found by id alone: the caller has checked the link's mac. */
export async function findSignInLink(tx: Transaction, linkId: string): Promise<FoundSignInLink | null> {
  const [row] = await tx.$queryRaw<FoundSignInLink[]>`
    select l.id, l.user_id as "userId", u.email, l.return_to as "returnTo", l.invitation_id as "invitationId",
      l.invitation_generation as "invitationGeneration", o.name as "organizationName",
      l.connection_id as "connectionId", l.organization_id as "organizationId", l.identity_subject as "identitySubject",
      p.name as "providerName", l.browser_hash as "browserHash",
      l.login_attempt_id as "loginAttemptId", l.expires_at as "expiresAt", l.consumed_at as "consumedAt"
    from sign_in_links l
    join users u on u.id = l.user_id
    left join invitations i on i.id = l.invitation_id and i.generation = l.invitation_generation
    left join organizations o on o.id = i.organization_id
    left join organizations p on p.id = l.organization_id and l.identity_subject is not null
    where l.id = ${linkId}`;
  return row ?? null;
}

/** The state of a link at `now`. */
export function signInLinkState(link: FoundSignInLink | null, now: Date): SignInLinkState {
  if (!link) return 'unknown';
  if (link.consumedAt) return 'used';
  return link.expiresAt <= now ? 'expired' : 'open';
}
