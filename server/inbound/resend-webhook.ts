import type { IncomingMessage, ServerResponse } from 'node:http';
import { Webhook, WebhookVerificationError } from 'standardwebhooks';
import { systemContext } from '@/lib/authz/system-context';
import { type Database, database } from '@/lib/db';
import { env } from '@/lib/env';
import { describeError, log } from '@/lib/log';
import { recordMailEvent } from '@/lib/mail/record-mail-event';
import { readBody } from '../http/read-body';
import { readDeliveryEvent } from './read-delivery-event';

export interface ResendWebhookSettings {
  readonly db: Database;
  /** Null: there is no such address. */
  readonly webhookSecret: string | null;
}

const largestBody = 64 * 1024;

type Answer = { readonly status: number; readonly text: string };

/**
 * Answers `POST /inbound/resend`: delivery events, signed the Svix way (svix-id, svix-timestamp, svix-signature;
 * tolerance five minutes). 404 without a configured secret, 405, 413, 401 for a signature that is wrong, missing or
 * too old, 400 for a signed body that makes no sense, 200 otherwise, also for events of messages that are not ours and
 * for repeated ones. 500 makes Resend try again.
 */
export async function handleResendWebhook(
  request: IncomingMessage,
  response: ServerResponse,
  settings: ResendWebhookSettings = configuredSettings(),
): Promise<void> {
  let answer: Answer;
  try {
    answer = await answerTo(request, settings);
  } catch (error) {
    log.error(describeError(error), 'could not take a delivery event');
    answer = { status: 500, text: 'Try again later.' };
  }
  const { status, text } = answer;
  response.setHeader('content-type', 'text/plain; charset=utf-8');
  response.setHeader('cache-control', 'no-store');
  if (status === 405) response.setHeader('allow', 'POST');
  if (status === 413) response.setHeader('connection', 'close');
  response.writeHead(status).end(`${text}\n`);
}

function configuredSettings(): ResendWebhookSettings {
  return { db: database(), webhookSecret: env().resend?.webhookSecret ?? null };
}

async function answerTo(request: IncomingMessage, settings: ResendWebhookSettings): Promise<Answer> {
  if (!settings.webhookSecret) return { status: 404, text: 'Not found.' };
  if (request.method !== 'POST') return { status: 405, text: 'Only POST.' };
  const body = await readBody(request, largestBody);
  if (body === null) return { status: 413, text: 'Too large.' };
  const payload = verify(settings.webhookSecret, request, body);
  if (!payload) return { status: 401, text: 'The signature is missing, wrong or too old.' };
  return record(settings.db, payload, headerOf(request, 'svix-id'));
}

/** The signed body; null when the signature does not hold. */
function verify(secret: string, request: IncomingMessage, body: string): { body: unknown } | null {
  const headers = {
    'webhook-id': headerOf(request, 'svix-id'),
    'webhook-timestamp': headerOf(request, 'svix-timestamp'),
    'webhook-signature': headerOf(request, 'svix-signature'),
  };
  const webhook = new Webhook(secret);
  try {
    webhook.verify(body, headers, { jsonParse: false });
  } catch (error) {
    if (error instanceof WebhookVerificationError) return null;
    throw error;
  }
  return { body: parseJson(body) };
}

async function record(db: Database, payload: { body: unknown }, eventId: string): Promise<Answer> {
  let event: ReturnType<typeof readDeliveryEvent>;
  try {
    event = readDeliveryEvent(payload.body, eventId);
  } catch {
    return { status: 400, text: 'The body is not an event of Resend.' };
  }
  if (!event) return { status: 200, text: 'Ignored.' };
  const recorded = await recordMailEvent(systemContext(db, 'Resend', new Date()), event);
  const { type, providerId, mailId } = event;
  if (recorded === 'unknown') log.warn({ type, providerId, mailId }, 'delivery event of an unknown message');
  return { status: 200, text: 'Thank you.' };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function headerOf(request: IncomingMessage, name: string): string {
  return request.headers[name]?.toString() ?? '';
}
