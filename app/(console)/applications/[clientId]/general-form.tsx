'use client';

import { z } from 'zod';
import { SelectField } from '@/components/forms/select-field';
import { SettingsForm } from '@/components/forms/settings-form';
import { SwitchField } from '@/components/forms/switch-field';
import { TextField } from '@/components/forms/text-field';
import { formatDuration } from '@/components/organizations/duration-text';
import { type ApplicationType, accessTokenSeconds, isPublicType } from '@/lib/applications/application';
import { applicationSettingsSchema } from '@/lib/applications/application.schema';
import type { ClientRecord } from '@/lib/applications/client-record';
import { useApplicationForm } from './use-application-form';

const formSchema = applicationSettingsSchema
  .pick({ name: true, pkceRequired: true, apiAccess: true })
  .extend({
    accessTokenSeconds: z
      .string()
      .transform((text): number | null => Number(text))
      .pipe(applicationSettingsSchema.shape.accessTokenSeconds),
  });

/** What an application is called, and how it gets and holds tokens. */
export function GeneralForm({ application, type }: { application: ClientRecord; type: ApplicationType }) {
  const { clientId, name, pkceRequired, apiAccess } = application;
  const seconds = application.accessTokenSeconds ?? accessTokenSeconds.most;
  const form = useApplicationForm(clientId, formSchema, {
    name,
    pkceRequired,
    apiAccess,
    accessTokenSeconds: String(seconds),
  });
  const isPublic = isPublicType(type);
  return (
    <SettingsForm form={form}>
      <TextField
        name="name"
        label="Name"
        autoComplete="off"
        hint="What you call it here. People see the name that stands in Settings."
      />
      <SelectField
        name="accessTokenSeconds"
        label="Access tokens live for"
        options={lifetimes(seconds)}
        hint="The application refreshes them. So long at most somebody who was removed can go on."
        className="[&_button]:max-w-60"
      />
      <SwitchField
        name="pkceRequired"
        label="PKCE required"
        disabled={isPublic}
        hint={
          isPublic
            ? 'Always: it cannot keep a secret.'
            : 'A sign-in without a PKCE challenge is refused. Turn it on once your application sends one.'
        }
      />
      {!isPublic && (
        <SwitchField
          name="apiAccess"
          label="May call the API"
          hint="With its id and secret, for every organization. It is listed among the API credentials then."
        />
      )}
    </SettingsForm>
  );
}

function lifetimes(present: number) {
  const choices = [...new Set([60, 120, 180, 300, present])].sort((one, other) => one - other);
  return choices.map((seconds) => ({ value: String(seconds), label: formatDuration(seconds) }));
}
