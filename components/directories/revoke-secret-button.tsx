'use client';

import type { DirectorySecretRecord } from '@/lib/directories/directory-record';
import { AlertDialog } from '../ui/alert-dialog';
import { Button } from '../ui/button';
import { useToast } from '../ui/toast';
import type { DirectoryActions } from './directory-actions';

export type RevokeSecretButtonProps = {
  directory: { readonly organizationId: string; readonly directoryId: string };
  secret: DirectorySecretRecord;
  isOnly: boolean;
  revoke: DirectoryActions['revokeSecret'];
};

/** Asks before a secret of a directory ends, and says what ends with it. */
export function RevokeSecretButton({ directory, secret, isOnly, revoke }: RevokeSecretButtonProps) {
  const toast = useToast();
  const { organizationId, directoryId } = directory;
  async function confirm() {
    const result = await revoke({ organizationId, directoryId, secretId: secret.id });
    if (!result.ok) return result.error.message;
    toast({ title: `The secret …${secret.suffix} is revoked` });
    return undefined;
  }
  return (
    <AlertDialog
      trigger={
        <Button size="small" aria-label={`Revoke the secret …${secret.suffix}`}>
          Revoke
        </Button>
      }
      title={`Revoke the secret …${secret.suffix}?`}
      description="It cannot be made good again. Members stay members."
      consequences={[
        'Requests with this secret are refused from now on',
        ...(isOnly
          ? ['It is the only one: nobody is added, changed or deactivated until you make another']
          : []),
      ]}
      confirmLabel="Revoke secret"
      onConfirm={confirm}
    />
  );
}
