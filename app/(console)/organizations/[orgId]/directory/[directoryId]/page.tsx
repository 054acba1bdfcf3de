import { ChevronDown } from 'lucide-react';
import type { Metadata } from 'next';
import { DirectoryLog } from '@/components/directories/directory-log';
import { readLogView } from '@/components/directories/directory-views';
import { LiveRefresh } from '@/components/live/live-refresh';
import { directoryGuideOf } from '@/components/portal/directory-guide-of';
import { GuideSteps } from '@/components/portal/guide-steps';
import { CopyField } from '@/components/ui/copy-field';
import { SettingsSection } from '@/components/ui/settings-section';
import { can } from '@/lib/authz/authorize';
import { directoryProviderNames } from '@/lib/directories/directory.schema';
import type { DirectoryRecord } from '@/lib/directories/directory-record';
import { listDirectoryRequests } from '@/lib/directories/list-directory-requests';
import { nameForCustomers } from '@/lib/workspace/application-name';
import { getCtx } from '@/server/context';
import { EndpointNotice } from '../../../../../endpoint-notice';
import { answerPage } from '../../../../answer-page';
import { readOrganization } from '../../organization';
import { DirectoryFrame, directoryPath } from './directory-frame';
import { DirectoryRoles } from './directory-roles';
import { DeleteSection, SecretSection } from './directory-settings';
import { readDirectory } from './read-directory';

type DirectoryPageProps = { params: Promise<{ orgId: string; directoryId: string }> };

export async function generateMetadata({ params }: DirectoryPageProps): Promise<Metadata> {
  const { orgId, directoryId } = await params;
  const [organization, directory] = [await readOrganization(orgId), await readDirectory(orgId, directoryId)];
  return { title: `${directory.name}: ${organization.name}` };
}

/** How many of the log stand on the page itself. */
const lastRequests = 10;

/** One directory: what it is configured with, what opens it, and what it sent. */
export default async function DirectoryPage({ params }: DirectoryPageProps) {
  const { orgId, directoryId } = await params;
  const directory = await readDirectory(orgId, directoryId);
  const { actor, now } = await getCtx();
  const mayManage = can(actor, 'directory.manage', orgId);
  const view = readLogView({ organizationId: orgId, directoryId }, {});
  const log = await answerPage((ctx) => listDirectoryRequests(ctx, view, lastRequests));
  const applicationName = nameForCustomers((await readOrganization(orgId)).applicationName);
  return (
    <DirectoryFrame directory={directory}>
      <Connecting
        directory={directory}
        applicationName={applicationName}
        mayGovern={can(actor, 'organization.govern')}
      />
      {mayManage && <SecretSection directory={directory} now={now.toISOString()} />}
      {mayManage && <DirectoryRoles directory={directory} applicationName={applicationName} />}
      <DirectoryLog
        directory={directory}
        rows={log.rows}
        now={now.toISOString()}
        href={`${directoryPath(directory)}/log`}
        live={can(actor, 'membership.list', orgId) && <LiveRefresh organizationId={orgId} />}
      />
      {mayManage && <DeleteSection directory={directory} />}
    </DirectoryFrame>
  );
}

type ConnectingProps = {
  directory: DirectoryRecord;
  applicationName: string;
  /** Whether the viewer is the vendor's, who runs Usher. */
  mayGovern: boolean;
};

/** What is entered at the directory, and where. */
function Connecting({ directory: { provider, endpoint }, applicationName, mayGovern }: ConnectingProps) {
  const there = provider === 'CUSTOM' ? 'the directory' : directoryProviderNames[provider];
  const { steps, notice } = directoryGuideOf(provider);
  return (
    <SettingsSection
      title={`Copy into ${there}`}
      description="It asks for a base URL or tenant URL, and for a token: one of the secrets below, sent as a bearer token."
    >
      <p className="mb-[5px] font-strong">Base URL</p>
      <CopyField label="Base URL" value={endpoint} />
      <div className="mt-3 empty:hidden">
        <EndpointNotice
          endpoint={endpoint}
          advice={
            mayGovern
              ? 'Run Usher at a public https address (USHER_BASE_URL) first.'
              : `Ask whoever looks after your account at ${applicationName} for a public address.`
          }
        />
      </div>
      <details className="mt-4 rounded-lg border border-line">
        <summary className="flex min-h-11 cursor-pointer items-center gap-2 px-3.5 font-strong">
          <span className="grow">Steps in {there}</span>
          <ChevronDown aria-hidden="true" className="size-4 shrink-0 in-open:rotate-180 text-ink-3" />
        </summary>
        <div className="border-line border-t p-4">
          {notice && <p className="mb-6 text-ink-2">{notice}</p>}
          <GuideSteps steps={steps} values={{ baseUrl: endpoint, applicationName }} />
        </div>
      </details>
    </SettingsSection>
  );
}
