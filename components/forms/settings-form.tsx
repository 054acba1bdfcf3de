'use client';

import type { ReactNode } from 'react';
import type { FieldValues } from 'react-hook-form';
import { ErrorSummary } from './error-summary';
import { Form } from './form';
import { SubmitButton } from './submit-button';
import type { ActionForm } from './use-action-form';

export type SettingsFormProps<Input extends FieldValues, Output extends FieldValues> = {
  form: ActionForm<Input, Output>;
  submitLabel?: string;
  /** Further buttons, beside the one that saves. */
  actions?: ReactNode;
  children: ReactNode;
};

/** The frame of each form of settings: its fields, and a button that works once something has changed. */
export function SettingsForm<Input extends FieldValues, Output extends FieldValues>({
  form,
  submitLabel = 'Save',
  actions,
  children,
}: SettingsFormProps<Input, Output>) {
  return (
    <Form form={form} className="flex flex-col gap-4">
      <ErrorSummary />
      {children}
      <div className="flex flex-wrap gap-2">
        <SubmitButton onlyWhenChanged variant="default">
          {submitLabel}
        </SubmitButton>
        {actions}
      </div>
    </Form>
  );
}
