import type { Metadata } from 'next';
import { ConnectionOverview } from './connection-overview';
import { FirstProvider } from './first-provider';
import { NotOpen } from './not-open';
import { PortalFrame } from './portal-frame';
import { findOverview, type PortalOverview } from './read-setup';
import { SsoOffNotice } from './sso-off-notice';

export const metadata: Metadata = { title: 'Set up your login' };

/** Where a set-up link leads: how far the set-up of the organization's login has come. */
export default async function PortalPage() {
  const overview = await findOverview();
  if (!overview) return <NotOpen />;
  const { portal } = overview;
  const { organizationName, applicationName } = portal;
  return (
    <PortalFrame portal={portal}>
      <h1 className="font-heading text-xl wrap-anywhere">
        Set up login to {applicationName} for {organizationName}
      </h1>
      <p className="mt-1 max-w-[68ch] text-ink-2 text-md">
        When this is done, people of {organizationName} log in to {applicationName} by your own identity
        provider. What you enter is kept: close the page whenever you like, and open the link again to go on.
      </p>
      <div className="mt-8 flex flex-col gap-9">
        <SsoOffNotice portal={portal} />
        <Overview {...overview} />
      </div>
    </PortalFrame>
  );
}

function Overview({ portal, setups }: PortalOverview) {
  if (!portal.features.has('sso'))
    return <p className="text-ink-2">Your set-up link is not about single sign-on. Ask for one that is.</p>;
  return setups.length === 0 ? <FirstProvider /> : <ConnectionOverview setups={setups} />;
}
