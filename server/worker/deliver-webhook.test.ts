import { ScalekitClient } from '@scalekit-sdk/node';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Ctx } from '@/lib/authz/context';
import { addSeconds } from '@/lib/clock';
import type { EventType } from '@/lib/events/event-type';
import { log } from '@/lib/log';
import { createOrganization } from '@/lib/organizations/create-organization';
import { createEndpoint } from '@/lib/webhooks/create-endpoint';
import { deleteEndpoint } from '@/lib/webhooks/delete-endpoint';
import { getDelivery } from '@/lib/webhooks/get-delivery';
import { getEndpoint } from '@/lib/webhooks/get-endpoint';
import { replayDelivery } from '@/lib/webhooks/replay-delivery';
import { replayFailedDeliveries } from '@/lib/webhooks/replay-failed-deliveries';
import { rotateEndpointSecret } from '@/lib/webhooks/rotate-endpoint-secret';
import { sendTestEvent } from '@/lib/webhooks/send-test-event';
import { switchEndpoint } from '@/lib/webhooks/switch-endpoint';
import type { DeliveryRef } from '@/lib/webhooks/webhook.schema';
import { useDatabase } from '@/tests/database';
import { createEndpointManager } from '@/tests/factories/webhooks';
import { createStaff } from '@/tests/factories/world';
import { startWebhookReceiver, type WebhookReceiver } from '@/tests/fakes/webhook-receiver';
import { type DeliverWebhookSettings, deliverLane, deliverWebhook } from './deliver-webhook';

const database = useDatabase();
const sdk = new ScalekitClient('http://localhost:3000', 'client', 'secret');
let receiver: WebhookReceiver;
let ctx: Ctx;
/** The SDK compares timestamps with the machine's clock. */
let now: Date;

beforeAll(async () => {
  log.level = 'silent';
  process.env.USHER_ALLOWED_PRIVATE_HOSTS = '127.0.0.1';
  receiver = await startWebhookReceiver();
});
beforeEach(async () => {
  now = new Date();
  ctx = await createEndpointManager(database.db, now);
  receiver.answerNext();
});
afterAll(() => receiver.stop());

function settings(changes: Partial<DeliverWebhookSettings> = {}): DeliverWebhookSettings {
  return { db: database.db, clock: () => now, allowedPrivateHosts: ['127.0.0.1'], ...changes };
}

/** An endpoint at the receiver, or elsewhere, and a change that it is told of. */
async function useDelivery({ url = receiver.url, types = [] as EventType[] } = {}) {
  const scope = types.length > 0 ? 'chosen' : 'all';
  const endpoint = await createEndpoint(ctx, { url, description: '', scope, types });
  await createOrganization(ctx, { name: 'Acme', externalId: null });
  const delivery = await database.db.webhookDelivery.findFirst({
    where: { endpointId: endpoint.endpointId },
    orderBy: { eventId: 'desc' },
  });
  const ref: DeliveryRef = { endpointId: endpoint.endpointId, eventId: delivery?.eventId ?? '' };
  return { ...endpoint, ref };
}

const copies = ({ eventId }: DeliveryRef) => receiver.received().filter(({ event }) => event.id === eventId);
const jobKey = ({ endpointId, eventId }: DeliveryRef) => `deliver-webhook/${endpointId}/${eventId}`;

async function jobsOf(ref: DeliveryRef) {
  return database.db.$queryRaw<{ run_at: Date; queue_name: string | null; priority: number }[]>`
    select run_at, queue_name, priority from graphile_worker.jobs where key = ${jobKey(ref)}`;
}

/** Makes attempts, each at the time for which it was planned; returns the waits between them in seconds. */
async function attemptUntilOver(ref: DeliveryRef): Promise<number[]> {
  const waits: number[] = [];
  while (true) {
    await deliverWebhook(settings(), ref);
    const { state, nextAttemptAt } = await getDelivery(ctx, ref);
    if (state !== 'PENDING' || !nextAttemptAt) return waits;
    waits.push((nextAttemptAt.getTime() - now.getTime()) / 1000);
    now = nextAttemptAt;
  }
}

describe('a change that an endpoint wants', () => {
  test('makes one delivery and one job, in a lane of the endpoint and after the mail', async () => {
    const { ref } = await useDelivery({ types: ['organization.created'] });
    const queue_name = expect.stringMatching(new RegExp(`^webhooks/${ref.endpointId}/[01]$`));
    expect(await jobsOf(ref)).toEqual([{ run_at: expect.any(Date), queue_name, priority: 10 }]);
  });

  test('makes none for an endpoint that wants other types, or is off', async () => {
    const { ref } = await useDelivery({ types: ['user.login'] });
    expect(ref.eventId).toBe('');
    await switchEndpoint(ctx, { endpointId: ref.endpointId, enabled: false });
    const off = await createEndpoint(ctx, { url: receiver.url, description: '', scope: 'all', types: [] });
    await switchEndpoint(ctx, { endpointId: off.endpointId, enabled: false });
    await createOrganization(ctx, { name: 'Acme', externalId: null });
    expect(await database.db.webhookDelivery.count({ where: { endpointId: off.endpointId } })).toBe(0);
  });
});

describe('a delivery', () => {
  test('arrives in its envelope, signed so that the official SDK accepts it', async () => {
    const { ref, secret } = await useDelivery();
    await deliverWebhook(settings(), ref);
    const [webhook] = copies(ref);
    expect(sdk.verifyWebhookPayload(secret, { ...webhook?.headers }, webhook?.body ?? '')).toBe(true);
    expect(webhook?.headers).toMatchObject({ 'webhook-id': ref.eventId, 'content-type': 'application/json' });
    expect(JSON.parse(webhook?.body ?? '')).toEqual({
      spec_version: '1',
      id: ref.eventId,
      type: 'organization.created',
      object: 'Organization',
      occurred_at: now.toISOString(),
      environment_id: expect.stringMatching(/^env_[0-9]+$/),
      organization_id: expect.stringMatching(/^org_[0-9]+$/),
      data: expect.objectContaining({ display_name: 'Acme' }),
    });
    expect(await getDelivery(ctx, ref)).toMatchObject({
      state: 'DELIVERED',
      message: webhook?.body,
      attempts: [
        { status: 200, response: 'Thank you.', error: null, durationMilliseconds: expect.any(Number) },
      ],
    });
    await deliverWebhook(settings(), ref);
    expect(copies(ref)).toHaveLength(1);
  });

  test('is repeated after 5 and 30 seconds, 2, 5 and 15 minutes with the same bytes, and then given up', async () => {
    const { ref, secret } = await useDelivery();
    receiver.answerNext(
      ...Array.from({ length: 6 }, (_, index) => ({ status: 500, body: `no ${index + 1}` })),
    );
    expect(await attemptUntilOver(ref)).toEqual([5, 30, 120, 300, 900]);
    const { state, attempts } = await getDelivery(ctx, ref);
    expect(state).toBe('FAILED');
    expect(attempts.map(({ response }) => response)).toEqual([
      'no 6',
      'no 5',
      'no 4',
      'no 3',
      'no 2',
      'no 1',
    ]);
    expect(new Set(copies(ref).map(({ body }) => body)).size).toBe(1);
    expect(new Set(copies(ref).map(({ headers }) => headers['webhook-id']))).toEqual(new Set([ref.eventId]));
    expect(new Set(copies(ref).map(({ headers }) => headers['webhook-signature'])).size).toBe(6);
    expect(sdk.verifyWebhookPayload(secret, { ...copies(ref)[0]?.headers }, copies(ref)[0]?.body ?? '')).toBe(
      true,
    );
    expect(await getEndpoint(ctx, ref)).toMatchObject({ failingSince: now, counts: { FAILED: 1 } });
  });

  test('that is postponed has one job, at its time', async () => {
    const { ref } = await useDelivery();
    receiver.answerNext({ status: 503 });
    await deliverWebhook(settings(), ref);
    expect(await jobsOf(ref)).toMatchObject([{ run_at: addSeconds(now, 5), priority: 10 }]);
  });

  test('keeps of an answer the first kilobyte, without what the database cannot hold', async () => {
    const { ref } = await useDelivery();
    receiver.answerNext({ status: 400, body: `\0${'x'.repeat(5000)}` });
    await deliverWebhook(settings(), ref);
    const { attempts } = await getDelivery(ctx, ref);
    expect(attempts[0]?.response).toBe(`\uFFFD${'x'.repeat(1023)}`);
  });

  test('is not redirected, and a redirect is no arrival', async () => {
    const { ref } = await useDelivery();
    receiver.answerNext((response) => response.writeHead(308, { location: receiver.url }).end());
    await deliverWebhook(settings(), ref);
    expect(copies(ref)).toHaveLength(1);
    expect(await getDelivery(ctx, ref)).toMatchObject({ state: 'PENDING', attempts: [{ status: 308 }] });
  });

  test('says why there was no answer: too late, cut, a private address', async () => {
    const { ref } = await useDelivery();
    receiver.answerNext(
      () => {},
      (response) => response.destroy(),
    );
    await deliverWebhook(settings({ timeoutMilliseconds: 50 }), ref);
    await deliverWebhook(settings(), ref);
    await deliverWebhook(settings({ allowedPrivateHosts: [] }), ref);
    const { attempts } = await getDelivery(ctx, ref);
    expect(attempts.map(({ error }) => error)).toEqual([
      expect.stringContaining('private network'),
      'The connection was cut.',
      expect.stringContaining('did not answer within'),
    ]);
    expect(copies(ref)).toHaveLength(2);
  });

  test('is signed with both secrets after a rotation, and with the new one alone a day later', async () => {
    const { ref, secret } = await useDelivery();
    const rotated = await rotateEndpointSecret(ctx, ref);
    await deliverWebhook(settings(), ref);
    await replayDelivery(ctx, ref);
    await deliverWebhook(settings({ clock: () => addSeconds(now, 86_400) }), ref);
    const [both, one] = copies(ref);
    for (const known of [secret, rotated.secret])
      expect(sdk.verifyWebhookPayload(known, { ...both?.headers }, both?.body ?? '')).toBe(true);
    expect(both?.headers['webhook-signature']?.split(' ')).toHaveLength(2);
    expect(one?.headers['webhook-signature']?.split(' ')).toHaveLength(1);
  });
});

describe('a job', () => {
  test('goes on with what else is due in its lane, and stops at the first that does not arrive', async () => {
    const { ref } = await useDelivery({ types: ['user.login'] });
    const tests = [
      await sendTestEvent(ctx, ref),
      await sendTestEvent(ctx, ref),
      await sendTestEvent(ctx, ref),
    ];
    const [first, second, third] = tests.map(({ eventId }) => ({ endpointId: ref.endpointId, eventId }));
    if (!first || !second || !third) throw new Error('Three were made.');
    receiver.answerNext({ status: 200 }, { status: 500 });
    await deliverLane(settings(), first);
    const stateOf = async (one: DeliveryRef) =>
      (await getDelivery(ctx, one)).attempts.map(({ status }) => status);
    expect([await stateOf(first), await stateOf(second), await stateOf(third)]).toEqual([[200], [500], []]);
    await deliverLane(settings(), first);
    expect([await stateOf(first), await stateOf(second), await stateOf(third)]).toEqual([
      [200],
      [500],
      [200],
    ]);
  });
});

describe('an endpoint', () => {
  test('that is off gets nothing more: what was on its way fails', async () => {
    const { ref } = await useDelivery();
    await switchEndpoint(ctx, { endpointId: ref.endpointId, enabled: false });
    await deliverWebhook(settings(), ref);
    expect(copies(ref)).toEqual([]);
    const lastError = 'The endpoint was switched off.';
    expect(await getDelivery(ctx, ref)).toMatchObject({ state: 'FAILED', lastError });
    await expect(replayDelivery(ctx, ref)).rejects.toMatchObject({ code: 'conflict' });
    await expect(sendTestEvent(ctx, ref)).rejects.toMatchObject({ code: 'conflict' });
  });

  test('that was deleted gets nothing more, also while an answer is on its way', async () => {
    const { ref } = await useDelivery();
    let deleted: Promise<void> | undefined;
    receiver.answerNext((response) => {
      deleted = deleteEndpoint(ctx, ref).then(() => void response.writeHead(500).end());
    });
    await deliverWebhook(settings(), ref);
    await deleted;
    await deliverWebhook(settings(), ref);
    expect(copies(ref)).toHaveLength(1);
    expect(await database.db.webhookAttempt.count({ where: { endpointId: ref.endpointId } })).toBe(0);
  });

  test('that says it is gone is switched off at once, by Usher', async () => {
    const { ref } = await useDelivery();
    receiver.answerNext({ status: 410 });
    await deliverWebhook(settings(), ref);
    const disabledReason = 'It answered that it is gone (410).';
    expect(await getEndpoint(ctx, ref)).toMatchObject({ enabled: false, disabledReason });
    const audit = await database.db.auditEvent.findMany({
      where: { targetId: ref.endpointId, action: 'endpoint.disabled' },
    });
    expect(audit).toMatchObject([{ actorKind: 'system', changes: { after: { reason: disabledReason } } }]);
  });

  test('to which nothing arrived for five days is switched off; one arrival makes it well', async () => {
    const { ref } = await useDelivery();
    const data = { failingSince: addSeconds(now, -5 * 86_400) };
    await database.db.webhookEndpoint.update({ where: { id: ref.endpointId }, data });
    await deliverWebhook(settings(), ref);
    expect(await getEndpoint(ctx, ref)).toMatchObject({ enabled: true, failingSince: null });
    await database.db.webhookEndpoint.update({ where: { id: ref.endpointId }, data });
    await replayDelivery(ctx, ref);
    receiver.answerNext(...Array.from({ length: 6 }, () => ({ status: 500 })));
    await attemptUntilOver(ref);
    const disabledReason = 'Nothing has arrived for five days.';
    expect(await getEndpoint(ctx, ref)).toMatchObject({ enabled: false, disabledReason });
  });

  test('is tried out with a test event, whichever types it gets, but not without end', async () => {
    const { ref, secret } = await useDelivery({ types: ['user.login'] });
    const { eventId } = await sendTestEvent(ctx, ref);
    const test = { endpointId: ref.endpointId, eventId };
    await deliverWebhook(settings(), test);
    const [webhook] = copies(test);
    expect(sdk.verifyWebhookPayload(secret, { ...webhook?.headers }, webhook?.body ?? '')).toBe(true);
    expect(webhook?.event).toMatchObject({ type: 'webhook.test', object: 'JSON' });
    expect(await database.db.webhookDelivery.count({ where: { eventId } })).toBe(1);
    for (let count = 1; count < 20; count += 1) await sendTestEvent(ctx, ref);
    await expect(sendTestEvent(ctx, ref)).rejects.toMatchObject({ code: 'rate_limited' });
  });
});

describe('a replay', () => {
  test('sends the same bytes again, from the first attempt on, also of what arrived, and is recorded', async () => {
    const { ref } = await useDelivery();
    await deliverWebhook(settings(), ref);
    await replayDelivery(ctx, ref);
    await expect(replayDelivery(ctx, ref)).rejects.toMatchObject({ message: 'It is on its way already.' });
    expect(await jobsOf(ref)).toHaveLength(1);
    receiver.answerNext({ status: 500 });
    expect(await attemptUntilOver(ref)).toEqual([5]);
    const bodies = copies(ref).map(({ body }) => body);
    expect([bodies.length, new Set(bodies).size]).toEqual([3, 1]);
    const where = { targetId: ref.endpointId, action: 'endpoint.replayed' };
    expect(await database.db.auditEvent.count({ where })).toBe(1);
  });

  test('marks its attempts with who asked for it, also when they are gone', async () => {
    const { ref } = await useDelivery();
    await deliverWebhook(settings(), ref);
    const admin = await createStaff(database.db, 'ADMIN');
    await replayDelivery({ ...ctx, actor: admin }, ref);
    receiver.answerNext({ status: 500 });
    await attemptUntilOver(ref);
    const replays = async () => (await getDelivery(ctx, ref)).attempts.map(({ replay }) => replay);
    expect(await replays()).toEqual([{ by: admin.email }, { by: admin.email }, null]);
    await database.db.user.delete({ where: { id: admin.userId } });
    expect(await replays()).toEqual([{ by: null }, { by: null }, null]);
  });

  test('of what failed lately takes that alone, oldest first', async () => {
    const { ref } = await useDelivery();
    const hasFailed = async () => (await getEndpoint(ctx, ref)).hasFailed;
    expect(await hasFailed()).toBe(false);
    const arrived = await sendTestEvent(ctx, ref);
    const old = { ...ctx, now: addSeconds(now, -7200) };
    const early = await sendTestEvent(old, ref);
    const fail = { where: { endpointId: ref.endpointId, eventId: { in: [ref.eventId, early.eventId] } } };
    await database.db.webhookDelivery.updateMany({ ...fail, data: { state: 'FAILED', attempts: 6 } });
    const done = { where: { endpointId: ref.endpointId, eventId: arrived.eventId } };
    await database.db.webhookDelivery.updateMany({ ...done, data: { state: 'DELIVERED' } });
    expect(await hasFailed()).toBe(true);
    expect(await replayFailedDeliveries(ctx, { endpointId: ref.endpointId, hours: 1 })).toEqual({
      replayed: 1,
    });
    expect(await replayFailedDeliveries(ctx, { endpointId: ref.endpointId, hours: 24 })).toEqual({
      replayed: 1,
    });
    expect(await replayFailedDeliveries(ctx, { endpointId: ref.endpointId, hours: 24 })).toEqual({
      replayed: 0,
    });
    expect(await hasFailed()).toBe(false);
    await deliverWebhook(settings(), ref);
    expect(copies(ref)).toHaveLength(1);
  });

  test('of what there is not is not found', async () => {
    const { ref } = await useDelivery();
    const missing = { endpointId: ref.endpointId, eventId: 'evt_1999999999999999999' };
    await expect(replayDelivery(ctx, missing)).rejects.toMatchObject({ code: 'not_found' });
  });
});
