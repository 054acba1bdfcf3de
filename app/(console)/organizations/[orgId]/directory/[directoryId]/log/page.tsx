import type { Metadata } from 'next';
import { DirectoryLogScreen } from '@/components/directories/directory-log-screen';
import { readLogView } from '@/components/directories/directory-views';
import { LiveRefresh } from '@/components/live/live-refresh';
import { listDirectoryRequests } from '@/lib/directories/list-directory-requests';
import { pageSize } from '@/lib/lists/keyset';
import { getCtx } from '@/server/context';
import { answerPage } from '../../../../../answer-page';
import { DirectoryFrame, type DirectoryListProps, directoryPath } from '../directory-frame';
import { readDirectory } from '../read-directory';

export async function generateMetadata({ params }: DirectoryListProps): Promise<Metadata> {
  const { orgId, directoryId } = await params;
  return { title: `Log: ${(await readDirectory(orgId, directoryId)).name}` };
}

/** Everything that a directory asked for, and what came of it. */
export default async function DirectoryLogPage({ params, searchParams }: DirectoryListProps) {
  const { orgId, directoryId } = await params;
  const parameters = await searchParams;
  const directory = await readDirectory(orgId, directoryId);
  const { now } = await getCtx();
  const view = readLogView({ organizationId: orgId, directoryId }, parameters);
  const page = await answerPage((ctx) => listDirectoryRequests(ctx, view));
  return (
    <DirectoryFrame directory={directory}>
      <DirectoryLogScreen
        directory={directory}
        overviewHref={directoryPath(directory)}
        address={{ path: `${directoryPath(directory)}/log`, parameters }}
        page={page}
        size={pageSize}
        now={now.toISOString()}
      >
        <LiveRefresh organizationId={orgId} />
      </DirectoryLogScreen>
    </DirectoryFrame>
  );
}
