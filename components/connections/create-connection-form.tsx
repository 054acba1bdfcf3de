'use client';

import { useWatch } from 'react-hook-form';
import {
  connectionProviders,
  connectionTypes,
  createConnectionSchema,
  providerNames,
  typeNames,
} from '@/lib/connections/connection.schema';
import { DialogForm } from '../forms/dialog-form';
import { RadioField } from '../forms/radio-field';
import { SelectField } from '../forms/select-field';
import { useActionForm } from '../forms/use-action-form';
import type { ConnectionActions } from './connection-actions';
import { providerWords } from './provider-words';

export type CreateConnectionFormProps = {
  organizationId: string;
  create: ConnectionActions['create'];
  onCreated: (connectionId: string) => void;
};

/** Asks which identity provider it is, and which of the two protocols it shall speak. */
export function CreateConnectionForm({ organizationId, create, onCreated }: CreateConnectionFormProps) {
  const form = useActionForm({
    schema: createConnectionSchema,
    action: create,
    defaultValues: { organizationId, provider: 'OKTA' as const, type: 'SAML' as const, keyId: '' },
    onSuccess: ({ connectionId }) => onCreated(connectionId),
  });
  const provider = useWatch({ control: form.methods.control, name: 'provider' });
  const types = connectionTypes.map((type) => ({
    value: type,
    label: typeNames[type],
    hint: providerWords[provider].usual === type ? 'What most set up here' : undefined,
  }));
  return (
    <DialogForm form={form} submitLabel="Continue">
      <SelectField name="provider" label="Identity provider" options={providers} />
      <RadioField name="type" label="Protocol" options={types} />
    </DialogForm>
  );
}

const providers = connectionProviders.map((provider) => ({
  value: provider,
  label: provider === 'CUSTOM' ? 'Another identity provider' : providerNames[provider],
}));
