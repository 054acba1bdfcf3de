'use client';

import type { ComponentProps, ReactNode } from 'react';
import { describeField, Field } from '../ui/field';
import { Input } from '../ui/input';
import { useField } from './form';

export type TextFieldProps = Omit<
  ComponentProps<'input'>,
  'id' | 'name' | 'value' | 'defaultValue' | 'onChange'
> & {
  name: string;
  label: ReactNode;
  hint?: ReactNode;
  optional?: boolean | undefined;
};

/** A field of one line, bound to the form around it by `name`. */
export function TextField({ name, label, hint, optional, className, ...rest }: TextFieldProps) {
  const { id, field, error } = useField(name);
  return (
    <Field id={id} label={label} hint={hint} error={error} optional={optional} className={className}>
      <Input {...rest} {...field} value={field.value ?? ''} {...describeField({ id, hint, error })} />
    </Field>
  );
}
