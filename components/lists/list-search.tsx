'use client';

import { useEffect, useState } from 'react';
import { SearchBox } from '../ui/search-box';
import { firstOf } from './list-address';
import { useListAddress } from './use-list-address';

const patienceMilliseconds = 250;

export type ListSearchProps = {
  /** What is searched: "Search name or address". */
  label: string;
  /** Its name in the address. */
  name?: string;
  className?: string | undefined;
};

/** The search of a list, which stands in the address. It asks once the typing pauses. */
export function ListSearch({ label, name = 'q', className }: ListSearchProps) {
  const { address, change, isPending } = useListAddress();
  const shown = firstOf(address.parameters[name]) ?? '';
  const [typed, setTyped] = useState(shown);
  const [known, setKnown] = useState(shown);
  // Someone went back, or cleared the filters: the box follows the address.
  if (shown !== known && !isPending) {
    setKnown(shown);
    setTyped(shown);
  }
  const wanted = typed.trim();
  useEffect(() => {
    if (wanted === known) return;
    const timer = setTimeout(() => {
      setKnown(wanted);
      change({ [name]: wanted || null }, { replacing: true });
    }, patienceMilliseconds);
    return () => clearTimeout(timer);
  });
  return (
    <SearchBox
      label={label}
      name={name}
      value={typed}
      onValueChange={setTyped}
      pending={isPending}
      className={className}
    />
  );
}
