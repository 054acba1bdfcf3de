'use client';

import { AlertDialog } from '@/components/ui/alert-dialog';
import { useToast } from '@/components/ui/toast';
import { secretLabel } from '@/lib/applications/client-secret';
import type { SecretRow } from '@/lib/applications/list-credentials';
import { disableClientSecretAction } from './actions';
import type { SecretOwner } from './secret-owner';

export type DisableSecretDialogProps = {
  owner: SecretOwner;
  secret: SecretRow;
  /** What becomes of the tokens that it gave. */
  afterwards: string;
  onClose: () => void;
};

/** Asks before a secret is disabled, and says what goes on nevertheless. */
export function DisableSecretDialog({ owner, secret, afterwards, onClose }: DisableSecretDialogProps) {
  const toast = useToast();
  const label = secretLabel(secret);
  async function confirm() {
    const { clientId, organizationId } = owner;
    const result = await disableClientSecretAction({ clientId, organizationId, secretId: secret.id });
    if (!result.ok) return result.error.message;
    toast({ title: `The secret ${label} of ${owner.name} is disabled` });
    return undefined;
  }
  return (
    <AlertDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Disable the secret ${label} of ${owner.name}?`}
      description={`It cannot be enabled again. ${afterwards}`}
      consequences={[
        'No program gets a token with this secret any more',
        ...(owner.secrets.length === 1
          ? ['It is the only one: nothing gets a token until you make another']
          : []),
      ]}
      confirmLabel="Disable secret"
      onConfirm={confirm}
    />
  );
}
