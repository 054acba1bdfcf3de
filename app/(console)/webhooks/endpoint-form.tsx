'use client';

import { useWatch } from 'react-hook-form';
import type { z } from 'zod';
import { ErrorSummary } from '@/components/forms/error-summary';
import { Form } from '@/components/forms/form';
import { RadioField } from '@/components/forms/radio-field';
import { SubmitButton } from '@/components/forms/submit-button';
import { TextField } from '@/components/forms/text-field';
import { type SubmitResult, useActionForm } from '@/components/forms/use-action-form';
import { DialogActions, DialogCancel } from '@/components/ui/dialog';
import { TypesField } from '@/components/webhooks/types-field';
import type { EndpointInput } from '@/lib/webhooks/webhook.schema';

export type EndpointFormProps<Values extends EndpointInput, Data> = {
  schema: z.ZodType<Values, Values>;
  action: (values: Values) => Promise<SubmitResult<Data>>;
  defaultValues: Values;
  onDone: (data: Data) => void;
  submitLabel: string;
  onlyWhenChanged?: boolean;
};

const scopes = [
  { value: 'all', label: 'All events', hint: 'Those that later versions of Usher add, too.' },
  { value: 'chosen', label: 'Chosen types of events' },
];

/** Where an endpoint is and what it gets. */
export function EndpointForm<Values extends EndpointInput, Data>(props: EndpointFormProps<Values, Data>) {
  const { schema, action, defaultValues, onDone, submitLabel, onlyWhenChanged = false } = props;
  const form = useActionForm<Values, Values, Data>({
    schema,
    action,
    defaultValues: defaultValues as never,
    onSuccess: onDone,
  });
  return (
    <Form form={form}>
      <ErrorSummary />
      <TextField
        name="url"
        label="Address"
        placeholder="https://app.example.com/webhooks"
        autoComplete="off"
        inputMode="url"
        spellCheck={false}
      />
      <TextField name="description" label="Description" optional autoComplete="off" />
      <RadioField name="scope" label="Gets" options={scopes} />
      <ChosenTypes />
      <DialogActions>
        <DialogCancel />
        <SubmitButton showShortcut onlyWhenChanged={onlyWhenChanged}>
          {submitLabel}
        </SubmitButton>
      </DialogActions>
    </Form>
  );
}

function ChosenTypes() {
  return useWatch({ name: 'scope' }) === 'chosen' ? <TypesField /> : null;
}
