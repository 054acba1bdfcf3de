import { addSeconds } from '../clock';

export const mailStates = ['QUEUED', 'SENT', 'DELIVERED', 'BOUNCED', 'COMPLAINED', 'FAILED'] as const;
export type MailState = (typeof mailStates)[number];

/**
 * What happens to a message. `postponed`: an attempt failed and another one follows. `accepted`: the provider took it.
 * The others are the provider's own words for what became of it.
 */
export type MailEventType =
  | 'postponed'
  | 'accepted'
  | 'sent'
  | 'delayed'
  | 'delivered'
  | 'bounced'
  | 'complained'
  | 'failed';

/** The provider forgets an idempotency key after 24 hours; an hour is left for clocks that differ. */
export const repeatableSeconds = 23 * 3600;

const stateOfEvent: Record<MailEventType, MailState | null> = {
  postponed: null,
  delayed: null,
  accepted: 'SENT',
  sent: 'SENT',
  failed: 'FAILED',
  delivered: 'DELIVERED',
  bounced: 'BOUNCED',
  complained: 'COMPLAINED',
};

const rank: Record<MailState, number> = {
  QUEUED: 0,
  SENT: 1,
  FAILED: 2,
  DELIVERED: 3,
  BOUNCED: 4,
  COMPLAINED: 5,
};

/**
 * The state after an event. Events arrive late and in any order, so a state only ever moves forward: a late `sent`
 * does not undo `delivered`, and `delivered` does not undo a bounce. One exception: a message that was given up while
 * nobody knew whether the provider had it (`FAILED` without the provider's id) is `SENT` when the provider says so.
 */
export function stateAfter(current: MailState, isKnownToProvider: boolean, event: MailEventType): MailState {
  const next = stateOfEvent[event];
  if (next === null) return current;
  if (current === 'FAILED' && next === 'SENT' && !isKnownToProvider) return next;
  return rank[next] > rank[current] ? next : current;
}

/** Until when a message may be sent again after `firstAttemptAt` without risking a second copy. */
export function repeatableUntil(firstAttemptAt: Date): Date {
  return addSeconds(firstAttemptAt, repeatableSeconds);
}

/** The reason of a message that is not repeated any more. */
export function tooLateReason(lastReason: string | null): string {
  const sentence = 'The mail service did not confirm it within 23 hours, so it is not tried again.';
  return lastReason ? `${sentence} ${lastReason}` : sentence;
}
