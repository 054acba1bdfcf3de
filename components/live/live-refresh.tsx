'use client';

import { useRouter } from 'next/navigation';
import { useCallback, useEffect, useState, useTransition } from 'react';
import { LiveIndicator, type LiveState } from '../ui/live-indicator';
import { followChanges } from './follow-changes';

/** Changes that come together are fetched together. */
const gatherMilliseconds = 150;

/**
 * Keeps the page true: fetches it anew whenever the organization changed, while the tab is in view, and says whether
 * it can. One fetch at a time; what happens meanwhile is fetched after it.
 */
export function LiveRefresh({ organizationId }: { organizationId: string }) {
  const [state, setState] = useState<LiveState>('connecting');
  const refresh = useGatheredRefresh();
  useEffect(
    () =>
      followChanges({
        open: () => new EventSource(`/live/organizations/${organizationId}`),
        onChange: refresh,
        onState: setState,
        page: document,
      }),
    [organizationId, refresh],
  );
  return <LiveIndicator state={state} />;
}

function useGatheredRefresh(): () => void {
  const router = useRouter();
  const [fetching, startTransition] = useTransition();
  const [wanted, setWanted] = useState(false);
  useEffect(() => {
    if (!wanted || fetching) return;
    const timer = setTimeout(() => {
      setWanted(false);
      startTransition(() => router.refresh());
    }, gatherMilliseconds);
    return () => clearTimeout(timer);
  }, [wanted, fetching, router]);
  return useCallback(() => setWanted(true), []);
}
