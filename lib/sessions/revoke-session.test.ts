import { describe, expect, test } from 'vitest';
import { systemContext } from '@/lib/authz/system-context';
import { useDatabase } from '@/tests/database';
import { createMember, createPerson, createSession } from '@/tests/factories/members';
import { contextFor, createStaff, createTestOrganization, testNow } from '@/tests/factories/world';
import { deleteExpiredSessions } from './delete-expired-sessions';
import { getSessionRecord } from './get-session-record';
import { listSessionRecords } from './list-session-records';
import { revokeAllSessions } from './revoke-all-sessions';
import { revokeSession } from './revoke-session';

const database = useDatabase();

async function openSession(userId: string) {
  const sessionId = await createSession(database.db, userId);
  const left = () => database.db.session.count({ where: { id: sessionId } });
  return { sessionId, left };
}

describe("ending somebody else's session", () => {
  test('is for the staff: it ends at once, and the log says who did it to whom', async () => {
    const staff = await createStaff(database.db);
    const person = await createPerson(database.db);
    const { sessionId, left } = await openSession(person.userId);
    const ended = await revokeSession(contextFor(database.db, staff), { sessionId });
    expect(ended).toMatchObject({ id: sessionId, userId: person.userId, status: 'revoked' });
    expect(await left()).toBe(0);
    const events = await database.db.auditEvent.findMany({ where: { targetId: person.userId } });
    expect(events).toMatchObject([
      { action: 'session.ended', actorId: staff.userId, targetName: person.email },
    ]);
    const told = await database.db.event.findMany({ where: { type: 'user.logout' } });
    expect(JSON.stringify(told)).toContain(person.userId);
  });

  test('that was over changes nothing and is not recorded', async () => {
    const ctx = contextFor(database.db, await createStaff(database.db));
    const { userId } = await createPerson(database.db);
    const { sessionId, left } = await openSession(userId);
    await database.db.session.update({ where: { id: sessionId }, data: { expires: testNow } });
    expect(await revokeSession(ctx, { sessionId })).toMatchObject({ status: 'expired', endedAt: testNow });
    expect(await revokeAllSessions(ctx, { userId })).toEqual([]);
    expect(await left()).toBe(1);
    expect(await database.db.auditEvent.count({ where: { targetId: userId } })).toBe(0);
  });

  test('is refused to members and to staff that stands below', async () => {
    const { organizationId } = await createTestOrganization(database.db);
    const { actor: member } = await createMember(database.db, organizationId);
    const [support, admin, owner] = [
      await createStaff(database.db, 'SUPPORT'),
      await createStaff(database.db, 'ADMIN'),
      await createStaff(database.db, 'OWNER'),
    ];
    const { sessionId, left } = await openSession(admin.userId);
    for (const actor of [member, support]) {
      const ctx = contextFor(database.db, actor);
      await expect(revokeSession(ctx, { sessionId })).rejects.toMatchObject({ code: 'forbidden' });
      const { userId } = admin;
      await expect(revokeAllSessions(ctx, { userId })).rejects.toMatchObject({ code: 'forbidden' });
    }
    await expect(getSessionRecord(contextFor(database.db, member), { sessionId })).rejects.toMatchObject({
      code: 'forbidden',
    });
    expect(await left()).toBe(1);
    await revokeSession(contextFor(database.db, owner), { sessionId });
    expect(await left()).toBe(0);
  });
});

test('what is left of a session stays, whoever deleted it, until it was over for thirty days', async () => {
  const staff = contextFor(database.db, await createStaff(database.db));
  const { userId } = await createPerson(database.db);
  const { sessionId } = await openSession(userId);
  await database.db.session.deleteMany({ where: { userId } });
  const input = { userId, statuses: [], from: null, to: null, pageSize: 10, cursor: null };
  expect((await listSessionRecords(staff, input)).rows).toMatchObject([{ id: sessionId, status: 'revoked' }]);
  const { endedAt } = await database.db.endedSession.findUniqueOrThrow({ where: { id: sessionId } });
  const sweepAfter = (days: number) =>
    deleteExpiredSessions(
      systemContext(database.db, 'test', new Date(endedAt.getTime() + days * 86_400_000)),
    );
  await sweepAfter(29.9);
  expect((await listSessionRecords(staff, input)).total).toBe(1);
  await sweepAfter(30.1);
  expect((await listSessionRecords(staff, input)).total).toBe(0);
});
