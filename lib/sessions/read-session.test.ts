import { describe, expect, test } from 'vitest';
import { hashToken, randomToken } from '@/lib/crypto';
import { newId } from '@/lib/id';
import { useDatabase } from '@/tests/database';
import { untilWaiting } from '@/tests/factories/locks';
import { createMember, createPerson } from '@/tests/factories/members';
import { createRoleManager, makePermission, makeRole } from '@/tests/factories/roles';
import {
  adminRoleId,
  createStaff,
  createTestOrganization,
  later,
  memberRoleId,
  testNow,
} from '@/tests/factories/world';
import { readSession } from './read-session';
import { absoluteSeconds, idleSeconds } from './session-policy';

const database = useDatabase();
const day = 86_400;

/** A session that began at `testNow`, as the callback makes it. */
async function startSession(userId: string, organizationId: string | null = null) {
  const token = randomToken();
  const id = newId('session', testNow);
  const times = { createdAt: testNow, lastSeenAt: testNow, expires: later(idleSeconds) };
  const data = { id, sessionToken: hashToken(token), userId, organizationId, ...times };
  await database.db.session.create({ data: { ...data, absoluteExpiresAt: later(absoluteSeconds) } });
  const read = (seconds: number) => readSession(database.db, token, later(seconds));
  return { id, token, read, find: () => database.db.session.findUniqueOrThrow({ where: { id } }) };
}

async function permissionsOf(userId: string, organizationId: string) {
  const { read } = await startSession(userId);
  const permissions = (await read(0))?.actor.organizations.get(organizationId)?.permissions;
  return permissions ? [...permissions].sort() : null;
}

describe('a session', () => {
  test('ends when it was not used for fourteen days', async () => {
    const { userId } = await createPerson(database.db);
    const { read } = await startSession(userId);
    expect(await read(14 * day)).toBeNull();
    expect(await read(14 * day - 1)).not.toBeNull();
  });

  test('that is used goes on, to thirty days at most', async () => {
    const { userId } = await createPerson(database.db);
    const { read, find } = await startSession(userId);
    for (const days of [10, 20, 29]) expect(await read(days * day)).not.toBeNull();
    expect((await find()).expires).toEqual(later(30 * day));
    expect(await read(30 * day - 1)).not.toBeNull();
    expect(await read(30 * day)).toBeNull();
  });

  test('ends at its absolute end, whatever else its row says', async () => {
    const { userId } = await createPerson(database.db);
    const { id, read } = await startSession(userId);
    await database.db.session.update({ where: { id }, data: { absoluteExpiresAt: later(60) } });
    expect(await read(59)).not.toBeNull();
    expect(await read(60)).toBeNull();
  });

  test('is not read by another token, by its hash or by its id', async () => {
    const { userId } = await createPerson(database.db);
    const { id, token } = await startSession(userId);
    for (const wrong of ['', randomToken(), hashToken(token), id, `${token} `, token.toLowerCase()]) {
      expect(await readSession(database.db, wrong, testNow)).toBeNull();
    }
  });

  test('notes its use at most every five minutes, in the membership of its organization too', async () => {
    const { organizationId } = await createTestOrganization(database.db);
    const { actor, membershipId } = await createMember(database.db, organizationId);
    const { read, find } = await startSession(actor.userId, organizationId);
    const seenAt = async () =>
      (await database.db.membership.findUnique({ where: { id: membershipId } }))?.lastSeenAt;
    await read(299);
    expect([(await find()).lastSeenAt, await seenAt()]).toEqual([testNow, null]);
    await read(300);
    expect([(await find()).lastSeenAt, await seenAt()]).toEqual([later(300), later(300)]);
    expect((await find()).expires).toEqual(later(300 + idleSeconds));
    await read(599);
    expect(await seenAt()).toEqual(later(300));
  });

  test('that is used while its member is removed waits for that, and nobody for ever', async () => {
    const { organizationId } = await createTestOrganization(database.db);
    const { actor, membershipId } = await createMember(database.db, organizationId);
    const { read } = await startSession(actor.userId, organizationId);
    const reading = await database.db.$transaction(async (tx) => {
      await tx.$queryRaw`select 1 from memberships where id = ${membershipId} for update`;
      const waiting = read(300);
      await untilWaiting(database.db);
      await tx.session.deleteMany({ where: { userId: actor.userId } });
      return { waiting };
    });
    expect(await reading.waiting).not.toBeNull();
    expect(await read(301)).toBeNull();
  });

  test('tells who is there: display name, else first and last name, else the address', async () => {
    const { userId, email } = await createPerson(database.db);
    const { read } = await startSession(userId);
    const nameWith = async (data: object) => {
      await database.db.user.update({ where: { id: userId }, data });
      return (await read(0))?.actor.name;
    };
    expect(await nameWith({})).toBe(email);
    expect(await nameWith({ givenName: 'Grace', familyName: 'Hopper' })).toBe('Grace Hopper');
    expect(await nameWith({ name: 'Amazing Grace' })).toBe('Amazing Grace');
    expect((await read(0))?.actor).toMatchObject({ kind: 'user', userId, email, staffRole: null });
  });
});

describe('the rights of whoever is signed in', () => {
  test('are those of their roles together, inherited ones included', async () => {
    const { organizationId } = await createTestOrganization(database.db);
    const manager = await createRoleManager(database.db);
    await makePermission(manager, 'invoice:read');
    await makePermission(manager, 'invoice:pay');
    const base = await makeRole(manager, organizationId, 'base', { permissions: ['invoice:read'] });
    const heir = await makeRole(manager, organizationId, 'heir', {
      permissions: ['invoice:pay'],
      extendsId: base,
    });
    const reader = await makeRole(manager, organizationId, 'reader', {
      permissions: ['members:read'],
    });
    const { actor } = await createMember(database.db, organizationId, { roleIds: [heir, reader] });
    const expected = ['invoice:pay', 'invoice:read', 'members:read'];
    expect(await permissionsOf(actor.userId, organizationId)).toEqual(expected);
  });

  test('do not include inviting where the organization leaves it to staff', async () => {
    const { organizationId } = await createTestOrganization(database.db);
    const { actor } = await createMember(database.db, organizationId, { roleIds: [adminRoleId] });
    const before = await permissionsOf(actor.userId, organizationId);
    expect(before).toContain('members:invite');
    const data = { whoMayInvite: 'STAFF' } as const;
    await database.db.organization.update({ where: { id: organizationId }, data });
    const after = await permissionsOf(actor.userId, organizationId);
    expect(after).toEqual(before?.filter((permission) => permission !== 'members:invite'));
  });

  test('end with the membership, and are none while it is pending or inactive', async () => {
    const { organizationId } = await createTestOrganization(database.db);
    const { actor, membershipId } = await createMember(database.db, organizationId);
    for (const status of ['INACTIVE', 'PENDING_INVITE'] as const) {
      await database.db.membership.update({ where: { id: membershipId }, data: { status } });
      expect(await permissionsOf(actor.userId, organizationId)).toBeNull();
    }
    await database.db.membership.delete({ where: { id: membershipId } });
    expect(await permissionsOf(actor.userId, organizationId)).toBeNull();
  });

  test('in one organization say nothing about another', async () => {
    const first = await createTestOrganization(database.db);
    const second = await createTestOrganization(database.db);
    const { actor } = await createMember(database.db, first.organizationId);
    await createMember(database.db, second.organizationId, { actor, roleIds: [memberRoleId] });
    expect(await permissionsOf(actor.userId, first.organizationId)).toContain('members:manage');
    expect(await permissionsOf(actor.userId, second.organizationId)).toEqual([]);
  });

  test('include their rank as staff, as it is at that moment', async () => {
    const { userId } = await createStaff(database.db, 'ADMIN');
    const { read } = await startSession(userId);
    expect((await read(0))?.actor.staffRole).toBe('ADMIN');
    await database.db.staff.update({ where: { userId }, data: { role: 'SUPPORT' } });
    expect((await read(0))?.actor.staffRole).toBe('SUPPORT');
    await database.db.staff.delete({ where: { userId } });
    expect((await read(0))?.actor.staffRole).toBeNull();
  });
});
