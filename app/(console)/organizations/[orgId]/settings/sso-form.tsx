'use client';

import { SettingsForm } from '@/components/forms/settings-form';
import { SwitchField } from '@/components/forms/switch-field';
import { useSavedForm } from '@/components/forms/use-saved-form';
import { enforceSsoSchema } from '@/lib/connections/connection.schema';
import type { OrganizationDetails } from '@/lib/organizations/get-organization';
import { enforceSsoAction } from './actions';

/** Whether members must log in by their identity provider. */
export function SsoForm({ organization }: { organization: OrganizationDetails }) {
  const form = useSavedForm({
    schema: enforceSsoSchema,
    action: enforceSsoAction,
    defaultValues: { organizationId: organization.id, required: organization.ssoRequired },
    note: 'The settings were saved',
  });
  return (
    <SettingsForm form={form}>
      <SwitchField
        name="required"
        label="Members must use SSO"
        hint="They can no longer log in by a mailed link. Admins of this organization and the staff still can, so that nobody is locked out when the identity provider fails. It needs a connection that is on and a verified domain."
      />
    </SettingsForm>
  );
}
