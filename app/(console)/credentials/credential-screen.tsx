'use client';

import { KeyRound } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Kbd } from '@/components/ui/kbd';
import { EmptyState } from '@/components/ui/notice-state';
import { PageHeader } from '@/components/ui/page-header';
import { useShortcut } from '@/components/ui/shortcuts';
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
  const create = () => setCreating(true);
  useShortcut('c', create, { label: 'Create a credential' });
  const button = (
    <Button variant="primary" onClick={create} aria-keyshortcuts="c">
      Create credential
      <Kbd keys="c" className="max-tablet:hidden" />
    </Button>
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
