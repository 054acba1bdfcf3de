'use client';

import { useState } from 'react';
import { ErrorSummary } from '@/components/forms/error-summary';
import { Form } from '@/components/forms/form';
import { SubmitButton } from '@/components/forms/submit-button';
import { useActionForm } from '@/components/forms/use-action-form';
import { Dialog, DialogActions, DialogCancel } from '@/components/ui/dialog';
import { clientRefSchema } from '@/lib/applications/client.schema';
import type { NewSecret } from '@/lib/applications/insert-secret';
import type { CredentialRow } from '@/lib/applications/list-credentials';
import { createClientSecretAction } from './actions';
import { SecretOnce } from './secret-once';

export type NewSecretDialogProps = { credential: CredentialRow; onClose: () => void };

/** Gives a credential a further secret, then shows it once. */
export function NewSecretDialog({ credential, onClose }: NewSecretDialogProps) {
  const [secret, setSecret] = useState<NewSecret | null>(null);
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={secret ? `${credential.name} has a new secret` : `A new secret for ${credential.name}?`}
      description={
        secret
          ? 'Give it to your program, see here that it is used, then disable the old one.'
          : 'It works beside those that there are, so nothing stops working meanwhile.'
      }
    >
      {secret ? <SecretOnce secret={secret} /> : <NewSecretForm credential={credential} onDone={setSecret} />}
    </Dialog>
  );
}

type NewSecretFormProps = { credential: CredentialRow; onDone: (secret: NewSecret) => void };

function NewSecretForm({ credential, onDone }: NewSecretFormProps) {
  const form = useActionForm({
    schema: clientRefSchema,
    action: createClientSecretAction,
    defaultValues: { clientId: credential.clientId },
    onSuccess: onDone,
  });
  return (
    <Form form={form}>
      <ErrorSummary />
      <DialogActions>
        <DialogCancel />
        <SubmitButton showShortcut>Create secret</SubmitButton>
      </DialogActions>
    </Form>
  );
}
