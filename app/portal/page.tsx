import type { Metadata } from 'next';
import { setupPurpose, setupTitle } from '@/components/portal/portal-words';
import { ConnectionPart } from './connection-part';
import { DirectoryPart } from './directory-part';
import { FeatureOffNotice } from './feature-off-notice';
import { NotOpen } from './not-open';
import { PortalFrame } from './portal-frame';
import { findOverview } from './read-overview';

export const metadata: Metadata = { title: 'Set-up' };

/** Where a set-up link leads: how far the set-up of what it is about has come. */
export default async function PortalPage() {
  const overview = await findOverview();
  if (!overview) return <NotOpen />;
  const { portal, connections, directories } = overview;
  const { features } = portal;
  return (
    <PortalFrame portal={portal}>
      <h1 className="font-heading text-xl wrap-anywhere">{setupTitle(portal)}</h1>
      <p className="mt-1 max-w-[68ch] text-ink-2 text-md">
        {setupPurpose(portal)} What you enter is kept: close the page whenever you like, and open the link
        again to go on.
      </p>
      <div className="mt-8 flex flex-col gap-9">
        <FeatureOffNotice portal={portal} feature="sso" />
        <FeatureOffNotice portal={portal} feature="directory" />
        {features.has('sso') && <ConnectionPart setups={connections} />}
        {features.has('directory') && <DirectoryPart setups={directories} isAlone={!features.has('sso')} />}
      </div>
    </PortalFrame>
  );
}
