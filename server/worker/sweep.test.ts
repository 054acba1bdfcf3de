import { expect, test } from 'vitest';
import { addSeconds } from '@/lib/clock';
import { newId } from '@/lib/id';
import { log } from '@/lib/log';
import { recordRequest } from '@/lib/scim/record-request';
import { useDatabase } from '@/tests/database';
import { createCredentialManager, makeCredential } from '@/tests/factories/credentials';
import { createTestDirectory } from '@/tests/factories/directories';
import { invitePerson } from '@/tests/factories/mail';
import { createStaff, testNow } from '@/tests/factories/world';
import { sweep } from './sweep';

const database = useDatabase();
const past = addSeconds(testNow, -1);
const future = addSeconds(testNow, 1);

/** One row of each kind that ends at `at`. */
async function createEnding(at: Date) {
  const { db } = database;
  const { userId } = await createStaff(db);
  const session = {
    userId,
    expires: at,
    absoluteExpiresAt: addSeconds(at, 60),
    sessionToken: newId('session'),
  };
  await db.session.create({ data: { id: newId('session'), ...session } });
  const attempt = { userId, expiresAt: at, secretHash: newId('attempt'), method: 'email_link' };
  await db.signInAttempt.create({ data: { id: newId('attempt'), ...attempt } });
  await db.signInLink.create({ data: { id: newId('link'), userId, expiresAt: addSeconds(at, -86_400) } });
  await db.rateLimit.create({ data: { key: `test/${userId}`, count: 1, resetAt: at } });
  return userId;
}

test('the sweep removes what expired and nothing else', async () => {
  log.level = 'silent';
  const { db } = database;
  await createEnding(past);
  const kept = await createEnding(future);
  await sweep({ db, clock: () => testNow });
  const owners = { select: { userId: true } };
  expect(await db.session.findMany(owners)).toEqual([{ userId: kept }]);
  expect(await db.signInAttempt.findMany(owners)).toEqual([{ userId: kept }]);
  expect(await db.signInLink.findMany(owners)).toEqual([{ userId: kept }]);
  expect(await db.rateLimit.count({ where: { key: { startsWith: 'test/' } } })).toBe(1);
});

test('the sweep forgets what a login wanted that waits no more, but not for which application', async () => {
  log.level = 'silent';
  const { db } = database;
  const { clientId } = await makeCredential(await createCredentialManager(db));
  const payload = { params: { state: 'abc' } };
  const waiting = { clientId, payload, createdAt: past };
  await db.interaction.create({ data: { id: 'over', ...waiting, expiresAt: past } });
  await db.interaction.create({ data: { id: 'waiting', ...waiting, expiresAt: future } });
  await sweep({ db, clock: () => testNow });
  const select = { id: true, clientId: true, payload: true } as const;
  expect(await db.interaction.findMany({ select, orderBy: { id: 'asc' } })).toEqual([
    { id: 'over', clientId, payload: {} },
    { id: 'waiting', clientId, payload },
  ]);
});

test('the sweep gives up a message that waits since 23 hours, and no other', async () => {
  log.level = 'silent';
  const { db } = database;
  const [stale, fresh] = [await invitePerson(db), await invitePerson(db)];
  const attempted = (seconds: number) => ({ attempts: 3, firstAttemptAt: addSeconds(testNow, -seconds) });
  await db.mailMessage.update({ where: { id: stale.mailId }, data: attempted(23 * 3600) });
  await db.mailMessage.update({ where: { id: fresh.mailId }, data: attempted(23 * 3600 - 1) });
  await sweep({ db, clock: () => testNow });
  const states = await db.mailMessage.findMany({ select: { id: true, state: true }, orderBy: { id: 'asc' } });
  expect(states).toEqual([
    { id: stale.mailId, state: 'FAILED' },
    { id: fresh.mailId, state: 'QUEUED' },
  ]);
});

test('the sweep deletes events of more than 30 days with their deliveries, and gives up deliveries that lost their job', async () => {
  log.level = 'silent';
  const { db } = database;
  const day = 86_400;
  const endpointId = 'whe_1000000000000000001';
  const ages = [30 * day + 1, 30 * day - 1, 3600];
  const ids = ages.map((age) => newId('event', addSeconds(testNow, -age)));
  for (const [index, eventId] of ids.entries()) {
    const at = addSeconds(testNow, -(ages[index] ?? 0));
    const event = { id: eventId, type: 'user.login', occurredAt: at, data: {} };
    const times = { createdAt: at, updatedAt: at, nextAttemptAt: at };
    await db.event.create({ data: event });
    await db.webhookDelivery.create({ data: { endpointId, eventId, type: 'user.login', ...times } });
  }
  await sweep({ db, clock: () => testNow });
  expect(await db.event.count({ where: { id: ids[0] ?? '' } })).toBe(0);
  const select = { eventId: true, state: true } as const;
  const left = await db.webhookDelivery.findMany({
    where: { endpointId },
    select,
    orderBy: { eventId: 'asc' },
  });
  expect(left).toEqual([
    { eventId: ids[1], state: 'FAILED' },
    { eventId: ids[2], state: 'PENDING' },
  ]);
});

test('the sweep forgets what a directory asked for more than 30 days ago, and nothing newer', async () => {
  log.level = 'silent';
  const { db } = database;
  const { ctx } = await createTestDirectory(db);
  for (const [subject, age] of Object.entries({ old: 30 * 86_400 + 1, new: 30 * 86_400 - 1 })) {
    const request = { method: 'POST', path: '/Users', body: null };
    const entry = { status: 201, subject, outcome: 'user_created' } as const;
    await recordRequest(db, { ...ctx, now: addSeconds(testNow, -age) }, { request, entry });
  }
  await sweep({ db, clock: () => testNow });
  expect(await db.directoryRequest.findMany({ select: { subject: true } })).toEqual([{ subject: 'new' }]);
});
