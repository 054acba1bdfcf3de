import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { useDatabase } from '@/tests/database';
import { contextFor, later } from '@/tests/factories/world';
import { consumeLimits } from './consume-limits';
import { deleteExpiredLimits } from './delete-expired-limits';

const database = useDatabase();

function use(keys: readonly string[], seconds: number) {
  const limits = keys.map((key) => ({ key, count: 1000, windowSeconds: 60 }));
  return consumeLimits(contextFor(database.db, undefined, later(seconds)), limits);
}

function sweepAt(seconds: number) {
  return deleteExpiredLimits(contextFor(database.db, undefined, later(seconds)));
}

test('limits whose window is over are swept, others stay', async () => {
  const [old, fresh] = [randomUUID(), randomUUID()];
  await use([old], 0);
  await use([fresh], 30);
  expect(await sweepAt(59)).toBe(0);
  expect(await sweepAt(60)).toBe(1);
  const rows = await database.db.rateLimit.findMany({ where: { key: { in: [old, fresh] } } });
  expect(rows.map((row) => row.key)).toEqual([fresh]);
});

test('a limit that is just being counted is left alone: nobody waits for the other', async () => {
  const [one, other] = [randomUUID(), randomUUID()];
  await use([one, other], 0);
  const swept = await database.db.$transaction(async (tx) => {
    await tx.$queryRaw`select 1 from rate_limits where key = ${one} for update`;
    return sweepAt(90);
  });
  expect(swept).toBeGreaterThan(0);
  const rows = await database.db.rateLimit.findMany({ where: { key: { in: [one, other] } } });
  expect(rows.map((row) => row.key)).toEqual([one]);
});
