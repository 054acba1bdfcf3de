'use client';

import { DialogForm } from '@/components/forms/dialog-form';
import { useActionForm } from '@/components/forms/use-action-form';
import { Dialog } from '@/components/ui/dialog';
import { useToast } from '@/components/ui/toast';
import type { ClientRecord } from '@/lib/applications/client-record';
import { organizationTokenSeconds } from '@/lib/applications/organization-client';
import { updateOrganizationClientAction } from './actions';
import { ClientFields, clientFieldsSchema } from './client-fields';

export type EditClientDialogProps = { client: ClientRecord; onClose: () => void };

/** Changes what a client of an organization is called and what its next tokens say. */
export function EditClientDialog({ client, onClose }: EditClientDialogProps) {
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Edit ${client.name}`}
      description="Tokens that it holds stay as they are until they expire."
    >
      <EditClientForm client={client} onDone={onClose} />
    </Dialog>
  );
}

function EditClientForm({ client, onDone }: { client: ClientRecord; onDone: () => void }) {
  const toast = useToast();
  const { clientId, organizationId, name, description, scopes, audience, accessTokenSeconds } = client;
  const form = useActionForm({
    schema: clientFieldsSchema,
    action: (fields) =>
      updateOrganizationClientAction({ ...fields, clientId, organizationId: organizationId ?? '' }),
    defaultValues: {
      name,
      description,
      scopes: [...scopes],
      audience: [...audience],
      accessTokenSeconds: String(accessTokenSeconds ?? organizationTokenSeconds),
    },
    onSuccess: () => {
      toast({ title: `${name} was changed` });
      onDone();
    },
  });
  return (
    <DialogForm form={form} submitLabel="Save" onlyWhenChanged>
      <ClientFields seconds={accessTokenSeconds} />
    </DialogForm>
  );
}
