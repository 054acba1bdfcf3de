import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addSeconds } from '@/lib/clock';
import { recordMailEvent } from '@/lib/mail/record-mail-event';
import { useDatabase } from '@/tests/database';
import { invitePerson } from '@/tests/factories/mail';
import { contextFor, testNow } from '@/tests/factories/world';
import { type FakeBehaviour, type FakeResend, startFakeResend } from '@/tests/fakes/resend';
import { type SendMailSettings, sendMail } from './send-mail';

const database = useDatabase();
let fake: FakeResend;
let now = testNow;

beforeAll(async () => {
  fake = await startFakeResend();
});

afterAll(async () => {
  expect(fake.complaints()).toEqual([]);
  await fake.stop();
});

function settings(changes: Partial<SendMailSettings> = {}): SendMailSettings {
  const resend = { apiKey: fake.apiKey, from: 'usher@example.com', baseUrl: fake.url, webhookSecret: null };
  return { db: database.db, clock: () => now, resend, ...changes };
}

/** Invites somebody and hands their mail to the handler once for each behaviour of the provider. */
async function sendWith(...behaviours: FakeBehaviour[]) {
  now = testNow;
  const person = await invitePerson(database.db);
  fake.answerNext(...behaviours);
  for (const { kind } of behaviours) {
    const isSilent = kind === 'time-out' || kind === 'accept-silently';
    const patience = isSilent ? { timeoutMilliseconds: 300 } : {};
    await sendMail(settings(patience), { mailId: person.mailId, isLastRun: false });
  }
  return person;
}

async function mailRow(mailId: string) {
  return database.db.mailMessage.findUniqueOrThrow({ where: { id: mailId }, include: { events: true } });
}

function copies(email: string) {
  return fake.messages().filter((message) => message.to === email);
}

/** When the queue runs the postponed message again. */
async function nextRun(mailId: string): Promise<Date | undefined> {
  const rows = await database.db.$queryRaw<{ run_at: Date }[]>`
    select run_at from graphile_worker._private_jobs where key = ${`send-mail/${mailId}`}`;
  return rows[0]?.run_at;
}

const normal = { kind: 'normal' } as const;

describe('a message', () => {
  test('is handed to the provider with its key, its tags and both versions of its text', async () => {
    const person = await sendWith(normal);
    const [message] = copies(person.email);
    expect(message).toMatchObject({
      subject: expect.stringContaining('Join Acme Robotics'),
      idempotencyKey: `invitation/${person.invitationId}/1/0`,
      tags: [
        { name: 'mail_id', value: person.mailId },
        { name: 'kind', value: 'invitation' },
      ],
    });
    expect(message?.html).toContain('/invite/');
    expect(message?.text).toContain('/invite/');
    expect(await mailRow(person.mailId)).toMatchObject({
      state: 'SENT',
      reason: null,
      providerId: message?.id,
    });
  });

  test('leaves its link in no row and no job', async () => {
    const person = await sendWith({ kind: 'rate-limit' }, normal);
    const link = /\/invite\/(\S+)/.exec(copies(person.email)[0]?.text ?? '')?.[1] ?? 'no link';
    const mac = link.split('.')[2] ?? 'no mac';
    const rows = JSON.stringify([
      await mailRow(person.mailId),
      await database.db.$queryRaw`select payload, last_error from graphile_worker._private_jobs`,
    ]);
    expect(mac).toHaveLength(43);
    expect(rows).not.toContain(mac);
  });

  test('stays in the local mailbox while no provider is configured', async () => {
    const person = await invitePerson(database.db);
    await sendMail(settings({ resend: null }), { mailId: person.mailId, isLastRun: false });
    const row = await mailRow(person.mailId);
    expect(row).toMatchObject({
      state: 'DELIVERED',
      events: [{ type: 'delivered', detail: 'local mailbox' }],
    });
    expect(copies(person.email)).toHaveLength(0);
  });

  test('is not sent a second time by a job that runs twice', async () => {
    const person = await sendWith(normal, normal);
    expect(copies(person.email)).toHaveLength(1);
    expect(await mailRow(person.mailId)).toMatchObject({ attempts: 1 });
  });
});

describe('when the provider', () => {
  const passing: [string, FakeBehaviour, RegExp][] = [
    ['says 429', { kind: 'rate-limit' }, /429: Too many requests/],
    ['says 500', { kind: 'error', status: 500, message: 'Oops' }, /500: Oops/],
    ['answers 200 with garbage', { kind: 'garbage', status: 200 }, /could not be reached|no sense/],
    ['answers 502 with garbage', { kind: 'garbage', status: 502 }, /502/],
    ['does not answer', { kind: 'time-out' }, /did not answer in time/],
    ['takes the message and does not answer', { kind: 'accept-silently' }, /did not answer in time/],
    ['takes the message and cuts the connection', { kind: 'accept-and-drop' }, /could not be reached/],
    [
      'says that the same request is being handled',
      { kind: 'error', status: 409, name: 'concurrent_idempotent_requests' },
      /409/,
    ],
  ];

  test.each(passing)('%s, the message waits, and one copy arrives', async (_, behaviour, reason) => {
    const person = await sendWith(behaviour);
    expect(await mailRow(person.mailId)).toMatchObject({
      state: 'QUEUED',
      reason: expect.stringMatching(reason),
      events: [{ type: 'postponed' }],
    });
    expect(await nextRun(person.mailId)).toBeDefined();
    await sendMail(settings(), { mailId: person.mailId, isLastRun: false });
    expect(copies(person.email)).toHaveLength(1);
    const sent = { state: 'SENT', reason: null, providerId: copies(person.email)[0]?.id, attempts: 2 };
    expect(await mailRow(person.mailId)).toMatchObject(sent);
  });

  test('says when to come back, the message waits at least that long', async () => {
    const person = await sendWith({ kind: 'rate-limit', retryAfterSeconds: 600 });
    const runAt = await nextRun(person.mailId);
    expect(runAt?.getTime()).toBeGreaterThanOrEqual(addSeconds(testNow, 600).getTime());
  });

  test('refuses the message, it has failed with the reason and is not tried again', async () => {
    const message = 'The recipient is not allowed.\r\nSee https://example.com/invite/secret';
    const person = await sendWith({ kind: 'error', status: 422, name: 'validation_error', message });
    const reason = 'The mail service refused it. It answered 422: The recipient is not allowed. See [link]';
    expect(await mailRow(person.mailId)).toMatchObject({ state: 'FAILED', reason });
    expect(await nextRun(person.mailId)).toBeUndefined();
  });

  test('knows the key with other bytes, the message counts as sent and later events find it', async () => {
    const person = await sendWith({ kind: 'error', status: 409, name: 'invalid_idempotent_request' });
    const row = await mailRow(person.mailId);
    expect(row).toMatchObject({
      state: 'SENT',
      reason: 'The mail service had it already.',
      providerId: null,
    });
    await recordMailEvent(contextFor(database.db), deliveredEvent('re-known', person.mailId));
    expect(await mailRow(person.mailId)).toMatchObject({ state: 'DELIVERED', providerId: 're-known' });
  });

  test('reports the delivery before it answered, the message stays delivered', async () => {
    const person = await invitePerson(database.db);
    const onStep = async (step: string) => {
      if (step !== 'answered') return;
      const id = copies(person.email)[0]?.id ?? '';
      await recordMailEvent(contextFor(database.db), deliveredEvent(id, person.mailId));
    };
    await sendMail(settings({ onStep }), { mailId: person.mailId, isLastRun: false });
    const providerId = copies(person.email)[0]?.id;
    expect(await mailRow(person.mailId)).toMatchObject({ state: 'DELIVERED', providerId });
  });
});

describe('a message is given up', () => {
  test('23 hours after the first unclear attempt, since the provider may forget the key', async () => {
    const person = await sendWith({ kind: 'accept-silently' });
    now = addSeconds(testNow, 12 * 3600);
    fake.answerNext({ kind: 'time-out' });
    await sendMail(settings({ timeoutMilliseconds: 300 }), { mailId: person.mailId, isLastRun: false });
    expect(await mailRow(person.mailId)).toMatchObject({ state: 'QUEUED', attempts: 2 });
    now = addSeconds(testNow, 23 * 3600);
    const requests = fake.requestCount();
    await sendMail(settings(), { mailId: person.mailId, isLastRun: false });
    expect(await mailRow(person.mailId)).toMatchObject({
      state: 'FAILED',
      reason: expect.stringMatching(/within 23 hours.*did not answer in time/),
    });
    expect(fake.requestCount()).toBe(requests);
  });

  test('at once when the next attempt would come later than that', async () => {
    const person = await sendWith({ kind: 'rate-limit', retryAfterSeconds: 86_400 });
    expect(await mailRow(person.mailId)).toMatchObject({ state: 'FAILED' });
    expect(await nextRun(person.mailId)).toBeUndefined();
  });

  test('when Usher itself fails and the queue will not run the job again', async () => {
    const person = await invitePerson(database.db);
    const onStep = () => {
      throw new Error('a fault of our own');
    };
    const run = (isLastRun: boolean) => sendMail(settings({ onStep }), { mailId: person.mailId, isLastRun });
    await expect(run(false)).rejects.toThrow('a fault of our own');
    expect(await mailRow(person.mailId)).toMatchObject({ state: 'QUEUED' });
    await expect(run(true)).rejects.toThrow('a fault of our own');
    expect(await mailRow(person.mailId)).toMatchObject({ state: 'FAILED', reason: /could not send/ });
  });

  test.each([
    ['accepted', { acceptedAt: testNow }, 'Not sent: the invitation was accepted already.'],
    ['revoked', { revokedAt: testNow }, 'Not sent: the invitation was revoked.'],
    ['renewed', { generation: 2 }, 'Not sent: a newer link replaced this one.'],
    ['expired', { expiresAt: testNow }, 'Not sent: the invitation expired first.'],
  ])('when its invitation was %s meanwhile', async (_, data, reason) => {
    now = testNow;
    const person = await invitePerson(database.db);
    await database.db.invitation.update({ where: { id: person.invitationId }, data });
    await sendMail(settings(), { mailId: person.mailId, isLastRun: false });
    expect(await mailRow(person.mailId)).toMatchObject({ state: 'FAILED', reason, attempts: 0 });
    expect(copies(person.email)).toHaveLength(0);
  });
});

function deliveredEvent(providerId: string, mailId: string) {
  const at = addSeconds(testNow, 5);
  return {
    type: 'delivered',
    detail: null,
    at,
    providerId,
    providerEventId: `e-${providerId}`,
    mailId,
  } as const;
}
