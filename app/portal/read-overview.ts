import type { Portal } from '@/lib/portal/get-portal';
import { getPortalCtx } from '@/server/context';
import { type ListedDirectorySetup, listDirectorySetups } from './read-directory-setup';
import { findPortal } from './read-portal';
import { type ConnectionSetup, listSetups } from './read-setup';

export interface PortalOverview {
  readonly portal: Portal;
  readonly connections: readonly ConnectionSetup[];
  readonly directories: readonly ListedDirectorySetup[];
}

/** Everything that there is to set up, for whoever has opened a link; null: nobody has. */
export async function findOverview(): Promise<PortalOverview | null> {
  const portal = await findPortal();
  if (!portal) return null;
  const ctx = await getPortalCtx();
  const [connections, directories] = await Promise.all([
    listSetups(ctx, portal),
    listDirectorySetups(ctx, portal),
  ]);
  return { portal, connections, directories };
}
