'use client';

import type { z } from 'zod';
import { SettingsForm } from '@/components/forms/settings-form';
import { TextField } from '@/components/forms/text-field';
import { useSavedForm } from '@/components/forms/use-saved-form';
import { formatDuration } from '@/components/organizations/duration-text';
import { minutesFieldSchema } from '@/components/organizations/settings-fields';
import type { OrganizationDetails } from '@/lib/organizations/get-organization';
import { organizationRefSchema } from '@/lib/organizations/organization.schema';
import { changeSessionPolicyAction } from './actions';

const formSchema = organizationRefSchema.extend({
  sessionAbsoluteMinutes: minutesFieldSchema,
  sessionIdleMinutes: minutesFieldSchema,
});

/** How long people stay signed in to an organization. */
export function SessionsForm({ organization }: { organization: OrganizationDetails }) {
  const { id, sessionPolicy, applicationSessionPolicy } = organization;
  const defaultValues: z.input<typeof formSchema> = {
    organizationId: id,
    sessionAbsoluteMinutes: textOf(sessionPolicy.absoluteMinutes),
    sessionIdleMinutes: textOf(sessionPolicy.idleMinutes),
  };
  const form = useSavedForm({
    schema: formSchema,
    action: changeSessionPolicyAction,
    defaultValues,
    note: 'The settings were saved',
  });
  const absolute = textOf(applicationSessionPolicy.absoluteMinutes);
  const idle = textOf(applicationSessionPolicy.idleMinutes);
  return (
    <SettingsForm form={form}>
      <TextField
        name="sessionAbsoluteMinutes"
        label="At most"
        optional
        autoComplete="off"
        placeholder={absolute}
        className="[&_input]:max-w-60"
        hint={`Empty: as everywhere, ${absolute}. Who is signed in for longer signs in again.`}
      />
      <TextField
        name="sessionIdleMinutes"
        label="Without use"
        optional
        autoComplete="off"
        placeholder={idle}
        className="[&_input]:max-w-60"
        hint={`Empty: as everywhere, ${idle}.`}
      />
    </SettingsForm>
  );
}

function textOf(minutes: number | null): string {
  return minutes === null ? '' : formatDuration(minutes * 60);
}
