import type { Metadata } from 'next';
import { DirectoryLog } from '@/components/directories/directory-log';
import { readLogView } from '@/components/directories/directory-views';
import { LiveRefresh } from '@/components/live/live-refresh';
import { nameOfDirectory } from '@/components/portal/directory-checklist';
import { listDirectoryRequests } from '@/lib/directories/list-directory-requests';
import { getPortalCtx } from '@/server/context';
import { readDirectorySetup } from '../../../read-directory-setup';
import { answerPortal } from '../../../read-portal';
import { StepFrame } from '../../../step-frame';

type Props = { params: Promise<{ directoryId: string }> };

export const metadata: Metadata = { title: 'See what arrives' };

/** What the directory has sent and what came of it, as it happens. */
export default async function DirectoryLogPage({ params }: Props) {
  const setup = await readDirectorySetup((await params).directoryId);
  const { organizationId, directoryId, provider } = setup.directory;
  const log = await answerPortal((ctx) =>
    listDirectoryRequests(ctx, readLogView({ organizationId, directoryId }, {})),
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
      </div>
    </StepFrame>
  );
}
