'use client';

import { DialogForm } from '@/components/forms/dialog-form';
import { TextField } from '@/components/forms/text-field';
import { useActionForm } from '@/components/forms/use-action-form';
import { Dialog } from '@/components/ui/dialog';
import { useToast } from '@/components/ui/toast';
import type { PermissionRow } from '@/lib/roles/list-permissions';
import { createPermissionSchema, updatePermissionSchema } from '@/lib/roles/role.schema';
import { createPermissionAction, updatePermissionAction } from '../actions';

export type PermissionDialogProps = {
  /** The permission to describe anew; null for a new one. */
  permission: PermissionRow | null;
  onClose: () => void;
};

/** Makes a permission, or changes what it says that it allows. */
export function PermissionDialog({ permission, onClose }: PermissionDialogProps) {
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      width="narrow"
      title={permission ? 'Edit the permission' : 'Create a permission'}
    >
      {permission ? <EditForm permission={permission} onDone={onClose} /> : <CreateForm onDone={onClose} />}
    </Dialog>
  );
}

function CreateForm({ onDone }: { onDone: () => void }) {
  const toast = useToast();
  const form = useActionForm({
    schema: createPermissionSchema,
    action: createPermissionAction,
    defaultValues: { name: '', description: '' },
    onSuccess: (_, { name }) => {
      toast({ title: `${name} was created`, description: 'No role has it yet: put it into one.' });
      onDone();
    },
  });
  return (
    <DialogForm form={form} submitLabel="Create">
      {' '}
      <TextField
        name="name"
        label="Name"
        placeholder="invoice:read"
        autoComplete="off"
        spellCheck={false}
        className="[&_input]:font-mono"
        hint="What it is about, a colon, and what one may do with it. It cannot be changed later."
      />
      <TextField
        name="description"
        label="What it allows"
        placeholder="See invoices and receipts"
        autoComplete="off"
      />
    </DialogForm>
  );
}

function EditForm({ permission, onDone }: { permission: PermissionRow; onDone: () => void }) {
  const toast = useToast();
  const { id, name, description } = permission;
  const form = useActionForm({
    schema: updatePermissionSchema,
    action: updatePermissionAction,
    defaultValues: { permissionId: id, description },
    onSuccess: () => {
      toast({ title: `${name} was changed` });
      onDone();
    },
  });
  return (
    <DialogForm form={form} submitLabel="Save" onlyWhenChanged>
      {' '}
      <p className="text-ink-2">
        <code className="font-mono text-ink text-sm wrap-anywhere">{name}</code> keeps its name: roles and
        your application know it by that.
      </p>
      <TextField name="description" label="What it allows" autoComplete="off" />
    </DialogForm>
  );
}
