'use client';

import type { ComponentProps, ReactNode } from 'react';
import { describeField, Field } from '../ui/field';
import { Textarea } from '../ui/textarea';
import { useField } from './form';

export type TextAreaFieldProps = Omit<
  ComponentProps<'textarea'>,
  'id' | 'name' | 'value' | 'defaultValue' | 'onChange'
> & { name: string; label: ReactNode; hint?: ReactNode; optional?: boolean | undefined };

/** A field of several lines, bound to the form around it by `name`. */
export function TextAreaField({ name, label, hint, optional, className, ...rest }: TextAreaFieldProps) {
  const { id, field, error } = useField(name);
  return (
    <Field id={id} label={label} hint={hint} error={error} optional={optional} className={className}>
      <Textarea {...rest} {...field} value={field.value ?? ''} {...describeField({ id, hint, error })} />
    </Field>
  );
}
