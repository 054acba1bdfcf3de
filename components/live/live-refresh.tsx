'use client';

import { useRouter } from 'next/navigation';
import { useCallback, useEffect, useState, useTransition } from 'react';
import { LiveIndicator, type LiveState } from '../ui/live-indicator';
import { followChanges } from './follow-changes';
import { isServerReady } from './is-server-ready';

/** Changes that come together are fetched together. */
const gatherMilliseconds = 150;
/** While the server cannot show a page, it is asked this often. */
const retryMilliseconds = 1_000;
/** A fetch that takes longer may never end, as when the network went away in its middle. */
const lateMilliseconds = 15_000;

export type LiveRefreshProps = {
  organizationId: string;
  /** Whether whoever looks has opened a set-up link, and is nobody who has signed in. */
  isPortal?: boolean;
};

/**
 * Keeps the page true: fetches it anew whenever the organization changed, while the tab is in view, and says whether
 * it can. One fetch at a time; what happens meanwhile is fetched after it.
 */
export function LiveRefresh({ organizationId, isPortal = false }: LiveRefreshProps) {
  const [state, setState] = useState<LiveState>('connecting');
  const [refresh, isLate] = useGatheredRefresh();
  useEffect(
    () =>
      followChanges({
        open: () => new EventSource(`/live/${isPortal ? 'portal' : 'organizations'}/${organizationId}`),
        onChange: refresh,
        onState: setState,
        page: document,
      }),
    [organizationId, isPortal, refresh],
  );
  return <LiveIndicator state={isLate ? 'offline' : state} />;
}

/**
 * What asks for a refresh, and whether one takes too long: none begins before it ends. A refresh that fails would take
 * the page away, and what is typed in it: the server is asked first.
 */
function useGatheredRefresh(): [refresh: () => void, isLate: boolean] {
  const router = useRouter();
  const [fetching, startTransition] = useTransition();
  const [wanted, setWanted] = useState(false);
  const [failures, setFailures] = useState(0);
  useEffect(() => {
    if (!wanted || fetching) return;
    let current = true;
    async function refresh() {
      const ready = await isServerReady();
      if (!current) return;
      if (!ready) return setFailures((before) => before + 1);
      setFailures(0);
      setWanted(false);
      startTransition(() => router.refresh());
    }
    const timer = setTimeout(() => void refresh(), failures === 0 ? gatherMilliseconds : retryMilliseconds);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [wanted, fetching, failures, router]);
  return [useCallback(() => setWanted(true), []), useIsLate(fetching)];
}

function useIsLate(fetching: boolean): boolean {
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    if (!fetching) return;
    const timer = setTimeout(() => setLate(true), lateMilliseconds);
    return () => {
      clearTimeout(timer);
      setLate(false);
    };
  }, [fetching]);
  return isLate;
}
