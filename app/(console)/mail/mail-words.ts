import type { StatusTone } from '@/components/ui/status';
import type { MailHistoryEvent } from '@/lib/mail/get-mail';
import { type MailState, mailStates } from '@/lib/mail/mail';
import { type MailKind, mailKinds } from '@/lib/mail/mail-content';

const states: Record<MailState, { label: string; tone: StatusTone }> = {
  QUEUED: { label: 'Queued', tone: 'wait' },
  SENT: { label: 'Sent', tone: 'info' },
  DELIVERED: { label: 'Delivered', tone: 'ok' },
  BOUNCED: { label: 'Bounced', tone: 'bad' },
  COMPLAINED: { label: 'Marked as spam', tone: 'bad' },
  FAILED: { label: 'Failed', tone: 'bad' },
};

const kinds: Record<MailKind, string> = {
  invitation: 'Invitation',
  invitation_reminder: 'Reminder of an invitation',
  sign_in_link: 'Sign-in link',
  join_link: 'Link to join',
  passwordless: 'Code of an application',
  renewal_request: 'Request for a new link',
  staff_welcome: 'Welcome to the staff',
  certificate_expiry: 'Warning of a certificate',
  connection_change: 'Change of single sign-on',
};

const events: Record<MailHistoryEvent['type'], { label: string; tone: StatusTone }> = {
  queued: { label: 'Queued', tone: 'off' },
  postponed: { label: 'Postponed', tone: 'wait' },
  accepted: { label: 'Taken by the mail service', tone: 'info' },
  sent: { label: 'Sent', tone: 'info' },
  delayed: { label: 'Delayed', tone: 'wait' },
  delivered: { label: 'Delivered', tone: 'ok' },
  bounced: { label: 'Bounced', tone: 'bad' },
  complained: { label: 'Marked as spam', tone: 'bad' },
  failed: { label: 'Failed', tone: 'bad' },
};

/** The word and the tone of what became of a message. */
export function mailStateWords(state: MailState) {
  return states[state];
}

/** What a message is about, in a word or a few. */
export function mailKindLabel(kind: MailKind): string {
  return kinds[kind];
}

/** The words and the tone of one step in the history of a message. */
export function mailEventWords(type: MailHistoryEvent['type']) {
  return events[type];
}

/** States stand in addresses in small letters: `?state=bounced,failed`. */
export const stateOptions = mailStates.map((state) => ({
  value: state.toLowerCase(),
  label: states[state].label,
}));

export const kindOptions = mailKinds.map((kind) => ({ value: kind, label: kinds[kind] }));
