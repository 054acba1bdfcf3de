'use client';

import { useState } from 'react';
import { ErrorSummary } from '@/components/forms/error-summary';
import { Form } from '@/components/forms/form';
import { SubmitButton } from '@/components/forms/submit-button';
import { TextField } from '@/components/forms/text-field';
import { useActionForm } from '@/components/forms/use-action-form';
import { Dialog, DialogActions, DialogCancel } from '@/components/ui/dialog';
import { createCredentialSchema } from '@/lib/applications/client.schema';
import type { NewSecret } from '@/lib/applications/insert-secret';
import { createCredentialAction } from './actions';
import { SecretOnce } from './secret-once';

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
    <Form form={form}>
      <ErrorSummary />
      <TextField
        name="name"
        label="Name"
        placeholder="Billing service"
        autoComplete="off"
        hint="Which program it is for. The activity names it when the program changes something."
      />
      <DialogActions>
        <DialogCancel />
        <SubmitButton showShortcut>Create</SubmitButton>
      </DialogActions>
    </Form>
  );
}
