'use client';

import { AlertDialog } from '@/components/ui/alert-dialog';
import { useToast } from '@/components/ui/toast';
import type { CredentialRow } from '@/lib/applications/list-credentials';
import { deleteClientAction } from '../_secrets/actions';

export type DeleteCredentialDialogProps = { credential: CredentialRow; onClose: () => void };

/** Asks before a credential is deleted, and says what ends with it. */
export function DeleteCredentialDialog({ credential, onClose }: DeleteCredentialDialogProps) {
  const toast = useToast();
  async function confirm() {
    const result = await deleteClientAction({ clientId: credential.clientId });
    if (!result.ok) return result.error.message;
    toast({ title: `${credential.name} was deleted` });
    return undefined;
  }
  return (
    <AlertDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Delete the credential ${credential.name}?`}
      description="It cannot be undone. What the program did stays, and so does its activity."
      consequences={endings(credential)}
      confirmLabel="Delete credential"
      onConfirm={confirm}
    />
  );
}

function endings({ secrets }: CredentialRow): readonly string[] {
  const configured = secrets.some((secret) => secret.configured);
  return [
    secretsEnd(secrets.length),
    'Every token that it has stops working at once',
    ...(configured
      ? [
          'The environment names it: it comes back at the next start, unless you take it out of USHER_CLIENT_ID',
        ]
      : []),
  ];
}

function secretsEnd(count: number): string {
  if (count === 0) return 'No program can be given a secret of it any more';
  return count === 1 ? 'Its secret stops working' : `Its ${count} secrets stop working`;
}
