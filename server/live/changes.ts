import { changesChannel, createListener } from '@/lib/db';
import { describeError, log } from '@/lib/log';

export interface Changes {
  /** Calls `onChange` whenever the organization may have changed; the returned function unsubscribes. */
  subscribe(organizationId: string, onChange: () => void): () => void;
  stop(): Promise<void>;
}

type Listener = ReturnType<typeof createListener>;

export interface ChangesTimes {
  /** After a connection was lost, the next one is tried after this long. */
  readonly retryMilliseconds: number;
  /** How often a connection is asked whether it still stands, and how long it may take to answer. */
  readonly probeMilliseconds: number;
}

const usualTimes: ChangesTimes = { retryMilliseconds: 1_000, probeMilliseconds: 10_000 };

/**
 * One connection that hears of every change (LISTEN), whichever process made it. When it is lost, be it without a word,
 * it is made anew. Whenever it begins to hear, everyone is told once, since something may have been missed.
 */
export function listenForChanges(url: string, times: ChangesTimes = usualTimes): Changes {
  const subscribers = new Map<string, Set<() => void>>();
  let client: Listener | null = null;
  let probe: NodeJS.Timeout | undefined;
  let timer: NodeJS.Timeout | undefined;

  const tell = (callbacks: Iterable<() => void>) => {
    for (const callback of callbacks) callback();
  };
  const connect = () => {
    const next = createListener(url, times.probeMilliseconds);
    client = next;
    const fail = (error: unknown) => lose(next, error);
    const listen = () => next.query(`listen ${changesChannel}`);
    const begin = () => {
      if (next !== client) return;
      probe = setInterval(() => listen().catch(fail), times.probeMilliseconds);
      tell([...subscribers.values()].flatMap((set) => [...set]));
    };
    next.on('error', fail);
    next.on('notification', (message) => tell(subscribers.get(message.payload ?? '') ?? []));
    next.connect().then(listen).then(begin).catch(fail);
  };
  /** A connection may complain more than once, and when the next one stands already. */
  const lose = (lost: Listener, error: unknown) => {
    if (lost !== client) return;
    client = null;
    clearInterval(probe);
    lost.end().catch(() => {});
    log.warn(describeError(error), 'lost the connection that listens for changes');
    timer = setTimeout(connect, times.retryMilliseconds);
  };
  connect();

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
      const last = client;
      client = null;
      clearInterval(probe);
      clearTimeout(timer);
      await last?.end().catch(() => {});
    },
  };
}
