import type { Ctx, PortalFeature } from '../authz/context';
import { refuse } from '../errors';

export interface Portal {
  readonly organizationId: string;
  readonly organizationName: string;
  /** Whether the vendor has single sign-on switched on for the organization: nothing can be enabled without. */
  readonly ssoEnabled: boolean;
  readonly features: ReadonlySet<PortalFeature>;
  readonly applicationName: string;
  readonly supportAddress: string | null;
  readonly hasLogo: boolean;
}

/**
 * What the pages below /portal say on top: whose login is set up, and where to. Public: only whoever has opened a set-up
 * link is answered, and about its organization alone.
 */
export async function getPortal({ actor, db }: Ctx): Promise<Portal> {
  if (actor.kind !== 'portal') return refuse('unauthenticated', 'Open the set-up link first.');
  const { organizationId, features } = actor;
  const [organization, workspace] = await Promise.all([
    db.organization.findUnique({
      where: { id: organizationId },
      select: { name: true, ssoEnabled: true },
    }),
    db.workspace.findFirstOrThrow({
      select: { applicationName: true, supportAddress: true, logoType: true },
    }),
  ]);
  if (!organization) return refuse('not_found', 'There is no such organization.');
  const { logoType, ...shown } = workspace;
  const { name: organizationName, ssoEnabled } = organization;
  return { organizationId, organizationName, ssoEnabled, features, ...shown, hasLogo: logoType !== null };
}
