'use client';

import { KeyRound } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { EmptyState } from '@/components/ui/notice-state';
import { PageHeader } from '@/components/ui/page-header';
import { ShortcutButton } from '@/components/ui/shortcut-button';
import type { CredentialRow } from '@/lib/applications/list-credentials';
import { CreateCredentialDialog } from './create-credential-dialog';
import { CredentialDialogs, type CredentialQuestion } from './credential-dialogs';
import { CredentialTable } from './credential-table';
import { SdkLines } from './sdk-lines';

export type CredentialScreenProps = {
  rows: readonly CredentialRow[];
  /** Where programs reach the API. */
  baseUrl: string;
  /** The server's clock, as ISO text. */
  now: string;
};

/** The credentials of the API, with all that can be done about them. */
export function CredentialScreen({ rows, baseUrl, now }: CredentialScreenProps) {
  const [creating, setCreating] = useState(false);
  const [question, setQuestion] = useState<CredentialQuestion | null>(null);
  const button = (
    <ShortcutButton keys="c" label="Create a credential" onPress={() => setCreating(true)}>
      Create credential
    </ShortcutButton>
  );
  return (
    <>
      <PageHeader
        title="API credentials"
        description="A program of yours calls the API with one of them, and may do so for every organization. Only admins and owners see this page."
        actions={rows.length > 0 && button}
      />
      <div className="mt-4">
        {rows.length > 0 ? (
          <CredentialTable rows={rows} now={now} onAsk={setQuestion} />
        ) : (
          <NoCredentials action={button} />
        )}
      </div>
      <SdkLines baseUrl={baseUrl} />
      {creating && <CreateCredentialDialog onClose={() => setCreating(false)} />}
      {question && <CredentialDialogs question={question} onClose={() => setQuestion(null)} />}
    </>
  );
}

function NoCredentials({ action }: { action: ReactNode }) {
  return (
    <div className="border-line border-y">
      <EmptyState icon={<KeyRound />} title="No credentials yet" actions={action}>
        Make one for each program that invites people or reads who they are. Its id and its secret are all
        that the program needs.
      </EmptyState>
    </div>
  );
}
