import type { Metadata } from 'next';
import { DirectoryGroupsScreen } from '@/components/directories/directory-groups-screen';
import { readGroupsView } from '@/components/directories/directory-views';
import { LiveRefresh } from '@/components/live/live-refresh';
import { listDirectoryGroups } from '@/lib/directories/list-directory-groups';
import { pageSize } from '@/lib/lists/keyset';
import { getCtx } from '@/server/context';
import { answerPage } from '../../../../../answer-page';
import { DirectoryFrame, type DirectoryListProps, directoryPath } from '../directory-frame';
import { readDirectory } from '../read-directory';

export async function generateMetadata({ params }: DirectoryListProps): Promise<Metadata> {
  const { orgId, directoryId } = await params;
  return { title: `Groups: ${(await readDirectory(orgId, directoryId)).name}` };
}

/** The groups of a directory. */
export default async function DirectoryGroupsPage({ params, searchParams }: DirectoryListProps) {
  const { orgId, directoryId } = await params;
  const parameters = await searchParams;
  const directory = await readDirectory(orgId, directoryId);
  const { now } = await getCtx();
  const view = readGroupsView({ organizationId: orgId, directoryId }, parameters);
  const page = await answerPage((ctx) => listDirectoryGroups(ctx, view));
  return (
    <DirectoryFrame directory={directory}>
      <DirectoryGroupsScreen
        directory={directory}
        overviewHref={directoryPath(directory)}
        address={{ path: `${directoryPath(directory)}/groups`, parameters }}
        page={page}
        size={pageSize}
        now={now.toISOString()}
        usersHref={`${directoryPath(directory)}/users`}
      >
        <LiveRefresh organizationId={orgId} />
      </DirectoryGroupsScreen>
    </DirectoryFrame>
  );
}
