import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { createListener } from '@/lib/db';
import { useDatabase } from '@/tests/database';
import { contextFor, later } from '@/tests/factories/world';
import { deleteOldLoginAttempts } from './delete-old-login-attempts';
import {
  beginLoginAttempt,
  endLoginAttempt,
  noteLoginStep,
  recordRefusedLogin,
} from './record-login-attempt';

const database = useDatabase();

function visitor(seconds = 0) {
  return { ...contextFor(database.db, undefined, later(seconds)), ip: '192.0.2.7', userAgent: 'Browser' };
}

function found(id: string) {
  return database.db.loginAttempt.findUniqueOrThrow({ where: { id } });
}

async function begin(organizationId: string | null = null) {
  const started = {
    method: 'sso',
    organizationId,
    connectionId: 'conn_1',
    email: 'ada@example.com',
  } as const;
  return beginLoginAttempt(database.db, visitor(), { ...started, steps: [{ name: 'sent' }] });
}

describe('an attempt to log in', () => {
  test('is written as it begins: who, by which connection, from where', async () => {
    const { id, reference } = await begin();
    expect(id).toMatch(/^areq_[0-9]{19}$/);
    expect(await found(id)).toMatchObject({
      reference,
      method: 'sso',
      outcome: 'PENDING',
      connectionId: 'conn_1',
      email: 'ada@example.com',
      ip: '192.0.2.7',
      userAgent: 'Browser',
      createdAt: later(0),
      endedAt: null,
      steps: [{ name: 'sent', at: later(0).toISOString(), note: null }],
    });
  });

  test('keeps its steps in order and ends where it was refused', async () => {
    const { id, reference } = await begin();
    await noteLoginStep(database.db, visitor(1), { attemptId: id, name: 'answered', note: 'By POST' });
    const failure = { step: 'audience', reason: 'The audience is https://other.example.com.' };
    const steps = [{ name: 'signature' }];
    expect(await endLoginAttempt(database.db, visitor(2), { attemptId: id, steps, failure })).toEqual({
      reference,
    });
    expect(await found(id)).toMatchObject({
      outcome: 'FAILURE',
      failedStep: 'audience',
      reason: failure.reason,
      endedAt: later(2),
      steps: [
        { name: 'sent' },
        { name: 'answered', at: later(1).toISOString(), note: 'By POST' },
        { name: 'signature', at: later(2).toISOString() },
        { name: 'audience', note: failure.reason },
      ],
    });
  });

  test('that succeeds says who it was', async () => {
    const { id } = await begin();
    const who = { userId: 'usr_1', email: 'Ada@example.com', organizationId: 'org_1' };
    await endLoginAttempt(database.db, visitor(5), { attemptId: id, failure: null, ...who });
    expect(await found(id)).toMatchObject({ outcome: 'SUCCESS', failedStep: null, reason: null, ...who });
  });

  test('ends once: the first end stays, also of many at once, and nothing is added after it', async () => {
    const { id } = await begin();
    const failures = Array.from({ length: 10 }, (_, index) => ({ step: `step-${index}`, reason: 'No.' }));
    const ends = await Promise.all(
      failures.map((failure) => endLoginAttempt(database.db, visitor(), { attemptId: id, failure })),
    );
    expect(ends.filter(Boolean)).toHaveLength(1);
    await noteLoginStep(database.db, visitor(), { attemptId: id, name: 'late' });
    expect((await found(id)).steps).toHaveLength(2);
  });

  test('that is unknown has no end and no steps', async () => {
    await noteLoginStep(database.db, visitor(), { attemptId: 'areq_1', name: 'x' });
    expect(await endLoginAttempt(database.db, visitor(), { attemptId: 'areq_1', failure: null })).toBeNull();
  });

  test('is refused as it begins, in one row', async () => {
    const failure = { step: 'invitation', reason: 'Used.' };
    const { id } = await recordRefusedLogin(database.db, visitor(), { method: 'invitation', failure });
    expect(await found(id)).toMatchObject({
      outcome: 'FAILURE',
      failedStep: 'invitation',
      endedAt: later(0),
      steps: [{ name: 'invitation', note: 'Used.' }],
    });
  });

  test('grows no further than sixty steps, of bounded text', async () => {
    const { id } = await begin();
    const note = 'long words '.repeat(200);
    for (let count = 0; count < 70; count += 1)
      await noteLoginStep(database.db, visitor(), { attemptId: id, name: 'again', note });
    const { steps } = await found(id);
    expect(steps).toHaveLength(60);
    expect(JSON.stringify(steps).length).toBeLessThan(60 * 600);
  });

  test('is undone with the transaction that it is part of', async () => {
    const email = `${randomUUID()}@example.com`;
    const failing = database.db.$transaction(async (tx) => {
      await beginLoginAttempt(tx, visitor(), { method: 'sso', email });
      throw new Error('broken off');
    });
    await expect(failing).rejects.toThrow('broken off');
    expect(await database.db.loginAttempt.count({ where: { email } })).toBe(0);
  });

  test('tells whoever looks at the organization, at its beginning, its steps and its end', async () => {
    const listener = createListener(database.url);
    await listener.connect();
    const told: (string | undefined)[] = [];
    listener.on('notification', ({ payload }) => told.push(payload));
    await listener.query('listen usher_changes');
    const { id } = await begin('org_7');
    await noteLoginStep(database.db, visitor(), { attemptId: id, name: 'answered' });
    await endLoginAttempt(database.db, visitor(), { attemptId: id, failure: null });
    await begin(null);
    await listener.query('select 1');
    await listener.end();
    expect(told).toEqual(['org_7', 'org_7', 'org_7']);
  });
});

describe('the log', () => {
  test('forgets after ninety days, whether or not an attempt ended', async () => {
    const open = await begin();
    const ended = await begin();
    await endLoginAttempt(database.db, visitor(), { attemptId: ended.id, failure: null });
    const ids = { where: { id: { in: [open.id, ended.id] } } };
    await deleteOldLoginAttempts(visitor(90 * 86_400));
    expect(await database.db.loginAttempt.count(ids)).toBe(2);
    await deleteOldLoginAttempts(visitor(90 * 86_400 + 1));
    expect(await database.db.loginAttempt.count(ids)).toBe(0);
  });
});
