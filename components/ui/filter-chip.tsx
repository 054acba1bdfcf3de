'use client';

import { ChevronDown, X } from 'lucide-react';
import { classNames } from './class-names';
import { DropdownMenu, MenuCheckboxItem } from './dropdown-menu';

export type FilterOption = { value: string; label: string };

export type FilterChipProps = {
  label: string;
  options: readonly FilterOption[];
  /** The chosen values, in any order. */
  selected: readonly string[];
  onChange: (selected: string[]) => void;
  /** Only one value at a time. */
  exclusive?: boolean | undefined;
};

/** A filter of a list: dashed while it is not set, solid with its values and a × to clear it once it is. */
export function FilterChip({ label, options, selected, onChange, exclusive = false }: FilterChipProps) {
  const chosen = options.filter((option) => selected.includes(option.value));
  const isSet = chosen.length > 0;
  function toggle(value: string, checked: boolean) {
    if (!checked) onChange(selected.filter((other) => other !== value));
    else onChange(exclusive ? [value] : [...selected, value]);
  }
  const menu = (
    <DropdownMenu
      align="start"
      trigger={
        <button
          type="button"
          className="inline-flex min-w-0 items-center gap-1.5 self-stretch rounded-md pr-2 pl-2.5 font-medium group-data-[set=true]/filter:pr-1"
        >
          <span className="truncate">{isSet ? `${label}: ${summary(chosen)}` : label}</span>
          {!isSet && <ChevronDown aria-hidden="true" className="size-3.5" />}
        </button>
      }
    >
      {options.map((option) => (
        <MenuCheckboxItem
          key={option.value}
          exclusive={exclusive}
          checked={selected.includes(option.value)}
          onCheckedChange={(checked) => toggle(option.value, checked)}
        >
          {option.label}
        </MenuCheckboxItem>
      ))}
    </DropdownMenu>
  );
  return (
    <span data-set={isSet} className={CHIP_CLASS_NAMES}>
      {menu}
      {isSet && (
        <button
          type="button"
          aria-label={`Clear the filter ${label}`}
          onClick={() => onChange([])}
          className="mr-1 grid size-6 shrink-0 place-items-center rounded-sm text-ink-3 hover:bg-line hover:text-ink"
        >
          <X aria-hidden="true" className="size-3.5" />
        </button>
      )}
    </span>
  );
}

/** The look of a filter: dashed while it is not set (`data-set`). */
export const CHIP_CLASS_NAMES = classNames(
  'group/filter inline-flex h-[34px] max-w-full items-center rounded-md border border-line-strong border-dashed text-ink-2',
  'transition-colors duration-100 hover:text-ink data-[set=false]:hover:border-edge',
  'data-[set=true]:border-solid data-[set=true]:bg-sunk data-[set=true]:text-ink',
);

function summary(chosen: readonly FilterOption[]): string {
  const labels = chosen.map((option) => option.label);
  return labels.length > 2 ? `${labels[0]} and ${labels.length - 1} more` : labels.join(', ');
}
