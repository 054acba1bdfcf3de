import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addSeconds } from '@/lib/clock';
import { log } from '@/lib/log';
import { sendMail } from '@/server/worker/send-mail';
import { useDatabase } from '@/tests/database';
import { invitePerson } from '@/tests/factories/mail';
import { testNow } from '@/tests/factories/world';
import { type FakeResend, startFakeResend } from '@/tests/fakes/resend';
import { handleResendWebhook } from './resend-webhook';

const database = useDatabase();
let fake: FakeResend;
let server: Server;
let url: string;
let webhookSecret: string | null;

beforeAll(async () => {
  log.level = 'silent';
  fake = await startFakeResend();
  webhookSecret = fake.webhookSecret;
  server = createServer((request, response) => {
    void handleResendWebhook(request, response, { db: database.db, webhookSecret });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/inbound/resend`;
  fake.postEventsTo(url);
});

afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await fake.stop();
});

/** Somebody whose invitation was sent, and the provider's id of the message. */
async function sendInvitation() {
  const person = await invitePerson(database.db);
  const resend = { apiKey: fake.apiKey, from: 'usher@example.com', baseUrl: fake.url, webhookSecret: null };
  const settings = { db: database.db, clock: () => testNow, resend };
  await sendMail(settings, { mailId: person.mailId, isLastRun: false });
  const { id } = await fake.waitForMessage(person.email);
  return { ...person, providerId: id };
}

async function mailRow(mailId: string) {
  return database.db.mailMessage.findUniqueOrThrow({ where: { id: mailId }, include: { events: true } });
}

describe('a delivery event answers 200', () => {
  test('and moves the message to delivered', async () => {
    const { mailId, providerId } = await sendInvitation();
    expect((await fake.deliver(providerId)).status).toBe(200);
    expect(await mailRow(mailId)).toMatchObject({ state: 'DELIVERED', reason: null });
  });

  test('and to bounced, with the reason', async () => {
    const { mailId, providerId } = await sendInvitation();
    await fake.bounce(providerId, '550 5.1.1 No such\r\nmailbox');
    const reason = '550 5.1.1 No such mailbox (Permanent, General)';
    expect(await mailRow(mailId)).toMatchObject({ state: 'BOUNCED', reason });
  });

  test('and to complained, also after it was delivered', async () => {
    const { mailId, providerId } = await sendInvitation();
    await fake.deliver(providerId);
    await fake.complain(providerId);
    expect(await mailRow(mailId)).toMatchObject({ state: 'COMPLAINED', reason: expect.any(String) });
  });

  test('and to failed, with the reason', async () => {
    const { mailId, providerId } = await sendInvitation();
    const data = { failed: { reason: 'reached_daily_quota' } };
    await fake.postEvent(providerId, { type: 'email.failed', data });
    expect(await mailRow(mailId)).toMatchObject({ state: 'FAILED', reason: 'reached_daily_quota' });
  });

  test('and is written into the history without changing the state when delivery is delayed', async () => {
    const { mailId, providerId } = await sendInvitation();
    await fake.postEvent(providerId, { type: 'email.delivery_delayed' });
    const row = await mailRow(mailId);
    expect(row.state).toBe('SENT');
    expect(row.events.map((event) => event.type)).toEqual(['accepted', 'delayed']);
  });

  test('and does not undo what came before when it is late', async () => {
    const { mailId, providerId } = await sendInvitation();
    await fake.deliver(providerId);
    await fake.postEvent(providerId, { type: 'email.sent' });
    expect(await mailRow(mailId)).toMatchObject({ state: 'DELIVERED' });
  });

  test('and counts once when it is repeated', async () => {
    const { mailId, providerId } = await sendInvitation();
    const event = { type: 'email.delivered', eventId: `evt_${providerId}` };
    const answers = await Promise.all([1, 2, 3].map(() => fake.postEvent(providerId, event)));
    expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200]);
    expect((await mailRow(mailId)).events).toHaveLength(2);
  });

  test('and is ignored when it is about something else or about nobody here', async () => {
    const { mailId, providerId } = await sendInvitation();
    const other = { mail_id: 'msg_1111111111111111111' };
    expect((await fake.postEvent(providerId, { type: 'email.clicked' })).status).toBe(200);
    expect((await fake.postEvent('unknown', { type: 'email.bounced', data: { tags: other } })).status).toBe(
      200,
    );
    expect(await mailRow(mailId)).toMatchObject({ state: 'SENT' });
  });

  test('and does not touch a message that the provider knows under another id', async () => {
    const { mailId } = await sendInvitation();
    await fake.postEvent('another-id', { type: 'email.bounced', data: { tags: { mail_id: mailId } } });
    expect(await mailRow(mailId)).toMatchObject({ state: 'SENT' });
  });
});

describe('an event answers 401 and changes nothing', () => {
  const past = () => addSeconds(new Date(), -301);
  const future = () => addSeconds(new Date(), 301);
  test.each([
    ['signed with another secret', () => ({ secret: `whsec_${btoa('another secret')}` })],
    ['older than five minutes', () => ({ at: past() })],
    ['from the future', () => ({ at: future() })],
  ])('when it is %s', async (_, change) => {
    const { mailId, providerId } = await sendInvitation();
    const answer = await fake.postEvent(providerId, { type: 'email.bounced', ...change() });
    expect(answer.status).toBe(401);
    expect(await mailRow(mailId)).toMatchObject({ state: 'SENT' });
  });

  test.each([
    ['no signature', {}],
    ['an empty one', { 'svix-id': 'a', 'svix-timestamp': '1', 'svix-signature': '' }],
    [
      'a short one',
      { 'svix-id': 'a', 'svix-timestamp': String(Date.now() / 1000), 'svix-signature': 'v1,AA' },
    ],
    ['half of one', { 'svix-id': 'a', 'svix-timestamp': String(Date.now() / 1000), 'svix-signature': 'v1' }],
  ])('when it has %s', async (_, headers) => {
    const answer = await fetch(url, { method: 'POST', headers, body: '{}' });
    expect(answer.status).toBe(401);
  });
});

describe('the address answers', () => {
  test('404 while no secret is configured', async () => {
    webhookSecret = null;
    const answer = await fetch(url, { method: 'POST', body: '{}' });
    webhookSecret = fake.webhookSecret;
    expect(answer.status).toBe(404);
  });

  test('405 to anything but POST', async () => {
    const answer = await fetch(url);
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST']);
  });

  test('413 to a body of more than 64 KB, announced or not', async () => {
    const body = 'x'.repeat(65 * 1024);
    const streaming = { method: 'POST', body: new Blob([body]).stream(), duplex: 'half' };
    const announced = await fetch(url, { method: 'POST', body });
    const streamed = await fetch(url, streaming);
    expect([announced.status, streamed.status]).toEqual([413, 413]);
  });

  test('400 to a signed body that is no event', async () => {
    const answer = await fake.postEvent('', { type: 'email.sent', data: { email_id: 7 } });
    expect(answer.status).toBe(400);
  });

  test('500 when it could not be recorded, so that the provider tries again', async () => {
    const { mailId, providerId } = await sendInvitation();
    await database.db.$executeRaw`alter table mail_events rename to mail_events_away`;
    const first = await fake.deliver(providerId);
    await database.db.$executeRaw`alter table mail_events_away rename to mail_events`;
    expect([first.status, (await fake.deliver(providerId)).status]).toEqual([500, 200]);
    expect(await mailRow(mailId)).toMatchObject({ state: 'DELIVERED' });
  });
});
