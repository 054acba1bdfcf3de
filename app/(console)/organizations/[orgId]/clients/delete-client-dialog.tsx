'use client';

import { AlertDialog } from '@/components/ui/alert-dialog';
import { useToast } from '@/components/ui/toast';
import type { ClientRecord } from '@/lib/applications/client-record';
import { deleteClientAction } from '../../../_secrets/actions';

export type DeleteClientDialogProps = { client: ClientRecord; onClose: () => void };

/** Asks before a client of an organization is deleted, and says what goes on nevertheless. */
export function DeleteClientDialog({ client, onClose }: DeleteClientDialogProps) {
  const toast = useToast();
  const { clientId, organizationId, name } = client;
  async function confirm() {
    const result = await deleteClientAction({ clientId, organizationId });
    if (!result.ok) return result.error.message;
    toast({ title: `${name} was deleted` });
    return undefined;
  }
  return (
    <AlertDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Delete the API client ${name}?`}
      description="It cannot be undone. Its history stays."
      consequences={[
        'The customer’s program gets no token any more',
        'Tokens that it holds go on at your API until they expire',
      ]}
      confirmLabel="Delete API client"
      onConfirm={confirm}
    />
  );
}
