'use client';

import { usePathname, useSearchParams } from 'next/navigation';
import { useEffect, useSyncExternalStore } from 'react';

/** What was opened or closed since the router came to the address `from`. */
interface Changed {
  readonly from: string;
  readonly name: string;
  readonly value: string | null;
}

let changed: Changed | null = null;
const listeners = new Set<() => void>();

/**
 * What is open on a page stands in its address (`?role=...`), so that a link can open it; opening and closing it asks
 * the server for nothing. The router is not told of the change: told while it shows a page that it fetched anew, it
 * may never show it (docs/decisions/0006-the-router-is-not-told.md). What it goes to next wins.
 */
export function useAddressParameter(name: string): [string | null, (value: string | null) => void] {
  const path = usePathname();
  const parameters = useSearchParams();
  const from = `${path}?${parameters}`;
  const current = useSyncExternalStore(subscribe, readChanged, () => null);
  const own = current?.from === from && current.name === name ? current : null;
  const value = own ? own.value : parameters.get(name);

  // The router writes its own address whenever it shows something.
  useEffect(() => {
    if (own) writeAddress(path, parameters, own);
  });

  function change(next: string | null) {
    changed = { from, name, value: next };
    for (const listener of listeners) listener();
  }

  return [value, change];
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) changed = null;
  };
}

function readChanged(): Changed | null {
  return changed;
}

/** With the state that the router keeps there, by which it knows the entry as its own and leaves it. */
function writeAddress(path: string, parameters: URLSearchParams, { name, value }: Changed): void {
  const next = new URLSearchParams(parameters);
  if (value === null) next.delete(name);
  else next.set(name, value);
  const query = next.toString().replaceAll('%2C', ',');
  const address = query ? `${path}?${query}` : path;
  if (address === window.location.pathname + window.location.search) return;
  window.history.replaceState(window.history.state, '', address);
}
