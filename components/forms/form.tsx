'use client';

import { createContext, type FormEvent, type KeyboardEvent, type ReactNode, useContext, useId } from 'react';
import { type FieldValues, FormProvider, useController, useFormContext } from 'react-hook-form';
import type { ActionForm, FormFailure } from './use-action-form';

type FormMeta = { id: string; failure: FormFailure | undefined };

const FormMetaContext = createContext<FormMeta | undefined>(undefined);

export type FormProps<Input extends FieldValues, Output extends FieldValues> = {
  /** What `useActionForm` returned. */
  form: ActionForm<Input, Output>;
  className?: string | undefined;
  children: ReactNode;
};

/**
 * The form element around the fields. Ctrl or Cmd with Enter submits from any field. `method` is POST, so that
 * a press before the scripts have loaded never writes what was typed into the address.
 */
export function Form<Input extends FieldValues, Output extends FieldValues>(props: FormProps<Input, Output>) {
  const { form, className, children } = props;
  const id = useId();
  async function submit(event: FormEvent) {
    event.preventDefault();
    event.stopPropagation();
    if (!form.methods.formState.isSubmitting) await form.submit();
  }
  function onKeyDown(event: KeyboardEvent<HTMLFormElement>) {
    if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) event.currentTarget.requestSubmit();
  }
  return (
    <FormProvider {...form.methods}>
      <FormMetaContext value={{ id, failure: form.failure }}>
        <form
          id={id}
          method="post"
          noValidate
          onSubmit={submit}
          onKeyDown={onKeyDown}
          className={className ?? 'flex flex-col gap-3.5'}
        >
          {children}
        </form>
      </FormMetaContext>
    </FormProvider>
  );
}

/** The id of the form around it and why its last submit was refused. */
export function useFormMeta(): FormMeta {
  const meta = useContext(FormMetaContext);
  if (!meta) throw new Error('A field stands outside of <Form>.');
  return meta;
}

/** The id of a field's control; the error summary links to it. */
export function fieldId(formId: string, name: string): string {
  return `${formId}-${name}`;
}

/** The value, handlers and error of one field of the form around it. */
export function useField(name: string) {
  const { id } = useFormMeta();
  const { control } = useFormContext();
  const { field, fieldState } = useController({ name, control });
  return { id: fieldId(id, name), field, error: fieldState.error?.message };
}
