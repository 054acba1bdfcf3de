'use client';

import { RadioField } from '@/components/forms/radio-field';
import { SettingsForm } from '@/components/forms/settings-form';
import { TextField } from '@/components/forms/text-field';
import { formatDuration } from '@/components/organizations/duration-text';
import { optionalDurationFieldSchema } from '@/components/organizations/settings-fields';
import { updateOrganizationSchema } from '@/lib/organizations/organization.schema';
import type { SettingsFormProps } from './settings-form-props';
import { useSettingsForm } from './use-settings-form';

const formSchema = updateOrganizationSchema
  .pick({ whoMayInvite: true })
  .extend({ invitationTtlSeconds: optionalDurationFieldSchema });

/** How people are invited to an organization. */
export function InvitationsForm({ organization, mayGovern }: SettingsFormProps) {
  const { invitationTtlSeconds, whoMayInvite, workspaceInvitationTtlSeconds } = organization;
  const workspaceDuration = formatDuration(workspaceInvitationTtlSeconds);
  const form = useSettingsForm(organization, formSchema, {
    invitationTtlSeconds: invitationTtlSeconds === null ? '' : formatDuration(invitationTtlSeconds),
    whoMayInvite,
  });
  return (
    <SettingsForm form={form}>
      <TextField
        name="invitationTtlSeconds"
        label="Open for"
        optional
        autoComplete="off"
        placeholder={workspaceDuration}
        className="[&_input]:max-w-60"
        hint={`Empty: as the workspace, ${workspaceDuration}.`}
      />
      {mayGovern && <RadioField name="whoMayInvite" label="Who may invite" options={inviters} />}
    </SettingsForm>
  );
}

const inviters = [
  { value: 'ADMINS', label: 'Its admins and your staff', hint: 'Everyone whose role lets them invite.' },
  { value: 'STAFF', label: 'Your staff only', hint: 'Its admins see the invitations but cannot send any.' },
];
