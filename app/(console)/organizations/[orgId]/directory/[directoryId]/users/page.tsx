import type { Metadata } from 'next';
import { DirectoryUsersScreen } from '@/components/directories/directory-users-screen';
import { readUsersView } from '@/components/directories/directory-views';
import { LiveRefresh } from '@/components/live/live-refresh';
import { listDirectoryUsers } from '@/lib/directories/list-directory-users';
import { pageSize } from '@/lib/lists/keyset';
import { getCtx } from '@/server/context';
import { answerPage } from '../../../../../answer-page';
import { DirectoryFrame, type DirectoryListProps, directoryPath } from '../directory-frame';
import { readDirectory } from '../read-directory';

export async function generateMetadata({ params }: DirectoryListProps): Promise<Metadata> {
  const { orgId, directoryId } = await params;
  return { title: `Users: ${(await readDirectory(orgId, directoryId)).name}` };
}

/** Whom a directory knows. */
export default async function DirectoryUsersPage({ params, searchParams }: DirectoryListProps) {
  const { orgId, directoryId } = await params;
  const parameters = await searchParams;
  const directory = await readDirectory(orgId, directoryId);
  const { now } = await getCtx();
  const view = readUsersView({ organizationId: orgId, directoryId }, parameters);
  const page = await answerPage((ctx) => listDirectoryUsers(ctx, view));
  return (
    <DirectoryFrame directory={directory}>
      <DirectoryUsersScreen
        directory={directory}
        overviewHref={directoryPath(directory)}
        address={{ path: `${directoryPath(directory)}/users`, parameters }}
        page={page}
        size={pageSize}
        now={now.toISOString()}
        membersHref={`/organizations/${orgId}/users`}
      >
        <LiveRefresh organizationId={orgId} />
      </DirectoryUsersScreen>
    </DirectoryFrame>
  );
}
