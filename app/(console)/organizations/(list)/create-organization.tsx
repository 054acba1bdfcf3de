'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { DialogForm } from '@/components/forms/dialog-form';
import { TextField } from '@/components/forms/text-field';
import { useActionForm } from '@/components/forms/use-action-form';
import { Dialog } from '@/components/ui/dialog';
import { ShortcutButton } from '@/components/ui/shortcut-button';
import { createOrganizationSchema } from '@/lib/organizations/organization.schema';
import { createOrganizationAction } from './actions';

/** The button, and the key C, that open the dialog for a new organization; it leads on to inviting its first person. */
export function CreateOrganization() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <ShortcutButton keys="c" label="Create an organization" onPress={() => setOpen(true)}>
        Create organization
      </ShortcutButton>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        width="narrow"
        title="Create an organization"
        description="A customer of yours. Its people, roles and settings are its own."
      >
        <CreateOrganizationForm />
      </Dialog>
    </>
  );
}

function CreateOrganizationForm() {
  const router = useRouter();
  const form = useActionForm({
    schema: createOrganizationSchema,
    action: createOrganizationAction,
    defaultValues: { name: '', externalId: '' },
    onSuccess: ({ id }) => router.push(`/organizations/${id}/users?invite`),
  });
  return (
    <DialogForm form={form} submitLabel="Create" note="Next: invite its first person">
      {' '}
      <TextField
        name="name"
        label="Name"
        placeholder="Acme Robotics"
        autoComplete="off"
        hint="People see it in their invitation."
      />
      <TextField
        name="externalId"
        label="External id"
        optional
        placeholder="customer-42"
        autoComplete="off"
        spellCheck={false}
        hint="What your application calls this customer. It has to be unique."
      />
    </DialogForm>
  );
}
