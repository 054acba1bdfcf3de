import { Webhook } from 'standardwebhooks';

export interface SignedWebhook {
  readonly secret: string;
  readonly payload: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** What an application receives, by the rules of Standard Webhooks. */
export function signWebhook(id = 'evt_1'): SignedWebhook {
  const secret = `whsec_${Buffer.alloc(24, 7).toString('base64')}`;
  const payload = JSON.stringify({ id, type: 'user.signup', data: { name: 'Ada Lindqvist' } });
  const sentAt = new Date();
  const headers = {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(sentAt.getTime() / 1000)),
    'webhook-signature': new Webhook(secret).sign(id, sentAt, payload),
  };
  return { secret, payload, headers };
}
