'use client';

import { useState } from 'react';
import { updateDirectorySchema } from '@/lib/directories/directory.schema';
import type { DirectoryRecord } from '@/lib/directories/directory-record';
import { DialogForm } from '../forms/dialog-form';
import { SelectField } from '../forms/select-field';
import { TextField } from '../forms/text-field';
import { useActionForm } from '../forms/use-action-form';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { useToast } from '../ui/toast';
import { providerOptions } from './create-directory-form';
import type { DirectoryActions } from './directory-actions';

export type RenameDirectoryProps = {
  directory: Pick<DirectoryRecord, 'organizationId' | 'directoryId' | 'name' | 'provider'>;
  update: DirectoryActions['update'];
};

/** Changes what a directory is called, and which it is: its address and what it sent stay. */
export function RenameDirectory(props: RenameDirectoryProps) {
  const [open, setOpen] = useState(false);
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      trigger={<Button>Rename</Button>}
      title="Rename this directory"
      description="People read the name beside everybody whom it manages. Its base URL stays."
    >
      <RenameForm {...props} onDone={() => setOpen(false)} />
    </Dialog>
  );
}

function RenameForm({ directory, update, onDone }: RenameDirectoryProps & { onDone: () => void }) {
  const { organizationId, directoryId, name, provider } = directory;
  const toast = useToast();
  const form = useActionForm({
    schema: updateDirectorySchema,
    action: update,
    defaultValues: { organizationId, directoryId, name, provider },
    onSuccess: () => {
      toast({ title: 'The directory was renamed' });
      onDone();
    },
  });
  return (
    <DialogForm form={form} submitLabel="Save" onlyWhenChanged>
      <TextField name="name" label="Name" autoComplete="off" />
      <SelectField name="provider" label="Directory" options={providerOptions} />
    </DialogForm>
  );
}
