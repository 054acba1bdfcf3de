'use client';

import { FieldNotes } from '../ui/field';
import { RadioGroup, type RadioOption } from '../ui/radio-group';
import { useField } from './form';

export type RadioFieldProps = { name: string; label: string; options: readonly RadioOption[] };

/** One choice out of a few that are all in view, bound to the form around it by `name`. */
export function RadioField({ name, label, options }: RadioFieldProps) {
  const { id, field, error } = useField(name);
  return (
    <div id={id} tabIndex={-1} className="flex flex-col gap-[5px] outline-none">
      <RadioGroup
        name={name}
        label={label}
        options={options}
        value={field.value}
        onValueChange={field.onChange}
      />
      <FieldNotes id={id} error={error} />
    </div>
  );
}
