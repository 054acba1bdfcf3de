'use client';

import { useSyncExternalStore } from 'react';
import { formatDate, formatDateTime, formatRelativeTime, formatTimeLeft } from './format-time';

const REFRESH_MILLISECONDS = 30_000;

export type TimeProps = {
  iso: string;
  /** The server's clock at rendering, as ISO text: both sides draw the same first. */
  now: string;
  className?: string | undefined;
};

/** `inSentence`: it follows other words, so "just now" rather than "Just now". */
export type RelativeTimeProps = TimeProps & { inSentence?: boolean | undefined };

/**
 * "4 min ago", kept true while the page stays open; the exact time is its title. The server and the first draw
 * in the browser use `now` and UTC, after that the browser's clock and time zone take over.
 */
export function RelativeTime({ iso, now, inSentence, className }: RelativeTimeProps) {
  const { clock, timeZone } = useClock(now);
  const words = formatRelativeTime(iso, clock, { timeZone });
  return (
    <time dateTime={iso} title={formatDateTime(iso, { timeZone })} className={className}>
      {inSentence ? words.charAt(0).toLowerCase() + words.slice(1) : words}
    </time>
  );
}

/** "15 days left", kept true while the page stays open; `over` once the moment has passed. */
export function TimeLeft({ iso, now, over, className }: TimeProps & { over: string }) {
  const { clock, timeZone } = useClock(now);
  return (
    <time dateTime={iso} title={formatDateTime(iso, { timeZone })} className={className}>
      {formatTimeLeft(iso, clock) ?? over}
    </time>
  );
}

export type DateTimeProps = { iso: string; withTime?: boolean | undefined; className?: string | undefined };

/** "18 Nov 2026", or with the time; the title always has the time. */
export function DateTime({ iso, withTime, className }: DateTimeProps) {
  const timeZone = useSyncExternalStore(subscribe, browserTimeZone, () => 'UTC');
  const exact = formatDateTime(iso, { timeZone });
  return (
    <time dateTime={iso} title={exact} className={className}>
      {withTime ? exact : formatDate(iso, { timeZone })}
    </time>
  );
}

function useClock(now: string): { clock: string; timeZone: string } {
  const ticked = useSyncExternalStore(subscribe, currentTick, () => now);
  const timeZone = useSyncExternalStore(subscribe, browserTimeZone, () => 'UTC');
  // What a refresh brings may be younger than the last tick; it must not look as if it lay ahead.
  return { clock: ticked > now ? ticked : now, timeZone };
}

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;
let tick = '';

/** One timer for all the times on the page. */
function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(advance, REFRESH_MILLISECONDS);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
    tick = '';
  };
}

function advance() {
  tick = new Date().toISOString();
  for (const listener of listeners) listener();
}

function currentTick(): string {
  tick ||= new Date().toISOString();
  return tick;
}

function browserTimeZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}
