import { Resend } from 'resend';
import { z } from 'zod';
import type { ResendEnv } from '@/lib/env';

/** A message as Resend is given it. */
export interface ResendMessage {
  readonly from: string;
  readonly to: string;
  readonly replyTo: string | null;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly idempotencyKey: string;
}

export type ResendAnswer =
  /** It has the message. Without an id: it had it before, under the same key with other bytes. */
  | { readonly kind: 'accepted'; readonly providerId: string | null }
  /** It will never take it. */
  | { readonly kind: 'refused'; readonly reason: string }
  /** It did not take it now, or nobody knows whether it did. */
  | { readonly kind: 'unclear'; readonly reason: string; readonly retryAfterSeconds: number | null };

const acceptedSchema = z.object({ id: z.string().min(1).max(100) });
const errorSchema = z.object({
  name: z.string().catch('unknown'),
  message: z.string().catch(''),
  statusCode: z.number().nullish().catch(null),
});

/**
 * Hands one message to Resend and says what came of it; never throws for what Resend or the network does. The package
 * neither repeats nor throws, but reports an error as the parsed body of the answer, whatever that holds: only an
 * answer that is clearly one of the known kinds counts as such, the rest is unclear.
 */
export async function sendThroughResend(
  settings: ResendEnv,
  message: ResendMessage,
  timeoutMilliseconds = 10_000,
): Promise<ResendAnswer> {
  const resend = new Resend(settings.apiKey, { baseUrl: settings.baseUrl });
  const tags = Object.entries(message.tags).map(([name, value]) => ({ name, value: tagValue(value) }));
  const { from, to, subject, html, text, idempotencyKey, replyTo } = message;
  const answer = await resend.emails.send(
    { from, to, subject, html, text, tags, ...(replyTo && { replyTo }) },
    { idempotencyKey, signal: AbortSignal.timeout(timeoutMilliseconds) },
  );
  const accepted = acceptedSchema.safeParse(answer.data);
  if (accepted.success && !answer.error) return { kind: 'accepted', providerId: accepted.data.id };
  return readError(answer.error, answer.headers);
}

function readError(body: unknown, headers: Record<string, string> | null): ResendAnswer {
  const error = errorSchema.safeParse(body);
  if (!error.success) return unclear('It gave an answer that makes no sense.', headers);
  const { name, message, statusCode } = error.data;
  if (statusCode == null) return unclear('It could not be reached, or did not answer in time.', headers);
  const said = `It answered ${statusCode}${message ? `: ${quotable(message)}` : '.'}`;
  if (statusCode === 409) {
    const isKnown = name === 'invalid_idempotent_request';
    return isKnown ? { kind: 'accepted', providerId: null } : unclear(said, headers);
  }
  const isFinal = statusCode >= 400 && statusCode < 500 && ![408, 425, 429].includes(statusCode);
  return isFinal
    ? { kind: 'refused', reason: `The mail service refused it. ${said}` }
    : unclear(said, headers);
}

function unclear(said: string, headers: Record<string, string> | null): ResendAnswer {
  const seconds = Number(headers?.['retry-after'] ?? Number.NaN);
  const retryAfterSeconds = Number.isFinite(seconds) && seconds >= 0 ? seconds : null;
  return { kind: 'unclear', reason: `The mail service did not take it. ${said}`, retryAfterSeconds };
}

/** What the provider said, short, on one line, without addresses of pages: it may repeat what it was sent. */
function quotable(message: string): string {
  const line = message.replace(/[\p{Cc}\s]+/gu, ' ').replace(/https?:\/\/\S+/g, '[link]');
  return line.trim().slice(0, 200);
}

/** Resend allows ASCII letters, digits, hyphen and underscore, at most 256 of them. */
function tagValue(value: string): string {
  return value.replace(/[^A-Za-z0-9_-]/g, '_').slice(0, 256);
}
