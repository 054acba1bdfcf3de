'use client';

import { Plus, X } from 'lucide-react';
import { type ReactNode, useRef } from 'react';
import { get, useFormState } from 'react-hook-form';
import { Button } from '../ui/button';
import { describeField, FieldNotes } from '../ui/field';
import { Input } from '../ui/input';
import { fieldId, useField, useFormMeta } from './form';

export type TextListFieldProps = {
  name: string;
  /** What the lines are, above them. */
  label: string;
  /** What one line is: "Redirect address". */
  itemLabel: string;
  hint?: ReactNode;
  placeholder?: string | undefined;
  disabled?: boolean | undefined;
};

/** A list of short texts, one line each, bound to the form around it by `name`; each line shows its own error. */
export function TextListField({ name, label, itemLabel, hint, placeholder, disabled }: TextListFieldProps) {
  const { id, field, error } = useField(name);
  const list = useRef<HTMLDivElement>(null);
  const lines: readonly string[] = field.value ?? [];
  const change = (next: readonly string[]) => field.onChange([...next]);
  function add() {
    change([...lines, '']);
    // The line is there after the next paint.
    requestAnimationFrame(() => list.current?.querySelector<HTMLElement>('li:last-child input')?.focus());
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as this is
    <div role="group" ref={list} {...describeField({ id, hint, error })} aria-label={label} tabIndex={-1}>
      <p aria-hidden="true" className="font-strong">
        {label}
      </p>
      <FieldNotes id={id} hint={hint} error={error} />
      <ul className="mt-1.5 flex flex-col gap-1.5">
        {lines.map((line, index) => (
          <Line
            // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place; what it says is the form's
            key={index}
            name={`${name}.${index}`}
            label={`${itemLabel} ${index + 1}`}
            value={line}
            placeholder={placeholder}
            disabled={disabled}
            onChange={(text) => change(lines.with(index, text))}
            onRemove={() => change(lines.toSpliced(index, 1))}
          />
        ))}
      </ul>
      {!disabled && (
        <Button size="small" className="mt-1.5" onClick={add}>
          <Plus aria-hidden="true" />
          Add {itemLabel.toLowerCase()}
        </Button>
      )}
    </div>
  );
}

type LineProps = {
  name: string;
  label: string;
  value: string;
  placeholder: string | undefined;
  disabled: boolean | undefined;
  onChange: (text: string) => void;
  onRemove: () => void;
};

function Line({ name, label, value, placeholder, disabled, onChange, onRemove }: LineProps) {
  const id = fieldId(useFormMeta().id, name);
  const error = (get(useFormState().errors, name) as { message?: string } | undefined)?.message;
  return (
    <li className="flex flex-col gap-[5px]">
      <label htmlFor={id} className="sr-only">
        {label}
      </label>
      <div className="flex items-center gap-1">
        <Input
          {...describeField({ id, error })}
          value={value}
          placeholder={placeholder}
          disabled={disabled}
          autoComplete="off"
          spellCheck={false}
          className="font-mono text-[12.5px]"
          onChange={(event) => onChange(event.target.value)}
        />
        {!disabled && (
          <Button variant="ghost" size="icon" aria-label={`Remove ${label.toLowerCase()}`} onClick={onRemove}>
            <X aria-hidden="true" />
          </Button>
        )}
      </div>
      <FieldNotes id={id} error={error} />
    </li>
  );
}
