import type { Ctx, PortalFeature } from '../authz/context';
import { refuse } from '../errors';
import { nameForCustomers } from '../workspace/application-name';

export interface Portal {
  readonly organizationId: string;
  readonly organizationName: string;
  /** Whether the vendor has single sign-on switched on for the organization: nothing can be enabled without. */
  readonly ssoEnabled: boolean;
  /** The same of directory sync. */
  readonly directoryEnabled: boolean;
  readonly features: ReadonlySet<PortalFeature>;
  readonly applicationName: string;
  readonly supportAddress: string | null;
  readonly hasLogo: boolean;
  /** Until when the link opens; null: it was opened by the application, and for this once. */
  readonly goodUntil: Date | null;
}

/**
 * What the pages below /portal say on top: whose login is set up, and where to. Public: only whoever has opened a set-up
 * link is answered, and about its organization alone.
 */
export async function getPortal({ actor, db }: Ctx): Promise<Portal> {
  if (actor.kind !== 'portal') return refuse('unauthenticated', 'Open the set-up link first.');
  const { organizationId, features, linkId } = actor;
  const [organization, workspace, link] = await Promise.all([
    db.organization.findUnique({
      where: { id: organizationId },
      select: { name: true, ssoEnabled: true, directoryEnabled: true },
    }),
    db.workspace.findFirstOrThrow({
      select: { applicationName: true, supportAddress: true, logoType: true },
    }),
    db.portalLink.findUnique({ where: { id: linkId }, select: { source: true, expiresAt: true } }),
  ]);
  if (!organization || !link) return refuse('not_found', 'There is no such organization.');
  const { name: organizationName, ...switches } = organization;
  return {
    organizationId,
    organizationName,
    ...switches,
    features,
    applicationName: nameForCustomers(workspace.applicationName),
    supportAddress: workspace.supportAddress,
    hasLogo: workspace.logoType !== null,
    goodUntil: link.source === 'DASHBOARD' ? link.expiresAt : null,
  };
}
