'use client';

import { useState } from 'react';
import { Dialog } from '@/components/ui/dialog';
import type { EndpointSecret } from '@/lib/webhooks/create-endpoint';
import { endpointSchema } from '@/lib/webhooks/webhook.schema';
import { createEndpointAction } from './actions';
import { EndpointForm } from './endpoint-form';
import { EndpointSecretOnce } from './endpoint-secret-once';

/** Makes an endpoint, then shows its signing secret once. */
export function CreateEndpointDialog({ onClose }: { onClose: () => void }) {
  const [created, setCreated] = useState<EndpointSecret | null>(null);
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={created ? 'The endpoint was created' : 'Add a webhook endpoint'}
      description={
        created
          ? 'It gets what happens from now on. Verify with its secret that messages come from here.'
          : 'It gets what happens from now on, as POST requests with JSON.'
      }
    >
      {created ? (
        <EndpointSecretOnce secret={created.secret} />
      ) : (
        <EndpointForm
          schema={endpointSchema}
          action={createEndpointAction}
          defaultValues={{ url: '', description: '', scope: 'all', types: [] }}
          onDone={setCreated}
          submitLabel="Create"
        />
      )}
    </Dialog>
  );
}
