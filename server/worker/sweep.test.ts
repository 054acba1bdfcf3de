import { expect, test } from 'vitest';
import { addSeconds } from '@/lib/clock';
import { newId } from '@/lib/id';
import { log } from '@/lib/log';
import { useDatabase } from '@/tests/database';
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
