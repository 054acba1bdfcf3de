'use client';

import type { FieldValues } from 'react-hook-form';
import { useToast } from '../ui/toast';
import { type ActionForm, type ActionFormOptions, useActionForm } from './use-action-form';

export type SavedFormOptions<Input extends FieldValues, Output extends FieldValues, Data> = Omit<
  ActionFormOptions<Input, Output, Data>,
  'onSuccess'
> & {
  /** What the note says after a success. */
  note: string;
};

/** A form that stays on the page: after a success it counts as unchanged, with what was typed. */
export function useSavedForm<Input extends FieldValues, Output extends FieldValues, Data>({
  note,
  ...options
}: SavedFormOptions<Input, Output, Data>): ActionForm<Input, Output> {
  const toast = useToast();
  const form = useActionForm({
    ...options,
    onSuccess: () => {
      form.methods.reset(form.methods.getValues());
      toast({ title: note });
    },
  });
  return form;
}
