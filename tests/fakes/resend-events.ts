import { randomUUID } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import type { TakenMessage } from './resend-message';

interface SignedEvent {
  readonly type: string;
  readonly data?: Readonly<Record<string, unknown>>;
  /** The id that Svix gives the event: the same for a replay. */
  readonly eventId?: string;
  readonly at?: Date;
  /** Signs with another secret. */
  readonly secret?: string;
}

/** A delivery event as Resend posts it. */
export interface PostedEvent {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface EventPoster {
  /** Where delivery events are posted to. */
  postEventsTo(url: string): void;
  deliver(id: string): Promise<Response>;
  bounce(id: string, reason: string): Promise<Response>;
  complain(id: string): Promise<Response>;
  /** Signs and posts any event about a message. */
  postEvent(id: string, event: SignedEvent): Promise<Response>;
  /** The same without posting it. */
  signEvent(id: string, event: SignedEvent): PostedEvent;
}

/** Signs events about the messages that were taken, and posts them. */
export function eventPoster(taken: () => readonly TakenMessage[], webhookSecret: string): EventPoster {
  let target = '';
  const signEvent = (id: string, event: SignedEvent): PostedEvent => {
    const at = event.at ?? new Date();
    const body = JSON.stringify({
      type: event.type,
      created_at: at.toISOString(),
      data: { ...describeMessage(taken(), id), ...event.data },
    });
    const eventId = event.eventId ?? `msg_${randomUUID()}`;
    const signature = new Webhook(event.secret ?? webhookSecret).sign(eventId, at, body);
    const timestamp = String(Math.floor(at.getTime() / 1000));
    const headers = {
      'content-type': 'application/json',
      'svix-id': eventId,
      'svix-timestamp': timestamp,
      'svix-signature': signature,
    };
    return { headers, body };
  };
  const postEvent = (id: string, event: SignedEvent) =>
    fetch(target, { method: 'POST', ...signEvent(id, event) });
  return {
    postEventsTo(url) {
      target = url;
    },
    postEvent,
    signEvent,
    deliver: (id) => postEvent(id, { type: 'email.delivered' }),
    bounce: (id, reason) =>
      postEvent(id, {
        type: 'email.bounced',
        data: { bounce: { message: reason, type: 'Permanent', subType: 'General' } },
      }),
    complain: (id) => postEvent(id, { type: 'email.complained' }),
  };
}

/** The part of an event that names the message; its tags as Resend repeats them. */
function describeMessage(messages: readonly TakenMessage[], id: string): Record<string, unknown> {
  const message = messages.find((taken) => taken.id === id);
  const tags = Object.fromEntries(message?.tags.map(({ name, value }) => [name, value]) ?? []);
  const { from = '', to = '', subject = '' } = message ?? {};
  return { email_id: id, created_at: new Date().toISOString(), from, to: [to], subject, tags };
}
