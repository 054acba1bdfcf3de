'use client';

import { usePathname, useRouter, useSearchParams } from 'next/navigation';
import { type AddressChanges, hrefWith, type ListAddress } from './list-address';
import { useListTransition } from './list-transition';

export interface ListAddressState {
  readonly address: ListAddress;
  /** Shows the list with something else chosen; `replacing` leaves no step to go back to. */
  readonly change: (changes: AddressChanges, options?: { readonly replacing?: boolean }) => void;
  /** The changed list is on its way. */
  readonly isPending: boolean;
}

/** The address of the list on this page, and how to change it. */
export function useListAddress(): ListAddressState {
  const router = useRouter();
  const path = usePathname();
  const shown = Object.fromEntries(useSearchParams());
  const { isPending, startTransition, wanted, want } = useListTransition();
  // Two changes in quick succession: the second must not undo the first, which is still on its way.
  const address = { path, parameters: wanted ?? shown };

  function change(changes: AddressChanges, { replacing = false } = {}) {
    const href = hrefWith(address, changes);
    startTransition(() => {
      want(Object.fromEntries(new URLSearchParams(href.split('?')[1])));
      if (replacing) router.replace(href, { scroll: false });
      else router.push(href, { scroll: false });
    });
  }

  return { address, change, isPending };
}
