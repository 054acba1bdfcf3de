'use client';

import { useState } from 'react';
import { ErrorSummary } from '@/components/forms/error-summary';
import { Form } from '@/components/forms/form';
import { SubmitButton } from '@/components/forms/submit-button';
import { useActionForm } from '@/components/forms/use-action-form';
import { Dialog, DialogActions, DialogCancel } from '@/components/ui/dialog';
import type { EndpointRow } from '@/lib/webhooks/endpoint-row';
import { endpointRefSchema } from '@/lib/webhooks/webhook.schema';
import { rotateEndpointSecretAction } from '../actions';
import { EndpointSecretOnce } from '../endpoint-secret-once';

type Props = { endpoint: EndpointRow; onClose: () => void };

/** Gives the endpoint a new signing secret, then shows it once. */
export function RotateSecretDialog({ endpoint, onClose }: Props) {
  const [secret, setSecret] = useState<string | null>(null);
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={secret ? 'The endpoint has a new secret' : 'Rotate the signing secret?'}
      description={
        secret
          ? 'For 24 hours messages are signed with both: give the new one to your application within that time.'
          : 'For 24 hours messages are signed with the old and the new one, so nothing is refused meanwhile.'
      }
    >
      {secret ? (
        <EndpointSecretOnce secret={secret} />
      ) : (
        <RotateForm endpointId={endpoint.endpointId} onDone={setSecret} />
      )}
    </Dialog>
  );
}

function RotateForm({ endpointId, onDone }: { endpointId: string; onDone: (secret: string) => void }) {
  const form = useActionForm({
    schema: endpointRefSchema,
    action: rotateEndpointSecretAction,
    defaultValues: { endpointId },
    onSuccess: ({ secret }) => onDone(secret),
  });
  return (
    <Form form={form}>
      <ErrorSummary />
      <DialogActions>
        <DialogCancel />
        <SubmitButton showShortcut>Rotate secret</SubmitButton>
      </DialogActions>
    </Form>
  );
}
