'use client';

import { type UpdateConnectionInput, updateConnectionSchema } from '@/lib/connections/connection.schema';
import type { ConnectionRecord } from '@/lib/connections/connection-record';
import { SelectField } from '../forms/select-field';
import { SettingsForm } from '../forms/settings-form';
import { TextField } from '../forms/text-field';
import { useSavedForm } from '../forms/use-saved-form';
import type { ConnectionActions } from './connection-actions';
import { providerWords } from './provider-words';

export type SamlFormProps = {
  connection: ConnectionRecord & { readonly type: 'SAML' };
  update: ConnectionActions['update'];
};

/** The identity provider's own values, field by field; metadata fills the same. */
export function SamlForm({ connection, update }: SamlFormProps) {
  const { organizationId, connectionId, settings, provider } = connection;
  const words = providerWords[provider].saml;
  const form = useSavedForm({
    schema: updateConnectionSchema,
    action: (input: UpdateConnectionInput) => update(input),
    defaultValues: {
      organizationId,
      connectionId,
      saml: {
        idpEntityId: settings.idpEntityId ?? '',
        idpSsoUrl: settings.idpSsoUrl ?? '',
        idpSsoBinding: settings.idpSsoBinding,
        nameIdFormat: settings.nameIdFormat,
        subjectAttribute: settings.subjectAttribute ?? '',
      },
    },
    note: 'The settings were saved',
  });
  return (
    <SettingsForm form={form}>
      <TextField name="saml.idpEntityId" label={words.idpEntityId} autoComplete="off" spellCheck={false} />
      <TextField
        name="saml.idpSsoUrl"
        label={words.idpSsoUrl}
        placeholder="https://idp.example.com/sso"
        autoComplete="off"
        spellCheck={false}
      />
      <SelectField name="saml.idpSsoBinding" label="How people are sent there" options={bindings} />
      <SelectField name="saml.nameIdFormat" label="Format of the NameID" options={formats} />
      <TextField
        name="saml.subjectAttribute"
        label="Attribute that names a person for good"
        optional
        autoComplete="off"
        spellCheck={false}
        hint="Empty: the NameID. Changing it forgets who is who; people are linked anew by their address at their next login."
      />
    </SettingsForm>
  );
}

const bindings = [
  { value: 'HTTP_REDIRECT', label: 'Redirect', hint: 'What nearly all of them want.' },
  { value: 'HTTP_POST', label: 'Posted form' },
];

const formats = [
  { value: 'UNSPECIFIED', label: 'As the identity provider likes' },
  { value: 'PERSISTENT', label: 'Persistent' },
  { value: 'EMAIL', label: 'Email address' },
  {
    value: 'TRANSIENT',
    label: 'Transient',
    hint: 'Another one at each login: say below which attribute names a person for good.',
  },
];
