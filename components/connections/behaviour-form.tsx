'use client';

import { type UpdateConnectionInput, updateConnectionSchema } from '@/lib/connections/connection.schema';
import type { ConnectionRecord } from '@/lib/connections/connection-record';
import { SelectField } from '../forms/select-field';
import { SettingsForm } from '../forms/settings-form';
import { SwitchField } from '../forms/switch-field';
import { TextField } from '../forms/text-field';
import { useSavedForm } from '../forms/use-saved-form';
import type { ConnectionActions } from './connection-actions';

export type BehaviourFormProps = { connection: ConnectionRecord; update: ConnectionActions['update'] };

/** What happens at a login, and what is demanded of the identity provider. */
export function BehaviourForm({ connection, update }: BehaviourFormProps) {
  const form = useSavedForm({
    schema: updateConnectionSchema,
    action: (input: UpdateConnectionInput) => update(input),
    defaultValues: defaultsOf(connection),
    note: 'The settings were saved',
  });
  const section = connection.type === 'SAML' ? 'saml' : 'oidc';
  return (
    <SettingsForm form={form}>
      <TextField name="name" label="Name" optional autoComplete="off" hint="What people press at login." />
      <SwitchField
        name="jitEnabled"
        label="Make accounts at the first login"
        hint="For addresses in the organization’s verified domains. Off: people must be invited first."
      />
      <SwitchField
        name="syncProfile"
        label="Keep profiles as the identity provider says"
        hint="Names and picture are brought at each login."
      />
      <SwitchField
        name={`${section}.allowIdpInitiated`}
        label="Logins may begin at the identity provider"
        hint="From its list of applications. They then go through a login that begins here."
      />
      {connection.type === 'SAML' && <SamlDemands />}
    </SettingsForm>
  );
}

function SamlDemands() {
  return (
    <>
      <SwitchField
        name="saml.forceAuthn"
        label="Ask for credentials each time"
        hint="Even where people are logged in there."
      />
      <SwitchField
        name="saml.signRequests"
        label="Sign requests"
        hint="With the certificate that the metadata holds."
      />
      <SwitchField
        name="saml.encryptionRequired"
        label="Answers must be encrypted"
        hint="Switch it on once the identity provider encrypts with the same certificate; others are refused from then on."
      />
      <SelectField name="saml.signing" label="What must be signed" options={signings} />
    </>
  );
}

function defaultsOf(connection: ConnectionRecord) {
  const { organizationId, connectionId, name, jitEnabled, syncProfile, settings } = connection;
  const shared = { organizationId, connectionId, name: name ?? '', jitEnabled, syncProfile };
  if (connection.type === 'OIDC')
    return { ...shared, oidc: { allowIdpInitiated: settings.allowIdpInitiated } };
  const { allowIdpInitiated, forceAuthn, signRequests, encryptionRequired, signing } = connection.settings;
  return { ...shared, saml: { allowIdpInitiated, forceAuthn, signRequests, encryptionRequired, signing } };
}

const signings = [
  { value: 'RESPONSE_OR_ASSERTION', label: 'The response or the assertion' },
  { value: 'RESPONSE', label: 'The response' },
  { value: 'ASSERTION', label: 'The assertion' },
  { value: 'RESPONSE_AND_ASSERTION', label: 'Both' },
];
