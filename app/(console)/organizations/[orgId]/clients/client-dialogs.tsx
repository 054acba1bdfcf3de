'use client';

import type { ClientRecord, SecretRecord } from '@/lib/applications/client-record';
import { DisableSecretDialog } from '../../../_secrets/disable-secret-dialog';
import { NewSecretDialog } from '../../../_secrets/new-secret-dialog';
import { CreateClientDialog } from './create-client-dialog';
import { DeleteClientDialog } from './delete-client-dialog';
import { EditClientDialog } from './edit-client-dialog';

/** What is being asked: for a new client, or about one of them. */
export type ClientQuestion =
  | { kind: 'create'; organizationId: string }
  | { kind: 'edit' | 'rotate' | 'delete'; client: ClientRecord }
  | { kind: 'disable'; client: ClientRecord; secret: SecretRecord };

export type ClientDialogsProps = { question: ClientQuestion; onClose: () => void };

/** The dialog of the question that is open. */
export function ClientDialogs({ question, onClose }: ClientDialogsProps) {
  switch (question.kind) {
    case 'create':
      return <CreateClientDialog organizationId={question.organizationId} onClose={onClose} />;
    case 'edit':
      return <EditClientDialog client={question.client} onClose={onClose} />;
    case 'rotate':
      return <NewSecretDialog owner={ownerOf(question.client)} onClose={onClose} />;
    case 'disable':
      return (
        <DisableSecretDialog
          owner={ownerOf(question.client)}
          secret={question.secret}
          afterwards="Tokens that were got with it go on until they expire."
          onClose={onClose}
        />
      );
    case 'delete':
      return <DeleteClientDialog client={question.client} onClose={onClose} />;
  }
}

/** The secrets with which a client gets tokens. */
export function workingSecrets({ secrets }: ClientRecord): readonly SecretRecord[] {
  return secrets.filter(({ disabledAt }) => disabledAt === null);
}

function ownerOf(client: ClientRecord) {
  const { clientId, organizationId, name } = client;
  return { clientId, organizationId, name, secrets: workingSecrets(client) };
}
