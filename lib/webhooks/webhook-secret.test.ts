import { ScalekitClient } from '@scalekit-sdk/node';
import { Webhook } from 'standardwebhooks';
import { expect, test } from 'vitest';
import { deliveryOutcome } from './delivery-outcome';
import { newWebhookSecret, openWebhookSecret, sealWebhookSecret, signMessage } from './webhook-secret';

const sdk = new ScalekitClient('http://localhost:3000', 'client', 'secret');
const body = JSON.stringify({ id: 'evt_1', name: 'Ångström' });

test('what is signed is accepted by the official SDK and by Standard Webhooks, with either of two secrets', () => {
  const [now, old, other] = [newWebhookSecret(), newWebhookSecret(), newWebhookSecret()];
  const headers = signMessage({ id: 'evt_1', body, at: new Date() }, [now, old]);
  for (const secret of [now, old]) {
    expect(sdk.verifyWebhookPayload(secret, headers, body)).toBe(true);
    expect(new Webhook(secret).verify(body, headers)).toEqual(JSON.parse(body));
  }
  expect(() => sdk.verifyWebhookPayload(other, headers, body)).toThrow();
  expect(() => sdk.verifyWebhookPayload(now, headers, `${body} `)).toThrow();
  expect(() => sdk.verifyWebhookPayload(now, { ...headers, 'webhook-id': 'evt_2' }, body)).toThrow();
});

test('a signature is of its moment, and one of long ago is refused', () => {
  const secret = newWebhookSecret();
  const headers = signMessage({ id: 'evt_1', body, at: new Date(Date.now() - 3_600_000) }, [secret]);
  expect(() => sdk.verifyWebhookPayload(secret, headers, body)).toThrow('too old');
});

test('a stored secret can be opened and does not hold it in clear', () => {
  const secret = newWebhookSecret();
  const sealed = sealWebhookSecret(secret);
  expect(openWebhookSecret(sealed)).toBe(secret);
  expect(openWebhookSecret(sealed.map((byte) => byte ^ 1))).toBeNull();
});

test.each([
  [200, 1, { kind: 'arrived' }],
  [204, 6, { kind: 'arrived' }],
  [500, 1, { kind: 'postponed', delaySeconds: 5 }],
  [null, 2, { kind: 'postponed', delaySeconds: 30 }],
  [302, 3, { kind: 'postponed', delaySeconds: 120 }],
  [404, 4, { kind: 'postponed', delaySeconds: 300 }],
  [199, 5, { kind: 'postponed', delaySeconds: 900 }],
  [500, 6, { kind: 'failed' }],
  [410, 1, { kind: 'failed' }],
])('the answer %s to attempt %s comes to %j', (status, attempts, outcome) => {
  expect(deliveryOutcome(status, attempts)).toEqual(outcome);
});
