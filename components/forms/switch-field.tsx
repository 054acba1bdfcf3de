'use client';

import type { ReactNode } from 'react';
import { classNames } from '../ui/class-names';
import { describeField, FieldNotes } from '../ui/field';
import { Switch } from '../ui/switch';
import { useField } from './form';

export type SwitchFieldProps = {
  name: string;
  label: ReactNode;
  hint?: ReactNode;
  disabled?: boolean | undefined;
  className?: string | undefined;
};

/** A setting to turn on or off: label and hint on the left, the switch on the right. */
export function SwitchField({ name, label, hint, disabled = false, className }: SwitchFieldProps) {
  const { id, field, error } = useField(name);
  return (
    <div className={classNames('flex items-start justify-between gap-6', className)}>
      <div className="min-w-0">
        <label htmlFor={id} className="font-strong">
          {label}
        </label>
        <FieldNotes id={id} hint={hint} error={error} />
      </div>
      <Switch
        ref={field.ref}
        name={name}
        checked={Boolean(field.value)}
        onCheckedChange={field.onChange}
        onBlur={field.onBlur}
        disabled={disabled}
        {...describeField({ id, hint, error })}
      />
    </div>
  );
}
