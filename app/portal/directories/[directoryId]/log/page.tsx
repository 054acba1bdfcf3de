import type { Metadata } from 'next';
import { DirectoryLog } from '@/components/directories/directory-log';
import { readLogView } from '@/components/directories/directory-views';
import type { AddressParameters } from '@/components/lists/list-address';
import { ListPages } from '@/components/lists/list-pages';
import { LiveRefresh } from '@/components/live/live-refresh';
import { nameOfDirectory } from '@/components/portal/directory-checklist';
import { listDirectoryRequests } from '@/lib/directories/list-directory-requests';
import { pageSize } from '@/lib/lists/keyset';
import { getPortalCtx } from '@/server/context';
import { readDirectorySetup } from '../../../read-directory-setup';
import { answerPortal } from '../../../read-portal';
import { StepFrame } from '../../../step-frame';

type Props = { params: Promise<{ directoryId: string }>; searchParams: Promise<AddressParameters> };

export const metadata: Metadata = { title: 'See what arrives' };

/** What the directory has sent and what came of it, as it happens. */
export default async function DirectoryLogPage({ params, searchParams }: Props) {
  const parameters = await searchParams;
  const setup = await readDirectorySetup((await params).directoryId);
  const { organizationId, directoryId, provider } = setup.directory;
  const log = await answerPortal((ctx) =>
    listDirectoryRequests(ctx, readLogView({ organizationId, directoryId }, { cursor: parameters.cursor })),
  );
  const { now } = await getPortalCtx();
  return (
    <StepFrame
      setup={setup}
      step="log"
      description={`Test the connection in ${nameOfDirectory(provider)}, then assign somebody there: it stands here within moments of being sent. A refusal says what to do.`}
    >
      <div className="-mx-7 -mt-7 max-tablet:-mx-4">
        <DirectoryLog
          directory={setup.directory}
          rows={log.rows}
          now={now.toISOString()}
          isBrief
          live={<LiveRefresh organizationId={organizationId} isPortal />}
        />
        {(log.previous ?? log.next) && (
          <ListPages
            address={{ path: `/portal/directories/${directoryId}/log`, parameters }}
            page={log}
            size={pageSize}
          />
        )}
      </div>
    </StepFrame>
  );
}
