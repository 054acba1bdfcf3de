import { beforeEach, describe, expect, test } from 'vitest';
import type { Ctx, StaffRole } from '@/lib/authz/context';
import { useDatabase } from '@/tests/database';
import { createMember, createSession } from '@/tests/factories/members';
import { contextFor, createStaff, createTestOrganization } from '@/tests/factories/world';
import { changeStaffRole } from './change-staff-role';
import { removeStaff } from './remove-staff';

const database = useDatabase();

interface Person {
  readonly ctx: Ctx;
  readonly userId: string;
}

async function person(role: StaffRole): Promise<Person> {
  const actor = await createStaff(database.db, role);
  return { ctx: contextFor(database.db, actor), userId: actor.userId };
}

function roleOf(userId: string) {
  return database.db.staff.findUnique({ where: { userId } }).then((row) => row?.role ?? null);
}

function owners() {
  return database.db.staff.count({ where: { role: 'OWNER' } });
}

beforeEach(async () => {
  await database.db.staff.deleteMany();
});

describe('removing someone from the staff', () => {
  test('ends all their sessions, deletes who belongs nowhere, and says so', async () => {
    const [owner, support] = [await person('OWNER'), await person('SUPPORT')];
    await createSession(database.db, support.userId);
    await createSession(database.db, support.userId);
    const receipt = await removeStaff(owner.ctx, { userId: support.userId });
    expect(receipt).toMatchObject({ sessionsEnded: 2, userDeleted: true });
    expect(await database.db.user.findUnique({ where: { id: support.userId } })).toBeNull();
    expect(await database.db.session.count({ where: { userId: support.userId } })).toBe(0);
    const audit = await database.db.auditEvent.findMany({ where: { targetId: support.userId } });
    expect(audit).toMatchObject([{ action: 'staff.removed', changes: { before: { role: 'SUPPORT' } } }]);
  });

  test('keeps a member of an organization, who must sign in again', async () => {
    const [owner, admin] = [await person('OWNER'), await createStaff(database.db, 'ADMIN')];
    const { organizationId } = await createTestOrganization(database.db);
    await createMember(database.db, organizationId, { actor: admin });
    await createSession(database.db, admin.userId, organizationId);
    const receipt = await removeStaff(owner.ctx, { userId: admin.userId });
    expect(receipt).toMatchObject({ userDeleted: false, sessionsEnded: 1 });
    expect(await database.db.session.count({ where: { userId: admin.userId } })).toBe(0);
  });

  test('by an admin reaches admins and support, not owners', async () => {
    const [owner, admin] = [await person('OWNER'), await person('ADMIN')];
    const [second, support] = [await person('ADMIN'), await person('SUPPORT')];
    await removeStaff(admin.ctx, { userId: second.userId });
    await removeStaff(admin.ctx, { userId: support.userId });
    await expect(removeStaff(admin.ctx, { userId: owner.userId })).rejects.toMatchObject({
      code: 'forbidden',
    });
    expect(await roleOf(owner.userId)).toBe('OWNER');
  });

  test('is refused for the last owner, also to themselves', async () => {
    const owner = await person('OWNER');
    const refused = { code: 'last_owner' };
    await expect(removeStaff(owner.ctx, { userId: owner.userId })).rejects.toMatchObject(refused);
    const change = { userId: owner.userId, role: 'ADMIN' } as const;
    await expect(changeStaffRole(owner.ctx, change)).rejects.toMatchObject(refused);
    expect(await owners()).toBe(1);
  });

  test('of someone who is not on it, and to support, is refused', async () => {
    const [owner, support] = [await person('OWNER'), await person('SUPPORT')];
    await expect(removeStaff(owner.ctx, { userId: 'usr_1' })).rejects.toMatchObject({ code: 'not_found' });
    await expect(removeStaff(support.ctx, { userId: owner.userId })).rejects.toMatchObject({
      code: 'forbidden',
    });
  });
});

describe('a workspace keeps an owner', () => {
  test('when two owners remove each other at the same time, ten times over', async () => {
    for (let round = 0; round < 10; round += 1) {
      await database.db.staff.deleteMany();
      const [first, second] = [await person('OWNER'), await person('OWNER')];
      const results = await Promise.allSettled([
        removeStaff(first.ctx, { userId: second.userId }),
        removeStaff(second.ctx, { userId: first.userId }),
      ]);
      expect(results.map((result) => result.status).sort()).toEqual(['fulfilled', 'rejected']);
      expect(await owners()).toBe(1);
    }
  });

  test('when five owners all step down at the same time', async () => {
    const people = await Promise.all(Array.from({ length: 5 }, () => person('OWNER')));
    await Promise.allSettled(
      people.map(({ ctx, userId }) => changeStaffRole(ctx, { userId, role: 'SUPPORT' })),
    );
    expect(await owners()).toBe(1);
  });

  test('and an owner who was removed meanwhile removes nobody any more', async () => {
    const [first, second, third] = [await person('OWNER'), await person('OWNER'), await person('OWNER')];
    await removeStaff(second.ctx, { userId: first.userId });
    await expect(removeStaff(first.ctx, { userId: third.userId })).rejects.toMatchObject({
      code: 'forbidden',
    });
  });
});

describe('changing a role on the staff', () => {
  test('is effective, recorded with both roles, and once', async () => {
    const [owner, support] = [await person('OWNER'), await person('SUPPORT')];
    for (const _ of [1, 2]) await changeStaffRole(owner.ctx, { userId: support.userId, role: 'OWNER' });
    expect(await roleOf(support.userId)).toBe('OWNER');
    const audit = await database.db.auditEvent.findMany({ where: { targetId: support.userId } });
    expect(audit).toMatchObject([
      { action: 'staff.role_changed', changes: { before: { role: 'SUPPORT' }, after: { role: 'OWNER' } } },
    ]);
  });

  test('to or from owner is refused to an admin', async () => {
    const [owner, admin] = [await person('OWNER'), await person('ADMIN')];
    const refused = { code: 'forbidden' };
    const promote = { userId: admin.userId, role: 'OWNER' } as const;
    const demote = { userId: owner.userId, role: 'SUPPORT' } as const;
    await expect(changeStaffRole(admin.ctx, promote)).rejects.toMatchObject(refused);
    await expect(changeStaffRole(admin.ctx, demote)).rejects.toMatchObject(refused);
    expect([await roleOf(owner.userId), await roleOf(admin.userId)]).toEqual(['OWNER', 'ADMIN']);
  });
});
