'use client';

import type { DefaultValues, FieldValues } from 'react-hook-form';
import type { z } from 'zod';
import type { ActionForm } from '@/components/forms/use-action-form';
import { useSavedForm } from '@/components/forms/use-saved-form';
import type { UpdateApplicationInput } from '@/lib/applications/application.schema';
import { updateApplicationAction } from '../actions';

/** The form of some of an application's settings; the others stay as they are. */
export function useApplicationForm<
  Input extends FieldValues,
  Output extends Omit<UpdateApplicationInput, 'clientId'>,
>(
  clientId: string,
  schema: z.ZodType<Output, Input>,
  defaultValues: DefaultValues<Input>,
): ActionForm<Input, Output> {
  return useSavedForm({
    schema,
    action: (fields: Output) => updateApplicationAction({ clientId, ...fields }),
    defaultValues,
    note: 'The application was saved',
  });
}
