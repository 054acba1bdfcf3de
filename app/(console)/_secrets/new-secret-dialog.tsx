'use client';

import { useState } from 'react';
import { DialogForm } from '@/components/forms/dialog-form';
import { useActionForm } from '@/components/forms/use-action-form';
import { Dialog } from '@/components/ui/dialog';
import { clientRefSchema } from '@/lib/applications/client.schema';
import type { NewSecret } from '@/lib/applications/insert-secret';
import { createClientSecretAction } from './actions';
import { SecretOnce } from './secret-once';
import type { SecretOwner } from './secret-owner';

export type NewSecretDialogProps = { owner: SecretOwner; onClose: () => void };

/** Gives a client a further secret, then shows it once. */
export function NewSecretDialog({ owner, onClose }: NewSecretDialogProps) {
  const [secret, setSecret] = useState<NewSecret | null>(null);
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={secret ? `${owner.name} has a new secret` : `A new secret for ${owner.name}?`}
      description={
        secret
          ? 'Give it to your program, see here that it is used, then disable the old one.'
          : 'It works beside those that there are, so nothing stops working meanwhile.'
      }
    >
      {secret ? <SecretOnce secret={secret} /> : <NewSecretForm owner={owner} onDone={setSecret} />}
    </Dialog>
  );
}

type NewSecretFormProps = { owner: SecretOwner; onDone: (secret: NewSecret) => void };

function NewSecretForm({ owner: { clientId, organizationId }, onDone }: NewSecretFormProps) {
  const form = useActionForm({
    schema: clientRefSchema,
    action: createClientSecretAction,
    defaultValues: { clientId, organizationId },
    onSuccess: onDone,
  });
  return <DialogForm form={form} submitLabel="Create secret" />;
}
