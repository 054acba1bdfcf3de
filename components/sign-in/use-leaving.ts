'use client';

import { useEffect } from 'react';

/**
 * Leaves for `address` as soon as there is one, by a navigation of the browser itself: only that receives the
 * cookies of the answer. Someone who comes back to a page that the browser had kept gets a fresh one.
 */
export function useLeaving(address: string | undefined): void {
  useEffect(() => {
    if (address) window.location.assign(address);
  }, [address]);
  useEffect(() => {
    const refresh = (event: PageTransitionEvent) => event.persisted && window.location.reload();
    window.addEventListener('pageshow', refresh);
    return () => window.removeEventListener('pageshow', refresh);
  }, []);
}
