import type { Metadata } from 'next';
import { DirectoryLog } from '@/components/directories/directory-log';
import { DirectoryStatus } from '@/components/directories/directory-status';
import { readLogView } from '@/components/directories/directory-views';
import { countWords } from '@/components/directories/directory-words';
import { RenameDirectory } from '@/components/directories/rename-directory';
import { SwitchDirectoryButton } from '@/components/directories/switch-directory-button';
import { LiveRefresh } from '@/components/live/live-refresh';
import { CopyField } from '@/components/ui/copy-field';
import { DescriptionList } from '@/components/ui/description-list';
import { Link } from '@/components/ui/link';
import { SettingsSection } from '@/components/ui/settings-section';
import { can } from '@/lib/authz/authorize';
import { directoryProviderNames } from '@/lib/directories/directory.schema';
import type { DirectoryRecord } from '@/lib/directories/directory-record';
import { listDirectoryRequests } from '@/lib/directories/list-directory-requests';
import { getCtx } from '@/server/context';
import { answerPage } from '../../../../answer-page';
import { readOrganization } from '../../organization';
import { switchDirectoryAction, updateDirectoryAction } from '../actions';
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
  const path = `/organizations/${orgId}/directory/${directoryId}`;
  return (
    <div className="pt-6">
      <DirectoryHead directory={directory} mayManage={mayManage} />
      <Facts directory={directory} path={path} />
      {mayManage && <SecretSection directory={directory} now={now.toISOString()} />}
      {mayManage && <DirectoryRoles directory={directory} />}
      <DirectoryLog rows={log.rows} now={now.toISOString()} href={`${path}/log`} />
      {can(actor, 'membership.list', orgId) && (
        <div className="px-7 py-4 max-tablet:px-4">
          <LiveRefresh organizationId={orgId} />
        </div>
      )}
      {mayManage && <DeleteSection directory={directory} />}
    </div>
  );
}

function DirectoryHead({ directory, mayManage }: { directory: DirectoryRecord; mayManage: boolean }) {
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-3 px-7 pb-2 max-tablet:px-4">
      <div className="min-w-0 grow basis-72">
        <Link
          href={`/organizations/${directory.organizationId}/directory`}
          className="inline-flex min-h-6 items-center rounded-xs text-ink-3 text-sm hover:text-ink hover:underline"
        >
          Directory
        </Link>
        <h2 className="font-heading text-lg wrap-anywhere">{directory.name}</h2>
        <DirectoryStatus directory={directory} />
      </div>
      {mayManage && (
        <div className="flex flex-wrap gap-2">
          <RenameDirectory directory={directory} update={updateDirectoryAction} />
          <SwitchDirectoryButton directory={directory} switchDirectory={switchDirectoryAction} />
        </div>
      )}
    </div>
  );
}

function Facts({ directory, path }: { directory: DirectoryRecord; path: string }) {
  const { provider, endpoint, userCount, groupCount } = directory;
  const there = provider === 'CUSTOM' ? 'the directory' : directoryProviderNames[provider];
  return (
    <SettingsSection
      title={`Copy into ${there}`}
      description="It asks for a base URL or tenant URL, and for a token: one of the secrets below, sent as a bearer token."
    >
      <CopyField label="Base URL" value={endpoint} className="mb-4" />
      <DescriptionList
        items={[
          { term: 'Users', value: <CountLink href={`${path}/users`} count={userCount} noun="user" /> },
          { term: 'Groups', value: <CountLink href={`${path}/groups`} count={groupCount} noun="group" /> },
        ]}
      />
    </SettingsSection>
  );
}

function CountLink({ href, count, noun }: { href: string; count: number; noun: string }) {
  return (
    <Link href={href} className="underline decoration-line-strong underline-offset-4 hover:text-accent">
      {countWords(count, noun)}
    </Link>
  );
}
