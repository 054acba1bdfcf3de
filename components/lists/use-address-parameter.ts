'use client';

import { usePathname, useSearchParams } from 'next/navigation';

/**
 * What is open on a page stands in its address (`?role=...`), so that a link can open it; opening and closing it asks
 * the server for nothing.
 */
export function useAddressParameter(name: string): [string | null, (value: string | null) => void] {
  const path = usePathname();
  const parameters = useSearchParams();

  function change(value: string | null) {
    const changed = new URLSearchParams(parameters);
    if (value === null) changed.delete(name);
    else changed.set(name, value);
    const query = changed.toString().replaceAll('%2C', ',');
    window.history.replaceState(null, '', query ? `${path}?${query}` : path);
  }

  return [parameters.get(name), change];
}
