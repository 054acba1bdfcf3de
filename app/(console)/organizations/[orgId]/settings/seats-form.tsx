'use client';

import type { z } from 'zod';
import { SettingsForm } from '@/components/forms/settings-form';
import { TextField } from '@/components/forms/text-field';
import { useActionForm } from '@/components/forms/use-action-form';
import { seatsFieldSchema } from '@/components/organizations/settings-fields';
import { useToast } from '@/components/ui/toast';
import type { OrganizationDetails } from '@/lib/organizations/get-organization';
import { changeSeatsSchema } from '@/lib/organizations/organization.schema';
import { changeSeatsAction } from './actions';

const formSchema = changeSeatsSchema.extend({ seatsCap: seatsFieldSchema });

/** How many people may be in an organization. */
export function SeatsForm({ organization }: { organization: OrganizationDetails }) {
  const { id, seatsUsed, seatsCap } = organization;
  const toast = useToast();
  const defaultValues: z.input<typeof formSchema> = {
    organizationId: id,
    seatsCap: seatsCap === null ? '' : String(seatsCap),
  };
  const form = useActionForm({
    schema: formSchema,
    action: changeSeatsAction,
    defaultValues,
    onSuccess: (_, { seatsCap: cap }) => {
      toast({
        title:
          cap === null ? 'There is no limit any more' : `There are ${cap.toLocaleString('en')} seats now`,
      });
    },
  });
  const taken = seatsUsed === 1 ? '1 seat is' : `${seatsUsed.toLocaleString('en')} seats are`;
  return (
    <SettingsForm form={form} submitLabel="Change seats">
      <TextField
        name="seatsCap"
        label="Seats"
        optional
        inputMode="numeric"
        autoComplete="off"
        placeholder="No limit"
        className="[&_input]:max-w-60"
        hint={`${taken} taken. Empty: no limit.`}
      />
    </SettingsForm>
  );
}
