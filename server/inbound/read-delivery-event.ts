import { z } from 'zod';
import type { MailEventType } from '@/lib/mail/mail';
import type { RecordMailEventInput } from '@/lib/mail/record-mail-event';

/** The parts of Resend's webhook bodies that mean something here; it may add others at any time. */
const eventSchema = z.object({
  type: z.string(),
  created_at: z.coerce.date(),
  data: z.object({
    email_id: z.string().min(1).max(100),
    tags: z.record(z.string(), z.string()).nullish().catch(null),
    bounce: z.object({ message: text(), type: text(), subType: text() }).partial().nullish().catch(null),
    failed: z.object({ reason: text() }).partial().nullish().catch(null),
    suppressed: z.object({ message: text(), type: text() }).partial().nullish().catch(null),
  }),
});

type DeliveryEvent = z.output<typeof eventSchema>;

const types: ReadonlyMap<string, MailEventType> = new Map([
  ['email.sent', 'sent'],
  ['email.delivered', 'delivered'],
  ['email.delivery_delayed', 'delayed'],
  ['email.bounced', 'bounced'],
  ['email.complained', 'complained'],
  ['email.failed', 'failed'],
  ['email.suppressed', 'failed'],
]);

/**
 * What a webhook body of Resend says about a message; null for events that are about something else (opened, clicked,
 * contacts). Throws for a body that Resend would not send.
 */
export function readDeliveryEvent(body: unknown, eventId: string): RecordMailEventInput | null {
  const { type: name } = z.object({ type: z.string() }).parse(body);
  const type = types.get(name);
  if (!type) return null;
  const event = eventSchema.parse(body);
  return {
    type,
    detail: detailOf(event),
    at: event.created_at,
    providerId: event.data.email_id,
    providerEventId: eventId,
    mailId: event.data.tags?.mail_id ?? null,
  };
}

function detailOf({ type, data }: DeliveryEvent): string | null {
  switch (type) {
    case 'email.bounced':
      return sentence([data.bounce?.message, kind([data.bounce?.type, data.bounce?.subType])], 'It bounced.');
    case 'email.complained':
      return 'The recipient marked it as unwanted.';
    case 'email.failed':
      return sentence([data.failed?.reason], 'The mail service could not send it.');
    case 'email.suppressed':
      return sentence(
        [data.suppressed?.message],
        'The address bounced or complained before, so it is suppressed.',
      );
    default:
      return null;
  }
}

function kind(words: readonly (string | undefined)[]): string {
  const known = words.filter(Boolean);
  return known.length > 0 ? `(${known.join(', ')})` : '';
}

/** What a mail server said, on one line of at most 400 characters. */
function sentence(parts: readonly (string | undefined)[], otherwise: string): string {
  const line = parts
    .filter(Boolean)
    .join(' ')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim();
  return line.slice(0, 400) || otherwise;
}

function text() {
  return z.string().catch('');
}
