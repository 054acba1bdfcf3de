'use client';

import { SettingsForm } from '@/components/forms/settings-form';
import { TextField } from '@/components/forms/text-field';
import { TextListField } from '@/components/forms/text-list-field';
import { type ApplicationType, isPublicType } from '@/lib/applications/application';
import { applicationAddressesSchema } from '@/lib/applications/application.schema';
import type { ClientRecord } from '@/lib/applications/client-record';
import type { ConfiguredField } from '@/lib/applications/configured-fields';
import { useApplicationForm } from './use-application-form';

export type AddressesFormProps = {
  application: ClientRecord;
  type: ApplicationType;
  /** What the environment sets. */
  configured: readonly ConfiguredField[];
};

/** The addresses at which an application is called back. */
export function AddressesForm({ application, type, configured }: AddressesFormProps) {
  const form = useApplicationForm(application.clientId, applicationAddressesSchema(type), {
    redirectUris: [...application.redirectUris],
    initiateLoginUri: application.initiateLoginUri ?? '',
    postLogoutRedirectUris: [...application.postLogoutRedirectUris],
    backChannelLogoutUris: [...application.backChannelLogoutUris],
  });
  const isSet = (field: ConfiguredField) => configured.includes(field);
  return (
    <SettingsForm form={form}>
      <TextListField
        name="redirectUris"
        label="Redirect addresses"
        itemLabel="Redirect address"
        placeholder={
          type === 'native' ? 'com.example.app:/callback' : 'https://app.example.com/auth/callback'
        }
        disabled={isSet('redirectUris')}
        hint={
          isSet('redirectUris')
            ? 'Set by the environment, in USHER_REDIRECT_URIS.'
            : 'Where people come back to with a code, exactly as the application asks for it.'
        }
      />
      <TextField
        name="initiateLoginUri"
        label="Initiate-login address"
        optional
        autoComplete="off"
        spellCheck={false}
        disabled={isSet('initiateLoginUri')}
        placeholder="https://app.example.com/login"
        className="[&_input]:font-mono tablet:[&_input]:text-[12.5px]"
        hint={
          isSet('initiateLoginUri')
            ? 'Set by the environment, in USHER_INITIATE_LOGIN_URI.'
            : 'Where people go who have just joined: the application begins a sign-in there. Without it, they go to their own page.'
        }
      />
      <TextListField
        name="postLogoutRedirectUris"
        label="Addresses after logging out"
        itemLabel="Address after logging out"
        placeholder="https://app.example.com"
        hint="Where the application may send people once they have logged out. Any other address is refused, and they stay logged in."
      />
      {!isPublicType(type) && (
        <TextListField
          name="backChannelLogoutUris"
          label="Back-channel logout addresses"
          itemLabel="Back-channel logout address"
          placeholder="https://app.example.com/auth/logged-out"
          hint="Told by Usher, from server to server, when the session of somebody who is logged in here has ended."
        />
      )}
    </SettingsForm>
  );
}
