import { addSeconds } from '../clock';

/**
 * `lapsed`: verified, and its record has been gone for three looks running. It still counts: admins are told, and decide
 * (docs/decisions/0018-a-record-that-goes-ends-nothing.md). `failed`: nobody showed in time that it is theirs.
 */
export type DomainState = 'verified' | 'lapsed' | 'pending' | 'failed';

/** What the state of a domain depends on. */
export interface DomainChecks {
  readonly verifiedAt: Date | null;
  readonly pollUntil: Date | null;
  readonly missedChecks: number;
}

const daySeconds = 24 * 3600;

/** How long the record of a new domain is looked for, and how often that of a verified one. */
const pollSeconds = 7 * daySeconds;
const recheckSeconds = 7 * daySeconds;

/** Looks running at which a verified domain without its record counts as lapsed. */
const lapsedAfter = 3;

/** What a domain is at `now`. */
export function domainState({ verifiedAt, pollUntil, missedChecks }: DomainChecks, now: Date): DomainState {
  if (verifiedAt) return missedChecks >= lapsedAfter ? 'lapsed' : 'verified';
  return pollUntil && pollUntil > now ? 'pending' : 'failed';
}

/** Where the TXT record of a domain stands: below the domain, where nothing else is. */
export function txtRecordName(domain: string): string {
  return `_usher-challenge.${domain}`;
}

/** Until when the record of a domain is looked for that is claimed at `now`. */
export function pollEnd(now: Date): Date {
  return addSeconds(now, pollSeconds);
}

/**
 * When a domain is looked at next: a verified one in a week, another after a minute at first, then ever more rarely, for
 * the last time when its time is over; null after that.
 */
export function nextCheck(domain: Pick<DomainChecks, 'verifiedAt' | 'pollUntil'>, now: Date): Date | null {
  if (domain.verifiedAt) return addSeconds(now, recheckSeconds);
  const { pollUntil } = domain;
  if (!pollUntil || now >= pollUntil) return null;
  const next = addSeconds(now, pollInterval(addSeconds(pollUntil, -pollSeconds), now));
  return new Date(Math.min(next.getTime(), pollUntil.getTime()));
}

function pollInterval(since: Date, now: Date): number {
  const elapsedSeconds = (now.getTime() - since.getTime()) / 1000;
  if (elapsedSeconds < 600) return 60;
  if (elapsedSeconds < 3600) return 300;
  return elapsedSeconds < daySeconds ? 1800 : 7200;
}
