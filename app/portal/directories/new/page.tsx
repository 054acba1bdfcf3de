import type { Metadata } from 'next';
import { listConnections } from '@/lib/connections/list-connections';
import { getPortalCtx } from '@/server/context';
import { FirstDirectory } from '../../first-directory';
import { PortalFrame } from '../../portal-frame';
import { readPortal } from '../../read-portal';

export const metadata: Metadata = { title: 'Choose your directory' };

/** Which directory of the organization is connected, the one that its people log in by first. */
export default async function NewDirectoryPage() {
  const portal = await readPortal();
  const connections = portal.features.has('sso') ? await listConnections(await getPortalCtx(), portal) : [];
  return (
    <PortalFrame portal={portal}>
      <h1 className="mb-7 font-heading text-xl">Set up your directory</h1>
      <FirstDirectory known={connections.map(({ provider }) => provider)} />
    </PortalFrame>
  );
}
