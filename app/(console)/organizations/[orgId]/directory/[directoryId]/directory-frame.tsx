import type { ReactNode } from 'react';
import { DirectoryStatus } from '@/components/directories/directory-status';
import { RenameDirectory } from '@/components/directories/rename-directory';
import { SwitchDirectoryButton } from '@/components/directories/switch-directory-button';
import type { AddressParameters } from '@/components/lists/list-address';
import { Link } from '@/components/ui/link';
import { NavTabs } from '@/components/ui/nav-tabs';
import { can } from '@/lib/authz/authorize';
import type { DirectoryRecord } from '@/lib/directories/directory-record';
import { getCtx } from '@/server/context';
import { switchDirectoryAction, updateDirectoryAction } from '../actions';

/** A page that lists something of a directory. */
export type DirectoryListProps = {
  params: Promise<{ orgId: string; directoryId: string }>;
  searchParams: Promise<AddressParameters>;
};

type DirectoryFrameProps = { directory: DirectoryRecord; children: ReactNode };

/** The head of everything about one directory: what it is called, whether it is on, and its parts. */
export async function DirectoryFrame({ directory, children }: DirectoryFrameProps) {
  const { organizationId, name } = directory;
  const { actor } = await getCtx();
  return (
    <div className="pt-6">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-3 px-7 max-tablet:px-4">
        <div className="min-w-0 grow basis-72">
          <Link
            href={`/organizations/${organizationId}/directory`}
            className="inline-flex min-h-6 items-center rounded-xs text-ink-3 text-sm hover:text-ink hover:underline"
          >
            Directory
          </Link>
          <h2 className="font-heading text-lg wrap-anywhere">{name}</h2>
          <DirectoryStatus directory={directory} />
        </div>
        {can(actor, 'directory.manage', organizationId) && (
          <div className="flex flex-wrap gap-2">
            <RenameDirectory directory={directory} update={updateDirectoryAction} />
            <SwitchDirectoryButton directory={directory} switchDirectory={switchDirectoryAction} />
          </div>
        )}
      </div>
      <NavTabs label={`Parts of ${name}`} tabs={partsOf(directory)} />
      {children}
    </div>
  );
}

/** Where a directory is, and its lists below it. */
export function directoryPath({ organizationId, directoryId }: DirectoryRecord): string {
  return `/organizations/${organizationId}/directory/${directoryId}`;
}

function partsOf(directory: DirectoryRecord) {
  const path = directoryPath(directory);
  return [
    { href: path, label: 'Overview' },
    { href: `${path}/users`, label: 'Users', count: directory.userCount },
    { href: `${path}/groups`, label: 'Groups', count: directory.groupCount },
    { href: `${path}/log`, label: 'Log' },
  ];
}
