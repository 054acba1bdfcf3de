import type { Ctx } from '../authz/context';
import { consumeLimits } from '../limits/consume-limits';
import { visitorNetwork } from '../limits/visitor-network';
import { type InvitationState, invitationState } from '../links/invitation-state';
import { type LinkPurpose, readInvitationToken } from '../links/invitation-token';
import { findLinkedInvitation, type LinkedInvitation } from './linked-invitation';

export type InvitationView = { readonly state: 'unknown' } | KnownInvitationView;

export interface KnownInvitationView {
  readonly state: InvitationState;
  readonly purpose: LinkPurpose;
  readonly organizationName: string;
  readonly applicationName: string;
  readonly inviterName: string;
  readonly roleNames: string;
  readonly email: string;
  readonly expiresAt: Date;
  readonly supportAddress: string | null;
  /** The organization's own login is the way to join. */
  readonly joinsBySso: boolean;
  /** The invitee asked for a new link already. */
  readonly renewalAsked: boolean;
  /** Who is signed in in this browser. */
  readonly signedInAs: { readonly email: string; readonly isInvitee: boolean } | null;
}

/**
 * What the page of an invitation's link shows. Changes nothing, however often and by whomever it is called (product
 * rule 6). Public: the link is the right to see it; a wrong mac, a deleted organization and an older generation tell
 * nothing. Limited by the visitor's address against guessing.
 */
export async function viewInvitation(ctx: Ctx, input: { token: string }): Promise<InvitationView> {
  const link = readInvitationToken(input.token);
  if (!link) {
    await consumeLimits(ctx, [{ key: `link/ip/${visitorNetwork(ctx.ip)}`, count: 60, windowSeconds: 60 }]);
    return { state: 'unknown' };
  }
  const invitation = await findLinkedInvitation(ctx.db, link.invitationId);
  if (!invitation) return { state: 'unknown' };
  return toView(ctx, invitation, link);
}

function toView(
  ctx: Ctx,
  invitation: LinkedInvitation,
  link: { purpose: LinkPurpose; generation: number },
): InvitationView {
  const state = invitationState(invitation, ctx.now);
  const replaced = link.generation !== invitation.generation && state !== 'accepted' && state !== 'revoked';
  const { actor } = ctx;
  return {
    state: replaced ? 'expired' : state,
    purpose: link.purpose,
    organizationName: invitation.organizationName,
    applicationName: invitation.applicationName,
    inviterName: invitation.inviterName,
    roleNames: invitation.roleNames,
    email: invitation.email,
    expiresAt: invitation.expiresAt,
    supportAddress: invitation.supportAddress,
    joinsBySso: invitation.joinsBySso,
    renewalAsked: invitation.renewalAskedAt !== null,
    signedInAs:
      actor.kind === 'user' ? { email: actor.email, isInvitee: actor.userId === invitation.userId } : null,
  };
}
