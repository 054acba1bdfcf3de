'use client';

import { RadioGroup as Radix } from 'radix-ui';
import { type ReactNode, useId } from 'react';
import { classNames } from './class-names';

export type RadioOption = {
  value: string;
  label: ReactNode;
  hint?: ReactNode;
  disabled?: boolean | undefined;
};

export type RadioGroupProps = {
  /** The question; shown above the choices unless `labelHidden`. */
  label: string;
  labelHidden?: boolean | undefined;
  options: readonly RadioOption[];
  value?: string | undefined;
  onValueChange?: (value: string) => void;
  name?: string | undefined;
  className?: string | undefined;
};

/** One choice out of a few that are all in view; the arrow keys move it. */
export function RadioGroup({
  label,
  labelHidden,
  options,
  value,
  onValueChange,
  name,
  className,
}: RadioGroupProps) {
  const id = useId();
  return (
    <div className={className}>
      <p id={id} className={labelHidden ? 'sr-only' : 'mb-1.5 font-strong'}>
        {label}
      </p>
      <Radix.Root
        aria-labelledby={id}
        {...(value === undefined ? {} : { value })}
        {...(onValueChange && { onValueChange })}
        {...(name && { name })}
        className="overflow-hidden rounded-md border border-line-strong divide-y divide-line"
      >
        {options.map((option) => (
          <Choice key={option.value} id={`${id}-${option.value}`} option={option} />
        ))}
      </Radix.Root>
    </div>
  );
}

function Choice({ id, option }: { id: string; option: RadioOption }) {
  return (
    <label
      htmlFor={id}
      className="flex gap-2.5 px-3 py-2.5 transition-colors hover:bg-wash has-data-[state=checked]:bg-sunk has-data-disabled:opacity-50"
    >
      <Radix.Item
        id={id}
        value={option.value}
        disabled={option.disabled ?? false}
        className={classNames(
          'mt-0.5 grid size-4 shrink-0 place-items-center rounded-full border-[1.5px] border-edge bg-paper',
          'data-[state=checked]:border-focus data-[state=checked]:bg-focus',
        )}
      >
        <Radix.Indicator className="size-1.5 rounded-full bg-on-focus" />
      </Radix.Item>
      <span className="min-w-0">
        <span className="block font-medium">{option.label}</span>
        {option.hint && <span className="block text-ink-3 text-sm">{option.hint}</span>}
      </span>
    </label>
  );
}
