import { systemContext } from '@/lib/authz/system-context';
import type { Clock } from '@/lib/clock';
import type { Database } from '@/lib/db';
import { log } from '@/lib/log';
import { type OutboundAnswer, type OutboundSettings, sendRequest } from '@/lib/outbound/send-request';
import { beginDelivery, type OutgoingWebhook } from '@/lib/webhooks/begin-delivery';
import type { DeliveryOutcome } from '@/lib/webhooks/delivery-outcome';
import { findNextDelivery } from '@/lib/webhooks/find-next-delivery';
import { type DeliveryAttempt, recordDeliveryAttempt } from '@/lib/webhooks/record-delivery-attempt';
import type { DeliveryRef } from '@/lib/webhooks/webhook.schema';

export interface DeliverWebhookSettings extends OutboundSettings {
  readonly db: Database;
  readonly clock: Clock;
  readonly timeoutMilliseconds?: number;
}

/** What of an answer is kept for whoever looks at the delivery. */
const responseBytes = 1024;

/** How long one job goes on with what else is due. */
const jobMilliseconds = 5000;

/**
 * Delivers an event and then what else is due in the same lane, oldest first: a queue of jobs alone would take one of
 * them at each look. Stops at the first that does not arrive, and after five seconds; the others have jobs of their own.
 */
export async function deliverLane(settings: DeliverWebhookSettings, job: DeliveryRef): Promise<void> {
  const until = performance.now() + jobMilliseconds;
  let next: DeliveryRef | null = job;
  while (next) {
    const outcome = await deliverWebhook(settings, next);
    if (outcome === 'postponed' || outcome === 'failed' || performance.now() > until) return;
    next = await findNextDelivery(contextOf(settings), next);
  }
}

/**
 * Makes one attempt to deliver an event, and records it together with the job of the next one. An endpoint hears of an
 * event at least once: when the process dies before the attempt is recorded, the job runs again. Thrown is only what
 * Usher itself could not do, and the queue then runs the job again. Null: there was nothing to do.
 */
export async function deliverWebhook(
  settings: DeliverWebhookSettings,
  { endpointId, eventId }: DeliveryRef,
): Promise<DeliveryOutcome['kind'] | null> {
  const outgoing = await beginDelivery(contextOf(settings), { endpointId, eventId });
  if (!outgoing) return null;
  const began = performance.now();
  const answer = await send(settings, outgoing);
  const attempt = toAttempt(answer, Math.round(performance.now() - began));
  const outcome = await recordDeliveryAttempt(contextOf(settings), { endpointId, eventId, attempt });
  log.info({ endpointId, eventId, status: attempt.status, outcome }, 'webhook attempted');
  return outcome;
}

function send(
  settings: DeliverWebhookSettings,
  { url, headers, body }: OutgoingWebhook,
): Promise<OutboundAnswer> {
  const timeoutMilliseconds = settings.timeoutMilliseconds ?? 10_000;
  const request = {
    url,
    method: 'POST',
    headers,
    body,
    timeoutMilliseconds,
    maximumBytes: responseBytes,
  } as const;
  return sendRequest(request, settings);
}

function toAttempt(answer: OutboundAnswer, durationMilliseconds: number): DeliveryAttempt {
  if (answer.kind === 'failed')
    return { durationMilliseconds, status: null, error: answer.reason, response: null };
  // PostgreSQL's text cannot hold a zero byte.
  const response = answer.body.toString('utf8').replaceAll('\0', '\uFFFD');
  return { durationMilliseconds, status: answer.status, error: null, response };
}

function contextOf({ db, clock }: DeliverWebhookSettings) {
  return systemContext(db, 'webhook worker', clock());
}
