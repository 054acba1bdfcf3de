'use client';

import { Webhook } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { RowNavigation } from '@/components/lists/row-navigation';
import { EmptyState } from '@/components/ui/notice-state';
import { PageHeader } from '@/components/ui/page-header';
import { ShortcutButton } from '@/components/ui/shortcut-button';
import { CreateEndpointDialog } from './create-endpoint-dialog';
import { EndpointTable, type EndpointTableProps } from './endpoint-table';

/** The endpoints, with how they do, and the form for another one. */
export function EndpointScreen({ rows, now }: EndpointTableProps) {
  const [creating, setCreating] = useState(false);
  const button = (
    <ShortcutButton keys="c" label="Add a webhook endpoint" onPress={() => setCreating(true)}>
      Add endpoint
    </ShortcutButton>
  );
  return (
    <>
      <PageHeader
        title="Webhooks"
        description="Your application is told of what happens to organizations, people and roles: signed, and repeated until it arrives."
        actions={rows.length > 0 && button}
      />
      <div className="mt-4">
        {rows.length > 0 ? (
          <>
            <EndpointTable rows={rows} now={now} />
            <RowNavigation />
          </>
        ) : (
          <NoEndpoints action={button} />
        )}
      </div>
      {creating && <CreateEndpointDialog onClose={() => setCreating(false)} />}
    </>
  );
}

function NoEndpoints({ action }: { action: ReactNode }) {
  return (
    <div className="border-line border-y">
      <EmptyState icon={<Webhook />} title="No endpoints yet" actions={action}>
        Give the address at which your application wants to hear of invitations, members, logins, roles and
        organizations.
      </EmptyState>
    </div>
  );
}
