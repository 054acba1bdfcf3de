'use client';

import { FolderSync } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { CreateDirectoryForm } from '@/components/directories/create-directory-form';
import { ButtonLink } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { EmptyState } from '@/components/ui/notice-state';
import { SectionHeader } from '@/components/ui/page-header';
import { ShortcutButton } from '@/components/ui/shortcut-button';
import type { DirectoryRecord } from '@/lib/directories/directory-record';
import { FeatureNotice } from '../feature-notice';
import { createDirectoryAction, switchDirectorySyncAction } from './actions';
import { DirectoryTable } from './directory-table';

export type DirectoryScreenProps = {
  organization: { readonly id: string; readonly name: string; readonly directoryEnabled: boolean };
  directories: readonly DirectoryRecord[];
  mayManage: boolean;
  /** Whether the vendor's decisions about this customer are theirs to make. */
  mayGovern: boolean;
  /** The server's clock, as ISO text. */
  now: string;
};

/** The directories of an organization, and the way to a new one. */
export function DirectoryScreen(props: DirectoryScreenProps) {
  const { organization, directories, mayManage, mayGovern, now } = props;
  const [adding, setAdding] = useState(false);
  const button = mayManage && (
    <ShortcutButton keys="c" label="Add a directory" onPress={() => setAdding(true)}>
      Add directory
    </ShortcutButton>
  );
  return (
    <div className="pt-6">
      <div className="px-7 pb-4 max-tablet:px-4">
        <SectionHeader
          title="Directory"
          description={`${organization.name}’s own directory adds, changes and deactivates its members by SCIM.`}
          actions={
            <>
              <ButtonLink href={`/organizations/${organization.id}/sso/links?for=directory`}>
                Set-up links
              </ButtonLink>
              {directories.length > 0 && button}
            </>
          }
        />
        {!organization.directoryEnabled && (
          <FeatureNotice
            sentence="Directories are not switched on for this organization. They can be set up, but not switched on."
            switchOn={
              mayGovern
                ? () => switchDirectorySyncAction({ organizationId: organization.id, directoryEnabled: true })
                : undefined
            }
          />
        )}
      </div>
      {directories.length > 0 ? (
        <DirectoryTable directories={directories} now={now} />
      ) : (
        <div className="border-line border-y">
          <EmptyState icon={<FolderSync />} title="No directory yet" actions={button}>
            Connect Okta, Microsoft Entra ID, OneLogin or any directory that speaks SCIM 2.0. Who leaves there
            has no access here within moments.
          </EmptyState>
        </div>
      )}
      {adding && <AddDirectory organizationId={organization.id} onClose={() => setAdding(false)} />}
    </div>
  );
}

function AddDirectory({ organizationId, onClose }: { organizationId: string; onClose: () => void }) {
  const router = useRouter();
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Add a directory"
      description="It is off until you switch it on."
    >
      <CreateDirectoryForm
        organizationId={organizationId}
        create={createDirectoryAction}
        onCreated={(directoryId) => router.push(`/organizations/${organizationId}/directory/${directoryId}`)}
      />
    </Dialog>
  );
}
