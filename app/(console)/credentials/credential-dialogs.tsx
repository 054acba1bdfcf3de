'use client';

import type { CredentialRow, SecretRow } from '@/lib/applications/list-credentials';
import { DisableSecretDialog } from '../_secrets/disable-secret-dialog';
import { NewSecretDialog } from '../_secrets/new-secret-dialog';
import { DeleteCredentialDialog } from './delete-credential-dialog';
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
      return <NewSecretDialog owner={credential} onClose={onClose} />;
    case 'rename':
      return <RenameCredentialDialog credential={credential} onClose={onClose} />;
    case 'disable':
      return (
        <DisableSecretDialog
          owner={credential}
          secret={question.secret}
          afterwards="Tokens that were got with it go on until they expire, a day at most: delete the credential to end them at once."
          onClose={onClose}
        />
      );
    case 'delete':
      return <DeleteCredentialDialog credential={credential} onClose={onClose} />;
  }
}
