'use client';

import { KeyRound } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { CreateConnectionForm } from '@/components/connections/create-connection-form';
import { ButtonLink } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { EmptyState } from '@/components/ui/notice-state';
import { SectionHeader } from '@/components/ui/page-header';
import { ShortcutButton } from '@/components/ui/shortcut-button';
import type { ConnectionRecord } from '@/lib/connections/connection-record';
import type { OrganizationDetails } from '@/lib/organizations/get-organization';
import { FeatureNotice } from '../feature-notice';
import { createConnectionAction, switchSsoAction } from './actions';
import { ConnectionTable } from './connection-table';

export type ConnectionScreenProps = {
  organization: OrganizationDetails;
  connections: readonly ConnectionRecord[];
  mayManage: boolean;
  /** Whether the vendor's decisions about this customer are theirs to make. */
  mayGovern: boolean;
};

/** The connections of an organization, and the way to a new one. */
export function ConnectionScreen(props: ConnectionScreenProps) {
  const { organization, connections, mayManage, mayGovern } = props;
  const [adding, setAdding] = useState(false);
  const button = mayManage && (
    <ShortcutButton keys="c" label="Add a connection" onPress={() => setAdding(true)}>
      Add connection
    </ShortcutButton>
  );
  return (
    <div className="pt-6">
      <div className="px-7 pb-4 max-tablet:px-4">
        <SectionHeader
          title="Single sign-on"
          description={`Members of ${organization.name} log in by their own identity provider.`}
          actions={
            <>
              <ButtonLink href={`/organizations/${organization.id}/sso/links`}>Set-up links</ButtonLink>
              {connections.length > 0 && button}
            </>
          }
        />
        {!organization.ssoEnabled && (
          <FeatureNotice
            sentence="Single sign-on is not switched on for this organization. Connections can be set up and tried out, but not switched on."
            switchOn={
              mayGovern
                ? () => switchSsoAction({ organizationId: organization.id, ssoEnabled: true })
                : undefined
            }
          />
        )}
      </div>
      {connections.length > 0 ? (
        <ConnectionTable connections={connections} />
      ) : (
        <div className="border-line border-y">
          <EmptyState icon={<KeyRound />} title="No connection yet" actions={button}>
            Connect Okta, Microsoft Entra ID, Google Workspace or any identity provider that speaks SAML or
            OpenID Connect.
          </EmptyState>
        </div>
      )}
      {adding && <AddConnection organizationId={organization.id} onClose={() => setAdding(false)} />}
    </div>
  );
}

function AddConnection({ organizationId, onClose }: { organizationId: string; onClose: () => void }) {
  const router = useRouter();
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Add a connection"
      description="It is off until you switch it on."
    >
      <CreateConnectionForm
        organizationId={organizationId}
        create={createConnectionAction}
        onCreated={(connectionId) => router.push(`/organizations/${organizationId}/sso/${connectionId}`)}
      />
    </Dialog>
  );
}
