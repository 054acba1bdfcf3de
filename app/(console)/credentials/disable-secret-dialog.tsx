'use client';

import { AlertDialog } from '@/components/ui/alert-dialog';
import { useToast } from '@/components/ui/toast';
import { secretLabel } from '@/lib/applications/client-secret';
import type { CredentialRow, SecretRow } from '@/lib/applications/list-credentials';
import { disableClientSecretAction } from './actions';

export type DisableSecretDialogProps = {
  credential: CredentialRow;
  secret: SecretRow;
  onClose: () => void;
};

/** Asks before a secret is disabled, and says what goes on nevertheless. */
export function DisableSecretDialog({ credential, secret, onClose }: DisableSecretDialogProps) {
  const toast = useToast();
  const label = secretLabel(secret);
  async function confirm() {
    const { clientId } = credential;
    const result = await disableClientSecretAction({ clientId, secretId: secret.id });
    if (!result.ok) return result.error.message;
    toast({ title: `The secret ${label} of ${credential.name} is disabled` });
    return undefined;
  }
  return (
    <AlertDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Disable the secret ${label} of ${credential.name}?`}
      description="It cannot be enabled again. Tokens that were got with it go on until they expire, a day at most: delete the credential to end them at once."
      consequences={[
        'No program gets a token with this secret any more',
        ...(credential.secrets.length === 1
          ? ['It is the only one: the credential is of no use until you make another']
          : []),
      ]}
      confirmLabel="Disable secret"
      onConfirm={confirm}
    />
  );
}
