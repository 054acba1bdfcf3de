import type { PortalFeature } from '../authz/context';

/** What a set-up link is at a moment. Derived, never stored. */
export type PortalLinkState = 'open' | 'used' | 'expired' | 'revoked';

/** Who made a link decides what it is: a program's is opened once, staff's and admins' until it ends. */
export type PortalLinkSource = 'API' | 'DASHBOARD';

export interface PortalLinkTimes {
  readonly source: PortalLinkSource;
  readonly expiresAt: Date;
  readonly openedAt: Date | null;
  readonly revokedAt: Date | null;
}

/** How long a link can be opened: one of the API is for the very next moment, when the application redirects to it. */
export const portalLinkSeconds: Readonly<Record<PortalLinkSource, number>> = {
  API: 60,
  DASHBOARD: 7 * 86_400,
};

/** How long a browser that has opened a link is let in, at most. */
export const portalSessionSeconds = 6 * 3600;

/** How whoever has opened a link is named in the audit log. */
export const portalActorName = 'IT admin (set-up link)';

/** The state at `now`. Revoked is final, and so is having been used for what opens once. */
export function portalLinkState(link: PortalLinkTimes, now: Date): PortalLinkState {
  if (link.revokedAt) return 'revoked';
  if (link.source === 'API' && link.openedAt) return 'used';
  return link.expiresAt <= now ? 'expired' : 'open';
}

/** The features that a row names; what this version does not know, it does not open. */
export function portalFeatures(names: readonly string[]): ReadonlySet<PortalFeature> {
  return new Set(names.filter((name): name is PortalFeature => name === 'sso' || name === 'directory'));
}
