'use client';

import { FilterChip, type FilterOption } from '../ui/filter-chip';
import { listOf } from './list-address';
import { useListAddress } from './use-list-address';

export type ListFilterProps = {
  /** Its name in the address. */
  name: string;
  label: string;
  options: readonly FilterOption[];
  exclusive?: boolean | undefined;
};

/** A filter of a list, which stands in the address. */
export function ListFilter({ name, label, options, exclusive }: ListFilterProps) {
  const { address, change } = useListAddress();
  return (
    <FilterChip
      label={label}
      options={options}
      selected={listOf(address.parameters[name])}
      onChange={(selected) => change({ [name]: selected })}
      exclusive={exclusive}
    />
  );
}
