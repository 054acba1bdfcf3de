import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { addSeconds } from '@/lib/clock';
import { useDatabase } from '@/tests/database';
import { contextFor, testNow } from '@/tests/factories/world';
import { consumeLimits, formatWait, type Limit } from './consume-limits';

const database = useDatabase();

function at(seconds: number) {
  return contextFor(database.db, { kind: 'anonymous' }, addSeconds(testNow, seconds));
}

function freshLimit(count: number, windowSeconds = 60): Limit {
  return { key: `test/${randomUUID()}`, count, windowSeconds };
}

describe('a limit', () => {
  test('lets through what it allows and refuses the next with the time to retry', async () => {
    const limit = freshLimit(2);
    await consumeLimits(at(0), [limit]);
    await consumeLimits(at(10), [limit]);
    await expect(consumeLimits(at(15), [limit])).rejects.toMatchObject({
      code: 'rate_limited',
      message: 'Too many attempts. Try again in 45 seconds.',
      retryAfterSeconds: 45,
    });
  });

  test('is open again when its window has passed, to the second', async () => {
    const limit = freshLimit(1);
    await consumeLimits(at(0), [limit]);
    await expect(consumeLimits(at(59), [limit])).rejects.toMatchObject({ retryAfterSeconds: 1 });
    await consumeLimits(at(60), [limit]);
    await expect(consumeLimits(at(61), [limit])).rejects.toMatchObject({ retryAfterSeconds: 59 });
  });

  test('is not prolonged by attempts that it refuses', async () => {
    const limit = freshLimit(1);
    await consumeLimits(at(0), [limit]);
    for (const second of [20, 40]) await consumeLimits(at(second), [limit]).catch(() => {});
    await consumeLimits(at(60), [limit]);
  });

  test('counts 50 uses at once exactly', async () => {
    const limit = freshLimit(10);
    const uses = Array.from({ length: 50 }, () => consumeLimits(at(0), [limit]));
    const results = await Promise.allSettled(uses);
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(10);
  });

  test('among several: the slowest to open says when to retry, and all of them count', async () => {
    const [short, long] = [freshLimit(1, 10), freshLimit(1, 100)];
    await consumeLimits(at(0), [short, long]);
    await expect(consumeLimits(at(0), [short, long])).rejects.toMatchObject({ retryAfterSeconds: 100 });
    await expect(consumeLimits(at(50), [short, long])).rejects.toMatchObject({ retryAfterSeconds: 50 });
    await expect(consumeLimits(at(55), [short])).rejects.toMatchObject({ retryAfterSeconds: 5 });
  });

  test('taken with others in either order at once does not deadlock', async () => {
    const limits = Array.from({ length: 50 }, () => freshLimit(1000));
    const orders = [limits, [...limits].reverse()];
    const uses = Array.from({ length: 40 }, (_, index) => consumeLimits(at(0), orders[index % 2] ?? []));
    await Promise.all(uses);
    const rows = await database.db.rateLimit.findMany({
      where: { key: { in: limits.map((limit) => limit.key) } },
    });
    expect(rows.map((row) => row.count)).toEqual(Array(50).fill(40));
  });
});

describe('a time to wait', () => {
  test.each([
    [1, '1 second'],
    [89, '89 seconds'],
    [90, '2 minutes'],
    [5399, '90 minutes'],
    [5400, '2 hours'],
  ])('of %i seconds reads "%s"', (seconds, words) => {
    expect(formatWait(seconds)).toBe(words);
  });
});
