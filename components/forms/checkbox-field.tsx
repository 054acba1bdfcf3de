'use client';

import type { ReactNode } from 'react';
import { Checkbox } from '../ui/checkbox';
import { classNames } from '../ui/class-names';
import { describeField, FieldNotes } from '../ui/field';
import { useField } from './form';

export type CheckboxFieldProps = {
  name: string;
  label: ReactNode;
  hint?: ReactNode;
  disabled?: boolean | undefined;
  className?: string | undefined;
};

/** A box to tick with its label beside it, bound to the form around it by `name`. */
export function CheckboxField({ name, label, hint, disabled = false, className }: CheckboxFieldProps) {
  const { id, field, error } = useField(name);
  return (
    <div className={classNames('grid grid-cols-[auto_1fr] gap-x-2.5', className)}>
      <Checkbox
        ref={field.ref}
        name={name}
        checked={Boolean(field.value)}
        onCheckedChange={(checked) => field.onChange(checked === true)}
        onBlur={field.onBlur}
        disabled={disabled}
        className="mt-0.5"
        {...describeField({ id, hint, error })}
      />
      <div className="min-w-0">
        <label htmlFor={id} className="font-medium">
          {label}
        </label>
        <FieldNotes id={id} hint={hint} error={error} />
      </div>
    </div>
  );
}
