import type { LiveState } from '../ui/live-indicator';

/** What is needed of an `EventSource`. */
export type ChangeSource = Pick<EventSource, 'close' | 'readyState'> & Pick<EventTarget, 'addEventListener'>;

export interface FollowOptions {
  /** Opens the stream: "hello" when it stands, "change" whenever something may have changed, and "beat" in between. */
  readonly open: () => ChangeSource;
  /** Something may have changed: ask again. Also told each time that the stream stands anew. */
  readonly onChange: () => void;
  readonly onState: (state: LiveState) => void;
  /** Whether anybody looks, and the event that says when that turns. */
  readonly page: Pick<Document, 'visibilityState'> &
    Pick<EventTarget, 'addEventListener' | 'removeEventListener'>;
}

const closed = 2;
/** A stream that ends on purpose stands again within this time; only what lasts longer is told. */
const graceMilliseconds = 2_500;
const firstRetryMilliseconds = 1_000;
const lastRetryMilliseconds = 30_000;
const failuresUntilOffline = 3;
/** The server says something every 20 seconds. */
const silenceMilliseconds = 45_000;

/**
 * Follows a stream of changes while the page is in view, and gets it back whenever it breaks. What happened while
 * nobody listened is caught up on, because every new stream counts as a change. Returns what ends it.
 */
export function followChanges({ open, onChange, onState, page }: FollowOptions): () => void {
  let source: ChangeSource | undefined;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let doubt: ReturnType<typeof setTimeout> | undefined;
  let silence: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;

  function connect() {
    const opened = open();
    source = opened;
    opened.addEventListener('hello', stand);
    opened.addEventListener('change', onChange);
    for (const event of ['hello', 'change', 'beat', 'error'])
      opened.addEventListener(event, () => hear(opened));
    opened.addEventListener('error', () => fail(opened));
    hear(opened);
  }

  /** No browser notices that a connection died without a word, as when its network went away. */
  function hear(heard: ChangeSource) {
    if (heard !== source) return;
    clearTimeout(silence);
    silence = setTimeout(() => {
      count();
      disconnect();
      connect();
    }, silenceMilliseconds);
  }

  function stand() {
    failures = 0;
    clearTimeout(doubt);
    doubt = undefined;
    onState('live');
    onChange();
  }

  /** The browser tries again by itself after a break, but not after a refusal. */
  function fail(broken: ChangeSource) {
    if (broken !== source) return;
    count();
    if (broken.readyState !== closed) return;
    disconnect();
    const wait = Math.min(firstRetryMilliseconds * 2 ** (failures - 1), lastRetryMilliseconds);
    retry = setTimeout(connect, wait);
  }

  function count() {
    failures += 1;
    doubt ??= setTimeout(() => onState('connecting'), graceMilliseconds);
    if (failures > failuresUntilOffline) onState('offline');
  }

  function disconnect() {
    clearTimeout(retry);
    clearTimeout(silence);
    source?.close();
    source = undefined;
  }

  function turn() {
    disconnect();
    if (page.visibilityState === 'visible') connect();
  }

  page.addEventListener('visibilitychange', turn);
  turn();
  return () => {
    page.removeEventListener('visibilitychange', turn);
    clearTimeout(doubt);
    disconnect();
  };
}
