'use client';

import { SettingsForm } from '@/components/forms/settings-form';
import { TextField } from '@/components/forms/text-field';
import { updateOrganizationSchema } from '@/lib/organizations/organization.schema';
import type { SettingsFormProps } from './settings-form-props';
import { useSettingsForm } from './use-settings-form';

const formSchema = updateOrganizationSchema.pick({ name: true, externalId: true });

/** What an organization is called. */
export function GeneralForm({ organization, mayGovern }: SettingsFormProps) {
  const { name, externalId } = organization;
  const form = useSettingsForm(organization, formSchema, { name, externalId: externalId ?? '' });
  return (
    <SettingsForm form={form}>
      <TextField name="name" label="Name" autoComplete="off" hint="People see it in their invitation." />
      {mayGovern && (
        <TextField
          name="externalId"
          label="External id"
          optional
          autoComplete="off"
          spellCheck={false}
          hint="What your application calls this customer."
        />
      )}
    </SettingsForm>
  );
}
