import type { PortalActor } from '../authz/context';
import { hashToken } from '../crypto';
import type { Database } from '../db';
import { portalActor, readGrant } from './find-portal-link';
import { portalFeatures } from './portal-link';

/**
 * Who a portal cookie lets in, or null when its session has ended or its link was revoked. Public: reading who is there
 * comes before knowing who is there.
 */
export async function readPortalSession(db: Database, token: string, now: Date): Promise<PortalActor | null> {
  const session = await db.portalSession.findFirst({
    where: { tokenHash: hashToken(token), expiresAt: { gt: now }, link: { revokedAt: null } },
    select: { link: { select: { id: true, organizationId: true, features: true, grantable: true } } },
  });
  if (!session) return null;
  const { features, grantable, ...link } = session.link;
  return portalActor({ ...link, features: portalFeatures(features), grantable: readGrant(grantable) });
}
