'use client';

import { Check, ChevronDown } from 'lucide-react';
import { Select as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { classNames } from './class-names';
import { CONTROL_CLASS_NAMES } from './input';
import { useNonce } from './nonce';

export type SelectOption = {
  value: string;
  label: string;
  /** One line under the label, in the list only. */
  hint?: string | undefined;
  disabled?: boolean | undefined;
};

export type SelectProps = {
  options: readonly SelectOption[];
  value?: string | undefined;
  defaultValue?: string | undefined;
  onValueChange?: (value: string) => void;
  placeholder?: string | undefined;
  /** With a name, the value travels with the form around it. */
  name?: string | undefined;
  disabled?: boolean | undefined;
  required?: boolean | undefined;
  onBlur?: () => void;
  className?: string | undefined;
  id?: string | undefined;
  'aria-label'?: string | undefined;
  'aria-invalid'?: boolean | undefined;
  'aria-describedby'?: string | undefined;
};

/** One choice out of a list: arrow keys, Home, End, and typing the first letters all work. */
export function Select({ options, placeholder, className, id, onBlur, ...props }: SelectProps) {
  const { value, defaultValue, onValueChange, name, disabled, required, ...aria } = props;
  const root = defined({ value, defaultValue, onValueChange, name, disabled, required });
  return (
    <Radix.Root {...root}>
      <Radix.Trigger
        {...aria}
        id={id}
        onBlur={onBlur}
        className={classNames(
          CONTROL_CLASS_NAMES,
          'flex h-[38px] items-center justify-between gap-2 text-left data-placeholder:text-ink-3',
          className,
        )}
      >
        <span className="min-w-0 truncate">
          <Radix.Value placeholder={placeholder} />
        </span>
        <Radix.Icon asChild>
          <ChevronDown aria-hidden="true" className="text-ink-2" />
        </Radix.Icon>
      </Radix.Trigger>
      <SelectList>
        {options.map((option) => (
          <SelectItem key={option.value} option={option} />
        ))}
      </SelectList>
    </Radix.Root>
  );
}

function SelectList({ children }: { children: ReactNode }) {
  const nonce = useNonce();
  return (
    <Radix.Portal>
      <Radix.Content
        position="popper"
        sideOffset={5}
        className={classNames(
          'z-60 max-h-(--radix-select-content-available-height) w-(--radix-select-trigger-width) min-w-44 overflow-hidden',
          'rounded-[10px] border border-line bg-paper shadow-menu data-[state=open]:animate-appear',
        )}
      >
        <Radix.Viewport nonce={nonce} className="max-h-80 p-1">
          {children}
        </Radix.Viewport>
      </Radix.Content>
    </Radix.Portal>
  );
}

function SelectItem({ option }: { option: SelectOption }) {
  return (
    <Radix.Item
      {...(option.hint && { 'aria-labelledby': undefined })}
      value={option.value}
      disabled={option.disabled ?? false}
      className={classNames(
        'flex items-start gap-2 rounded-sm px-2 py-1.5 outline-none select-none',
        'data-highlighted:bg-sunk data-disabled:text-ink-3 data-disabled:cursor-not-allowed',
      )}
    >
      <span className="grid size-5 place-items-center">
        <Radix.ItemIndicator>
          <Check aria-hidden="true" className="size-3.5" />
        </Radix.ItemIndicator>
      </span>
      <span className="min-w-0">
        <Radix.ItemText>{option.label}</Radix.ItemText>
        {option.hint && <span className="block text-sm text-ink-3">{option.hint}</span>}
      </span>
    </Radix.Item>
  );
}

/** Radix tells "not given" from "undefined" by the key being absent. */
function defined<T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}
