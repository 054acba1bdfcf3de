'use client';

import type { ReactNode } from 'react';
import type { FieldValues } from 'react-hook-form';
import { DialogActions, DialogCancel } from '../ui/dialog';
import { ErrorSummary } from './error-summary';
import { Form } from './form';
import { SubmitButton } from './submit-button';
import type { ActionForm } from './use-action-form';

export type DialogFormProps<Input extends FieldValues, Output extends FieldValues> = {
  form: ActionForm<Input, Output>;
  /** What the button says. */
  submitLabel: string;
  /** The button works once something has been changed. */
  onlyWhenChanged?: boolean | undefined;
  /** At the start of the line of buttons. */
  note?: ReactNode;
  children?: ReactNode;
};

/** The frame of a form in a dialog: what went wrong, its fields, Cancel, and the button that submits. */
export function DialogForm<Input extends FieldValues, Output extends FieldValues>({
  form,
  submitLabel,
  onlyWhenChanged,
  note,
  children,
}: DialogFormProps<Input, Output>) {
  return (
    <Form form={form}>
      <ErrorSummary />
      {children}
      <DialogActions note={note}>
        <DialogCancel />
        <SubmitButton showShortcut onlyWhenChanged={onlyWhenChanged}>
          {submitLabel}
        </SubmitButton>
      </DialogActions>
    </Form>
  );
}
