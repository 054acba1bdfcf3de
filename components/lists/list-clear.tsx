'use client';

import { Button } from '../ui/button';
import { useListAddress } from './use-list-address';

/** Takes the search and every filter away; the order stays. Shown only while something is left out. */
export function ListClear({ names }: { names: readonly string[] }) {
  const { change } = useListAddress();
  return (
    <Button variant="ghost" onClick={() => change(Object.fromEntries(names.map((name) => [name, null])))}>
      Clear all
    </Button>
  );
}
