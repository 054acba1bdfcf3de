'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';

const refreshMilliseconds = 3000;

/** Looks for new messages while somebody looks at the page. */
export function MailboxRefresh() {
  const router = useRouter();
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') router.refresh();
    }, refreshMilliseconds);
    return () => clearInterval(timer);
  }, [router]);
  return null;
}
