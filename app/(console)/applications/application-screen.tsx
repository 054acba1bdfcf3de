'use client';

import { AppWindow } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { ListAddress } from '@/components/lists/list-address';
import { ListPages } from '@/components/lists/list-pages';
import { EmptyState } from '@/components/ui/notice-state';
import { PageHeader } from '@/components/ui/page-header';
import { ShortcutButton } from '@/components/ui/shortcut-button';
import type { ClientRecord } from '@/lib/applications/client-record';
import type { Page } from '@/lib/lists/keyset';
import { ApplicationTable } from './application-table';
import { RegisterApplicationDialog } from './register-application-dialog';

export type ApplicationScreenProps = {
  page: Page<ClientRecord>;
  /** How many rows a full page has. */
  size: number;
  address: ListAddress;
};

/** The applications of the workspace, each of which leads to its own page. */
export function ApplicationScreen({ page, size, address }: ApplicationScreenProps) {
  const [registering, setRegistering] = useState(false);
  const button = (
    <ShortcutButton keys="c" label="Register an application" onPress={() => setRegistering(true)}>
      Register application
    </ShortcutButton>
  );
  return (
    <>
      <PageHeader
        title="Applications"
        description="What people are signed in to. Invitations from here lead to the default one. Only admins and owners see this page."
        actions={page.rows.length > 0 && button}
      />
      <div className="mt-4">
        {page.rows.length > 0 ? (
          <>
            <ApplicationTable rows={page.rows} />
            <ListPages address={address} page={page} size={size} />
          </>
        ) : (
          <NoApplications action={button} />
        )}
      </div>
      {registering && <RegisterApplicationDialog onClose={() => setRegistering(false)} />}
    </>
  );
}

function NoApplications({ action }: { action: ReactNode }) {
  return (
    <div className="border-line border-y">
      <EmptyState icon={<AppWindow />} title="No applications yet" actions={action}>
        Register yours: people who join are sent there, signed in, and it learns who they are by OpenID
        Connect.
      </EmptyState>
    </div>
  );
}
