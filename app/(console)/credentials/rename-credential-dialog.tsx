'use client';

import { DialogForm } from '@/components/forms/dialog-form';
import { TextField } from '@/components/forms/text-field';
import { useActionForm } from '@/components/forms/use-action-form';
import { Dialog } from '@/components/ui/dialog';
import { useToast } from '@/components/ui/toast';
import { renameClientSchema } from '@/lib/applications/client.schema';
import type { CredentialRow } from '@/lib/applications/list-credentials';
import { renameClientAction } from './actions';

export type RenameCredentialDialogProps = { credential: CredentialRow; onClose: () => void };

/** Calls a credential something else. */
export function RenameCredentialDialog({ credential, onClose }: RenameCredentialDialogProps) {
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      width="narrow"
      title={`Rename ${credential.name}`}
      description="Programs know it by its id, which stays."
    >
      <RenameCredentialForm credential={credential} onDone={onClose} />
    </Dialog>
  );
}

type RenameCredentialFormProps = { credential: CredentialRow; onDone: () => void };

function RenameCredentialForm({ credential, onDone }: RenameCredentialFormProps) {
  const toast = useToast();
  const form = useActionForm({
    schema: renameClientSchema,
    action: renameClientAction,
    defaultValues: { clientId: credential.clientId, name: credential.name },
    onSuccess: (_, { name }) => {
      toast({ title: `${credential.name} is called ${name} now` });
      onDone();
    },
  });
  return (
    <DialogForm form={form} submitLabel="Save" onlyWhenChanged>
      {' '}
      <TextField name="name" label="Name" autoComplete="off" />
    </DialogForm>
  );
}
