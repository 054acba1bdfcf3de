'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';

const refreshMilliseconds = 2000;

/** Fetches the page anew every two seconds while something is on its way and somebody looks. */
export function PageRefresh({ active }: { active: boolean }) {
  const router = useRouter();
  useEffect(() => {
    if (!active) return;
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') router.refresh();
    }, refreshMilliseconds);
    return () => clearInterval(timer);
  }, [active, router]);
  return null;
}
