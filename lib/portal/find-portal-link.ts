import type { PortalActor, PortalFeature } from '../authz/context';
import type { Transaction } from '../db';
import { type PortalLinkTimes, portalActorName, portalFeatures } from './portal-link';

export interface FoundPortalLink extends PortalLinkTimes {
  readonly id: string;
  readonly organizationId: string;
  readonly organizationName: string;
  readonly createdByName: string;
  readonly features: ReadonlySet<PortalFeature>;
  readonly grantable: 'all' | readonly string[];
}

/** Found by id alone: the caller has checked the link's mac. */
export async function findPortalLink(tx: Transaction, linkId: string): Promise<FoundPortalLink | null> {
  const row = await tx.portalLink.findUnique({
    where: { id: linkId },
    select: {
      id: true,
      organizationId: true,
      source: true,
      features: true,
      grantable: true,
      createdByName: true,
      expiresAt: true,
      openedAt: true,
      revokedAt: true,
      organization: { select: { name: true } },
    },
  });
  if (!row) return null;
  const { organization, features, grantable, ...link } = row;
  return {
    ...link,
    organizationName: organization.name,
    features: portalFeatures(features),
    grantable: readGrant(grantable),
  };
}

/** Who has opened the link. */
export function portalActor(
  link: Pick<FoundPortalLink, 'id' | 'organizationId' | 'features' | 'grantable'>,
): PortalActor {
  const { id: linkId, organizationId, features, grantable } = link;
  return { kind: 'portal', organizationId, linkId, features, grantable, name: portalActorName };
}

/** The permissions whose roles a link may give; null in its row: every role. Anything else gives none. */
export function readGrant(grantable: unknown): 'all' | readonly string[] {
  if (grantable === null) return 'all';
  if (!Array.isArray(grantable)) return [];
  return grantable.filter((permission) => typeof permission === 'string');
}
