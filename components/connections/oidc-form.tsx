'use client';

import { useWatch } from 'react-hook-form';
import { type UpdateConnectionInput, updateConnectionSchema } from '@/lib/connections/connection.schema';
import type { ConnectionRecord } from '@/lib/connections/connection-record';
import { SelectField } from '../forms/select-field';
import { SettingsForm } from '../forms/settings-form';
import { TextField } from '../forms/text-field';
import { TextListField } from '../forms/text-list-field';
import { useSavedForm } from '../forms/use-saved-form';
import type { ConnectionActions } from './connection-actions';
import { providerWords } from './provider-words';

export type OidcFormProps = {
  connection: ConnectionRecord & { readonly type: 'OIDC' };
  update: ConnectionActions['update'];
};

/** The OpenID provider's values; with discovery its issuer, client id and secret are all. */
export function OidcForm({ connection, update }: OidcFormProps) {
  const { settings, provider } = connection;
  const words = providerWords[provider].oidc;
  const form = useSavedForm({
    schema: updateConnectionSchema,
    action: (input: UpdateConnectionInput) => update(input),
    defaultValues: defaultsOf(connection),
    note: 'The settings were saved',
  });
  const configuration = useWatch({ control: form.methods.control, name: 'oidc.configuration' });
  return (
    <SettingsForm form={form}>
      <TextField
        name="oidc.issuer"
        label={words.issuer}
        placeholder={words.issuerExample}
        autoComplete="off"
        spellCheck={false}
      />
      <TextField name="oidc.clientId" label={words.clientId} autoComplete="off" spellCheck={false} />
      <TextField
        name="clientSecret"
        label={words.clientSecret}
        type="password"
        autoComplete="new-password"
        placeholder={connection.hasSecret ? '••••••••••••' : ''}
        hint={
          connection.hasSecret
            ? 'It is stored. Empty: it stays as it is.'
            : 'It is stored encrypted and never shown again.'
        }
      />
      <SelectField name="oidc.configuration" label="Addresses" options={configurations} />
      {configuration === 'MANUAL' && <Addresses />}
      <SelectField name="oidc.tokenAuthMethod" label="How the secret is sent" options={authMethods} />
      <TextListField
        name="oidc.scopes"
        label="Scopes"
        itemLabel="Scope"
        placeholder="openid"
        disabled={false}
      />
      {settings.configuration === 'MANUAL' && configuration === 'DISCOVERY' && (
        <p className="text-ink-3 text-sm">From now on they are looked up at the issuer.</p>
      )}
    </SettingsForm>
  );
}

function Addresses() {
  return (
    <>
      <TextField
        name="oidc.authorizationEndpoint"
        label="Authorization endpoint"
        autoComplete="off"
        spellCheck={false}
      />
      <TextField name="oidc.tokenEndpoint" label="Token endpoint" autoComplete="off" spellCheck={false} />
      <TextField name="oidc.jwksUri" label="Keys (JWKS)" autoComplete="off" spellCheck={false} />
      <TextField
        name="oidc.userinfoEndpoint"
        label="Userinfo endpoint"
        optional
        autoComplete="off"
        spellCheck={false}
      />
    </>
  );
}

function defaultsOf({ organizationId, connectionId, settings }: OidcFormProps['connection']) {
  return {
    organizationId,
    connectionId,
    clientSecret: '',
    oidc: {
      issuer: settings.issuer ?? '',
      clientId: settings.clientId ?? '',
      configuration: settings.configuration,
      authorizationEndpoint: settings.authorizationEndpoint ?? '',
      tokenEndpoint: settings.tokenEndpoint ?? '',
      jwksUri: settings.jwksUri ?? '',
      userinfoEndpoint: settings.userinfoEndpoint ?? '',
      tokenAuthMethod: settings.tokenAuthMethod,
      scopes: [...settings.scopes],
    },
  };
}

const configurations = [
  {
    value: 'DISCOVERY',
    label: 'Looked up at the issuer',
    hint: 'From its /.well-known/openid-configuration.',
  },
  { value: 'MANUAL', label: 'Entered by hand' },
];

const authMethods = [
  { value: 'client_secret_post', label: 'In the body (client_secret_post)' },
  { value: 'client_secret_basic', label: 'As a header (client_secret_basic)' },
];
