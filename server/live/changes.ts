import { changesChannel, createListener } from '@/lib/db';
import { describeError, log } from '@/lib/log';

export interface Changes {
  /** Calls `onChange` whenever the organization may have changed; the returned function unsubscribes. */
  subscribe(organizationId: string, onChange: () => void): () => void;
  stop(): Promise<void>;
}

type Listener = ReturnType<typeof createListener>;

/**
 * One connection that hears of every change (LISTEN), whichever process made it. When it is lost, it is made anew.
 * Whenever it begins to hear, everyone is told once, since something may have been missed.
 */
export function listenForChanges(url: string, retryMilliseconds = 1000): Changes {
  const subscribers = new Map<string, Set<() => void>>();
  let client: Listener | null = null;
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  const tell = (callbacks: Iterable<() => void>) => {
    for (const callback of callbacks) callback();
  };
  const retry = (error: unknown) => {
    if (stopped || timer) return;
    log.warn(describeError(error), 'lost the connection that listens for changes');
    client?.end().catch(() => {});
    client = null;
    timer = setTimeout(() => {
      timer = undefined;
      connect().catch(retry);
    }, retryMilliseconds);
  };
  const connect = async () => {
    const next = createListener(url);
    client = next;
    next.on('error', retry);
    next.on('notification', (message) => tell(subscribers.get(message.payload ?? '') ?? []));
    await next.connect();
    await next.query(`listen ${changesChannel}`);
    tell([...subscribers.values()].flatMap((set) => [...set]));
  };
  connect().catch(retry);

  return {
    subscribe(organizationId, onChange) {
      const set = subscribers.get(organizationId) ?? new Set();
      subscribers.set(organizationId, set.add(onChange));
      return () => {
        set.delete(onChange);
        if (set.size === 0) subscribers.delete(organizationId);
      };
    },
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await client?.end().catch(() => {});
    },
  };
}
