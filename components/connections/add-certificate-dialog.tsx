'use client';

import { useState } from 'react';
import { addCertificatesSchema } from '@/lib/connections/connection.schema';
import type { ConnectionRecord } from '@/lib/connections/connection-record';
import { DialogForm } from '../forms/dialog-form';
import { TextAreaField } from '../forms/text-area-field';
import { useActionForm } from '../forms/use-action-form';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { useToast } from '../ui/toast';
import type { ConnectionActions } from './connection-actions';
import { providerWords } from './provider-words';

export type AddCertificateDialogProps = {
  connection: ConnectionRecord;
  addCertificates: ConnectionActions['addCertificates'];
};

/** Adds certificates beside those that are there. */
export function AddCertificateDialog(props: AddCertificateDialogProps) {
  const [open, setOpen] = useState(false);
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      trigger={<Button>Add certificate</Button>}
      title="Add a certificate"
      description="It works beside the others, so add the next one before the identity provider begins to sign with it."
    >
      <AddCertificateForm {...props} onDone={() => setOpen(false)} />
    </Dialog>
  );
}

function AddCertificateForm({
  connection,
  addCertificates,
  onDone,
}: AddCertificateDialogProps & { onDone: () => void }) {
  const { organizationId, connectionId, provider } = connection;
  const toast = useToast();
  const form = useActionForm({
    schema: addCertificatesSchema,
    action: addCertificates,
    defaultValues: { organizationId, connectionId, certificates: '' },
    onSuccess: () => {
      toast({ title: 'The certificate was added' });
      onDone();
    },
  });
  return (
    <DialogForm form={form} submitLabel="Add">
      <TextAreaField
        name="certificates"
        label={providerWords[provider].saml.certificate}
        rows={8}
        spellCheck={false}
        className="[&_textarea]:font-mono [&_textarea]:text-[12.5px]"
        placeholder="-----BEGIN CERTIFICATE-----"
        hint="In PEM; several one after the other are fine."
      />
    </DialogForm>
  );
}
