import { createHmac, randomBytes } from 'node:crypto';
import { open, seal } from '../crypto';

const purpose = 'usher/webhook-endpoint/v1';
const prefix = 'whsec_';

/** How long the secret before a rotation still signs beside the new one. */
export const overlapSeconds = 24 * 3600;

/** A signing secret as Standard Webhooks writes it: `whsec_` and 24 random bytes in standard base64. */
export function newWebhookSecret(): string {
  return prefix + randomBytes(24).toString('base64');
}

/** The secret as it is stored: encrypted, since it must be known to sign. */
export function sealWebhookSecret(secret: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(seal(secret, purpose));
}

/** What was sealed, or null when the installation's secret of then is not known any more. */
export function openWebhookSecret(sealed: Uint8Array): string | null {
  return open(sealed, purpose);
}

/** How people tell secrets apart: by their last characters. */
export function webhookSecretSuffix(secret: string): string {
  return secret.slice(-4);
}

export interface SignedMessage {
  /** The event's id: the same at every attempt and replay. */
  readonly id: string;
  readonly body: string;
  /** Of this attempt. */
  readonly at: Date;
}

/** The headers of Standard Webhooks: one signature for each secret that counts at the time, the newest first. */
export function signMessage(
  { id, body, at }: SignedMessage,
  secrets: readonly string[],
): Record<'webhook-id' | 'webhook-timestamp' | 'webhook-signature', string> {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.slice(prefix.length), 'base64');
    return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
  });
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures.join(' ') };
}
