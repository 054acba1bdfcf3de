'use client';

import type { CredentialRow, SecretRow } from '@/lib/applications/list-credentials';
import { DeleteCredentialDialog } from './delete-credential-dialog';
import { DisableSecretDialog } from './disable-secret-dialog';
import { NewSecretDialog } from './new-secret-dialog';
import { RenameCredentialDialog } from './rename-credential-dialog';

/** What is being asked about one of the credentials. */
export type CredentialQuestion =
  | { kind: 'rotate' | 'rename' | 'delete'; credential: CredentialRow }
  | { kind: 'disable'; credential: CredentialRow; secret: SecretRow };

export type CredentialDialogsProps = { question: CredentialQuestion; onClose: () => void };

/** The dialog of the question that is open. */
export function CredentialDialogs({ question, onClose }: CredentialDialogsProps) {
  const { credential } = question;
  switch (question.kind) {
    case 'rotate':
      return <NewSecretDialog credential={credential} onClose={onClose} />;
    case 'rename':
      return <RenameCredentialDialog credential={credential} onClose={onClose} />;
    case 'disable':
      return <DisableSecretDialog credential={credential} secret={question.secret} onClose={onClose} />;
    case 'delete':
      return <DeleteCredentialDialog credential={credential} onClose={onClose} />;
  }
}
