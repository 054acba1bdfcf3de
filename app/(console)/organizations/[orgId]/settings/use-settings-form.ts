'use client';

import type { DefaultValues, FieldValues } from 'react-hook-form';
import type { z } from 'zod';
import type { ActionForm } from '@/components/forms/use-action-form';
import { useSavedForm } from '@/components/forms/use-saved-form';
import type { OrganizationDetails } from '@/lib/organizations/get-organization';
import type { UpdateOrganizationInput } from '@/lib/organizations/organization.schema';
import { updateOrganizationAction } from './actions';

/** The form of some of an organization's settings: the others are sent back as they are. */
export function useSettingsForm<Input extends FieldValues, Output extends Partial<UpdateOrganizationInput>>(
  organization: OrganizationDetails,
  schema: z.ZodType<Output, Input>,
  defaultValues: DefaultValues<Input>,
): ActionForm<Input, Output> {
  const { id, name, externalId, invitationTtlSeconds, whoMayInvite } = organization;
  const settings = { organizationId: id, name, externalId, invitationTtlSeconds, whoMayInvite };
  return useSavedForm({
    schema,
    action: (fields: Output) => updateOrganizationAction({ ...settings, ...fields }),
    defaultValues,
    note: 'The settings were saved',
  });
}
