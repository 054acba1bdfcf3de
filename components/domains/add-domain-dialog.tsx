'use client';

import { createDomainSchema, domainTypes } from '@/lib/domains/domain.schema';
import { DialogForm } from '../forms/dialog-form';
import { RadioField } from '../forms/radio-field';
import { TextField } from '../forms/text-field';
import { useActionForm } from '../forms/use-action-form';
import { Dialog } from '../ui/dialog';
import { useToast } from '../ui/toast';
import type { DomainActions } from './domain-actions';
import { purposes } from './domain-words';

export type AddDomainDialogProps = {
  organizationId: string;
  isVouching: boolean;
  create: DomainActions['create'];
  onClose: () => void;
};

const fieldsSchema = createDomainSchema.pick({ domain: true, type: true });

const options = domainTypes.map((value) => ({ value, ...purposes[value] }));

/** Asks for a domain and what it is for. */
export function AddDomainDialog(props: AddDomainDialogProps) {
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && props.onClose()}
      title="Add a domain"
      description={
        props.isVouching
          ? 'You vouch for it: it is verified at once. Add it only when you know that it is theirs.'
          : 'You get a TXT record to add where the domain’s DNS is kept. Nothing counts before it is found.'
      }
    >
      <AddDomainForm {...props} />
    </Dialog>
  );
}

function AddDomainForm({ organizationId, create, onClose }: AddDomainDialogProps) {
  const toast = useToast();
  const form = useActionForm({
    schema: fieldsSchema,
    action: (fields) => create({ ...fields, organizationId }),
    defaultValues: { domain: '', type: 'ORGANIZATION_DOMAIN' },
    onSuccess: ({ domain, state }) => {
      // One that waits shows its record, which a message would cover on a phone.
      if (state === 'verified') toast({ title: `${domain} was added` });
      onClose();
    },
  });
  return (
    <DialogForm form={form} submitLabel="Add domain">
      <TextField
        name="domain"
        label="Domain"
        placeholder="example.com"
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        hint="As it stands in addresses after the @. It speaks for no domain above or below it."
      />
      <RadioField name="type" label="What it is for" options={options} />
    </DialogForm>
  );
}
