'use client';

import { useState } from 'react';
import { DialogForm } from '@/components/forms/dialog-form';
import { TextField } from '@/components/forms/text-field';
import { useActionForm } from '@/components/forms/use-action-form';
import { Dialog } from '@/components/ui/dialog';
import { createCredentialSchema } from '@/lib/applications/client.schema';
import type { NewSecret } from '@/lib/applications/insert-secret';
import { SecretOnce } from '../_secrets/secret-once';
import { createCredentialAction } from './actions';

export type CreateCredentialDialogProps = { onClose: () => void };

/** Makes a credential, then shows its id and its secret once. */
export function CreateCredentialDialog({ onClose }: CreateCredentialDialogProps) {
  const [secret, setSecret] = useState<NewSecret | null>(null);
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={secret ? 'The credential was created' : 'Create a credential'}
      description={
        secret ? 'Your program needs both.' : 'It may do in every organization what the API can do.'
      }
    >
      {secret ? <SecretOnce secret={secret} /> : <CreateCredentialForm onDone={setSecret} />}
    </Dialog>
  );
}

function CreateCredentialForm({ onDone }: { onDone: (secret: NewSecret) => void }) {
  const form = useActionForm({
    schema: createCredentialSchema,
    action: createCredentialAction,
    defaultValues: { name: '' },
    onSuccess: onDone,
  });
  return (
    <DialogForm form={form} submitLabel="Create">
      <TextField
        name="name"
        label="Name"
        placeholder="Billing service"
        autoComplete="off"
        hint="Which program it is for. The activity names it when the program changes something."
      />
    </DialogForm>
  );
}
