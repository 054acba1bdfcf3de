'use client';

import {
  createDirectorySchema,
  directoryProviderNames,
  directoryProviders,
} from '@/lib/directories/directory.schema';
import { DialogForm } from '../forms/dialog-form';
import { SelectField } from '../forms/select-field';
import { TextField } from '../forms/text-field';
import { useActionForm } from '../forms/use-action-form';
import type { DirectoryActions } from './directory-actions';

export type CreateDirectoryFormProps = {
  organizationId: string;
  create: DirectoryActions['create'];
  onCreated: (directoryId: string) => void;
};

/** Asks which directory it is, and what to call it. */
export function CreateDirectoryForm({ organizationId, create, onCreated }: CreateDirectoryFormProps) {
  const form = useActionForm({
    schema: createDirectorySchema,
    action: create,
    defaultValues: { organizationId, provider: 'OKTA' as const, name: '' },
    onSuccess: ({ directoryId }) => onCreated(directoryId),
  });
  return (
    <DialogForm form={form} submitLabel="Continue">
      <SelectField name="provider" label="Directory" options={providerOptions} />
      <TextField
        name="name"
        label="Name"
        optional
        autoComplete="off"
        hint="Where there are several. Empty: the name of the directory."
      />
    </DialogForm>
  );
}

/** The directories to choose from. */
export const providerOptions = directoryProviders.map((provider) => ({
  value: provider,
  label: directoryProviderNames[provider],
}));
