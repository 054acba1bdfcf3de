import type { Metadata } from 'next';
import { NotOpen } from './not-open';
import { PortalFrame } from './portal-frame';
import { findPortal } from './read-portal';

export const metadata: Metadata = { title: 'Set up your login' };

/** Where a set-up link leads: how far the set-up of the organization's login has come. */
export default async function PortalPage() {
  const portal = await findPortal();
  if (!portal) return <NotOpen />;
  const { organizationName, applicationName } = portal;
  return (
    <PortalFrame portal={portal}>
      <h1 className="font-heading text-xl wrap-anywhere">
        Set up login to {applicationName} for {organizationName}
      </h1>
    </PortalFrame>
  );
}
