import type { Ctx } from '../authz/context';
import { refuse } from '../errors';
import { consumeLimits } from '../limits/consume-limits';
import { visitorNetwork } from '../limits/visitor-network';
import { type InvitationState, invitationState } from '../links/invitation-state';
import { type InvitationLink, readInvitationToken } from '../links/invitation-token';
import { findLinkedInvitation, type LinkedInvitation } from './linked-invitation';

export interface CheckedLink {
  readonly link: InvitationLink;
  readonly invitation: LinkedInvitation;
  /** With an older generation of the link counting as expired. */
  readonly state: InvitationState;
}

/** The invitation behind a token that somebody acts on; limited by the visitor's address. */
export async function requireLink(ctx: Ctx, token: string): Promise<CheckedLink> {
  await consumeLimits(ctx, [{ key: `link/ip/${visitorNetwork(ctx.ip)}`, count: 60, windowSeconds: 60 }]);
  const link = readInvitationToken(token);
  const invitation = link && (await findLinkedInvitation(ctx.db, link.invitationId));
  if (!link || !invitation) refuse('link_unknown', 'This link is not valid. Ask for a new invitation.');
  const state = invitationState(invitation, ctx.now);
  const replaced = state === 'open' && link.generation !== invitation.generation;
  return { link, invitation, state: replaced ? 'expired' : state };
}

/** The refusal of an invitation that cannot be joined any more. */
export function refuseState(state: Exclude<InvitationState, 'open'>): never {
  if (state === 'accepted') refuse('invitation_used', 'This invitation was used already. Sign in instead.');
  if (state === 'revoked') refuse('invitation_revoked', 'This invitation was withdrawn.');
  return refuse('invitation_expired', 'This invitation has expired. Ask for a new one.');
}
