'use client';

import { useState } from 'react';
import { DialogForm } from '@/components/forms/dialog-form';
import { useActionForm } from '@/components/forms/use-action-form';
import { Dialog } from '@/components/ui/dialog';
import type { NewSecret } from '@/lib/applications/insert-secret';
import { organizationTokenSeconds } from '@/lib/applications/organization-client';
import { SecretOnce } from '../../../_secrets/secret-once';
import { createOrganizationClientAction } from './actions';
import { ClientFields, clientFieldsSchema } from './client-fields';

export type CreateClientDialogProps = { organizationId: string; onClose: () => void };

/** Makes a client of an organization, then shows its id and its secret once. */
export function CreateClientDialog({ organizationId, onClose }: CreateClientDialogProps) {
  const [secret, setSecret] = useState<NewSecret | null>(null);
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={secret ? 'The API client was created' : 'Create an API client'}
      description={secret ? 'The customer’s program needs both.' : undefined}
    >
      {secret ? (
        <SecretOnce secret={secret} />
      ) : (
        <CreateClientForm organizationId={organizationId} onDone={setSecret} />
      )}
    </Dialog>
  );
}

type CreateClientFormProps = { organizationId: string; onDone: (secret: NewSecret) => void };

function CreateClientForm({ organizationId, onDone }: CreateClientFormProps) {
  const form = useActionForm({
    schema: clientFieldsSchema,
    action: (fields) => createOrganizationClientAction({ ...fields, organizationId, customClaims: [] }),
    defaultValues: {
      name: '',
      description: '',
      scopes: [],
      audience: [],
      accessTokenSeconds: String(organizationTokenSeconds),
    },
    onSuccess: onDone,
  });
  return (
    <DialogForm form={form} submitLabel="Create">
      <ClientFields seconds={null} />
    </DialogForm>
  );
}
