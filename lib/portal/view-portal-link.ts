import type { Ctx, PortalFeature } from '../authz/context';
import { consumeLimits } from '../limits/consume-limits';
import { visitorNetwork } from '../limits/visitor-network';
import { readPortalToken } from '../links/portal-token';
import { nameForCustomers } from '../workspace/application-name';
import { findPortalLink } from './find-portal-link';
import { type PortalLinkState, portalLinkState } from './portal-link';

export type PortalLinkView = { readonly state: 'unknown' } | KnownPortalLinkView;

export interface KnownPortalLinkView {
  readonly state: PortalLinkState;
  readonly features: ReadonlySet<PortalFeature>;
  readonly applicationName: string;
  readonly organizationName: string;
  /** Whom to ask for a new one: a person of the vendor's staff or of the organization, or a program. */
  readonly createdByName: string;
  readonly isFromProgram: boolean;
  readonly supportAddress: string | null;
  readonly expiresAt: Date;
  /** This browser has opened the link, and is still let in. */
  readonly isOpenHere: boolean;
}

/**
 * What the page of a set-up link shows. Changes nothing, however often and by whomever it is called (product rule 6).
 * Public: the link is the right to see it; a wrong mac and a deleted organization tell nothing. Limited by the visitor's
 * address against guessing. Of whoever asks it wants to know only whether they have opened this link already.
 */
export async function viewPortalLink(ctx: Ctx, input: { token: string }): Promise<PortalLinkView> {
  const linkId = readPortalToken(input.token);
  if (!linkId) {
    await consumeLimits(ctx, [{ key: `link/ip/${visitorNetwork(ctx.ip)}`, count: 60, windowSeconds: 60 }]);
    return { state: 'unknown' };
  }
  const link = await findPortalLink(ctx.db, linkId);
  if (!link) return { state: 'unknown' };
  const workspace = await ctx.db.workspace.findFirstOrThrow({
    select: { applicationName: true, supportAddress: true },
  });
  return {
    applicationName: nameForCustomers(workspace.applicationName),
    supportAddress: workspace.supportAddress,
    features: link.features,
    state: portalLinkState(link, ctx.now),
    organizationName: link.organizationName,
    createdByName: link.createdByName,
    isFromProgram: link.source === 'API',
    expiresAt: link.expiresAt,
    isOpenHere: ctx.actor.kind === 'portal' && ctx.actor.linkId === link.id,
  };
}
