import { describe, expect, test } from 'vitest';
import { hashToken, randomToken } from '@/lib/crypto';
import { useDatabase } from '@/tests/database';
import { createPerson, createSession } from '@/tests/factories/members';
import { contextFor, later, testNow } from '@/tests/factories/world';
import { deleteExpiredSignIns } from '../sign-in/delete-expired-sign-ins';
import { deleteExpiredSessions } from './delete-expired-sessions';
import { endOtherSessions } from './end-other-sessions';
import { endSession } from './end-session';
import { endSessionByToken } from './end-session-by-token';
import { listSessions } from './list-sessions';

const database = useDatabase();

/** Somebody with three sessions, of which they use the first. */
async function useWorld() {
  const person = await createPerson(database.db);
  const ids = await Promise.all([1, 2, 3].map(() => createSession(database.db, person.userId)));
  const ctx = contextFor(database.db, { ...person, sessionId: ids[0] ?? '' });
  const left = async () => {
    const sessions = await database.db.session.findMany({
      where: { userId: person.userId },
      orderBy: { id: 'asc' },
    });
    return sessions.map((session) => session.id);
  };
  return { ctx, ids: ids.sort(), current: ids[0] ?? '', left, userId: person.userId };
}

async function endings(actorId: string) {
  return database.db.auditEvent.findMany({ where: { actorId, action: 'session.ended' } });
}

describe("ending one's own sessions", () => {
  test('ends the one that was named, once, and is audited', async () => {
    const { ctx, ids, left, userId } = await useWorld();
    const [sessionId = ''] = ids;
    expect(await endSession(ctx, { sessionId })).toEqual({ ended: 1 });
    expect(await left()).toEqual(ids.slice(1));
    expect(await endSession(ctx, { sessionId })).toEqual({ ended: 0 });
    expect(await endings(userId)).toMatchObject([{ changes: { after: { ended: 1 } } }]);
  });

  test('ends all the others and keeps the one that asks', async () => {
    const { ctx, current, left, userId } = await useWorld();
    expect(await endOtherSessions(ctx)).toEqual({ ended: 2 });
    expect(await left()).toEqual([current]);
    expect(await endings(userId)).toHaveLength(1);
  });

  test("never ends another person's", async () => {
    const { ctx } = await useWorld();
    const other = await useWorld();
    expect(await endSession(ctx, { sessionId: other.ids[0] ?? '' })).toEqual({ ended: 0 });
    await endOtherSessions(ctx);
    expect(await other.left()).toEqual(other.ids);
  });

  test('many times at once ends each once', async () => {
    const { ctx, userId } = await useWorld();
    const results = await Promise.all(Array.from({ length: 10 }, () => endOtherSessions(ctx)));
    expect(results.reduce((sum, result) => sum + result.ended, 0)).toBe(2);
    expect(await endings(userId)).toHaveLength(1);
  });

  test('is for whoever is signed in', async () => {
    const refusal = { code: 'unauthenticated' };
    await expect(endOtherSessions(contextFor(database.db))).rejects.toMatchObject(refusal);
    await expect(endSession(contextFor(database.db), { sessionId: 'x' })).rejects.toMatchObject(refusal);
    await expect(listSessions(contextFor(database.db))).rejects.toMatchObject(refusal);
  });
});

describe('signing out', () => {
  test('ends the session of the cookie and is audited; a token that is none does nothing', async () => {
    const { userId } = await createPerson(database.db);
    const token = randomToken();
    const id = await createSession(database.db, userId);
    await database.db.session.update({ where: { id }, data: { sessionToken: hashToken(token) } });
    await endSessionByToken(contextFor(database.db), hashToken(token));
    expect(await database.db.session.count({ where: { userId } })).toBe(1);
    await endSessionByToken(contextFor(database.db), token);
    expect(await database.db.session.count({ where: { userId } })).toBe(0);
    await endSessionByToken(contextFor(database.db), token);
    const events = await database.db.auditEvent.findMany({
      where: { targetId: userId, action: 'user.signed_out' },
    });
    expect(events).toHaveLength(1);
  });
});

describe("the list of one's sessions", () => {
  test('shows the live ones, the last used first, without anything that could be used as one', async () => {
    const { ctx, ids, current } = await useWorld();
    const [one = '', two = '', three = ''] = ids;
    await database.db.session.update({ where: { id: one }, data: { lastSeenAt: later(10) } });
    await database.db.session.update({ where: { id: two }, data: { lastSeenAt: later(20) } });
    await database.db.session.update({ where: { id: three }, data: { expires: testNow } });
    const sessions = await listSessions(ctx);
    expect(sessions.map((session) => session.id)).toEqual([two, one]);
    for (const session of sessions) expect(session.current).toBe(session.id === current);
    await database.db.session.update({ where: { id: one }, data: { sessionToken: hashToken('secret') } });
    expect(JSON.stringify(await listSessions(ctx))).not.toContain(hashToken('secret'));
  });
});

describe('sweeping', () => {
  test('deletes sessions from their end on, idle or absolute, and keeps the others', async () => {
    const { ids, left } = await useWorld();
    const [one = '', two = '', three = ''] = ids;
    await database.db.session.update({ where: { id: one }, data: { expires: later(-1) } });
    await database.db.session.update({ where: { id: two }, data: { absoluteExpiresAt: later(-1) } });
    expect(await deleteExpiredSessions(contextFor(database.db))).toBe(2);
    expect(await left()).toEqual([three]);
  });

  test('leaves to others what they are just deleting', async () => {
    const { ids, left } = await useWorld();
    const [one = ''] = ids;
    await database.db.session.updateMany({ where: { id: { in: ids } }, data: { expires: later(-1) } });
    const swept = await database.db.$transaction(async (tx) => {
      await tx.$queryRaw`select 1 from sessions where id = ${one} for update`;
      return deleteExpiredSessions(contextFor(database.db));
    });
    expect(swept).toBe(2);
    expect(await left()).toEqual([one]);
  });

  test('deletes attempts at their end and mailed links a day later', async () => {
    const { userId } = await createPerson(database.db);
    const times = { createdAt: testNow, expiresAt: later(60) };
    await database.db.signInAttempt.create({
      data: { id: 'att_1', secretHash: hashToken('one'), userId, method: 'email_link', ...times },
    });
    await database.db.signInLink.create({ data: { id: 'lnk_1', userId, ...times } });
    const sweepAt = (seconds: number) =>
      deleteExpiredSignIns(contextFor(database.db, undefined, later(seconds)));
    expect(await sweepAt(60)).toBe(0);
    expect(await sweepAt(61)).toBe(1);
    expect(await sweepAt(86_460)).toBe(0);
    expect(await sweepAt(86_461)).toBe(1);
  });
});
