'use client';

import type { ReactNode } from 'react';
import { describeField, Field } from '../ui/field';
import { Select, type SelectOption } from '../ui/select';
import { useField } from './form';

export type SelectFieldProps = {
  name: string;
  label: ReactNode;
  options: readonly SelectOption[];
  /** A sentence below; by default the hint of the chosen option. */
  hint?: ReactNode;
  placeholder?: string | undefined;
  optional?: boolean | undefined;
  disabled?: boolean | undefined;
  className?: string | undefined;
};

/** One choice out of a list, bound to the form around it by `name`. */
export function SelectField({ name, label, options, optional, className, ...rest }: SelectFieldProps) {
  const { id, field, error } = useField(name);
  const hint = rest.hint ?? options.find((option) => option.value === field.value)?.hint;
  return (
    <Field id={id} label={label} hint={hint} error={error} optional={optional} className={className}>
      <Select
        options={options}
        name={name}
        value={field.value ?? ''}
        onValueChange={field.onChange}
        onBlur={field.onBlur}
        placeholder={rest.placeholder}
        disabled={rest.disabled}
        {...describeField({ id, hint, error })}
      />
    </Field>
  );
}
