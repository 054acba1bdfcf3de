'use client';

import { Bot } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { ListAddress } from '@/components/lists/list-address';
import { ListPages } from '@/components/lists/list-pages';
import { EmptyState } from '@/components/ui/notice-state';
import { SectionHeader } from '@/components/ui/page-header';
import { ShortcutButton } from '@/components/ui/shortcut-button';
import type { ClientRecord } from '@/lib/applications/client-record';
import type { Page } from '@/lib/lists/keyset';
import { ClientDialogs, type ClientQuestion } from './client-dialogs';
import { ClientTable } from './client-table';

export type ClientScreenProps = {
  organization: { readonly organizationId: string; readonly name: string };
  page: Page<ClientRecord>;
  /** How many rows a full page has. */
  size: number;
  address: ListAddress;
  now: string;
};

/** The programs of one customer, with all that can be done about them. */
export function ClientScreen({ organization, page, size, address, now }: ClientScreenProps) {
  const [question, setQuestion] = useState<ClientQuestion | null>(null);
  const create = () => setQuestion({ kind: 'create', organizationId: organization.organizationId });
  const button = (
    <ShortcutButton keys="c" label="Create an API client" onPress={create}>
      Create API client
    </ShortcutButton>
  );
  return (
    <div className="pt-6">
      <div className="px-7 pb-4 max-tablet:px-4">
        <SectionHeader
          title="API clients"
          description={`Programs of ${organization.name} get tokens for your API with them. They never open the API of Usher. Only admins and owners of the staff see them.`}
          actions={page.rows.length > 0 && button}
        />
      </div>
      {page.rows.length > 0 ? (
        <>
          <ClientTable rows={page.rows} now={now} onAsk={setQuestion} />
          <ListPages address={address} page={page} size={size} />
        </>
      ) : (
        <NoClients action={button} />
      )}
      {question && <ClientDialogs question={question} onClose={() => setQuestion(null)} />}
    </div>
  );
}

function NoClients({ action }: { action: ReactNode }) {
  return (
    <div className="border-line border-y">
      <EmptyState icon={<Bot />} title="No API clients yet" actions={action}>
        Make one for each program of this customer that calls your API. Its tokens say which organization it
        is, and which scopes it has.
      </EmptyState>
    </div>
  );
}
