import { describe, expect, test } from 'vitest';
import { useDatabase } from '@/tests/database';
import { invite } from '@/tests/factories/invitations';
import { untilWaiting } from '@/tests/factories/locks';
import { createMember } from '@/tests/factories/members';
import { createRoleManager, makePermission, makeRole } from '@/tests/factories/roles';
import { acceptInvitation, actorOf } from '@/tests/factories/sign-in';
import {
  adminRoleId,
  contextFor,
  createTestOrganization,
  later,
  memberRoleId,
} from '@/tests/factories/world';
import { deleteRole } from '../roles/delete-role';
import { assignRoles } from './assign-roles';
import { changeRoles } from './change-roles';
import { takeRole } from './take-role';

const database = useDatabase();

/** An organization with an admin and a plain member. */
async function useWorld() {
  const { organizationId, staff } = await createTestOrganization(database.db);
  const admin = await createMember(database.db, organizationId);
  const { membershipId } = await createMember(database.db, organizationId, { roleIds: [memberRoleId] });
  return { organizationId, staff, admin, membershipId, ref: { organizationId, membershipId } };
}

async function rolesOf(membershipId: string) {
  const held = await database.db.membershipRole.findMany({
    where: { membershipId },
    orderBy: { roleId: 'asc' },
  });
  return held.map((role) => role.roleId);
}

describe('changing the roles of a member', () => {
  test('gives exactly those, tells their names and is audited with before and after', async () => {
    const { staff, ref, membershipId } = await useWorld();
    const later_ = { ...staff, now: later(60) };
    const changed = await changeRoles(later_, { ...ref, roleIds: [adminRoleId, adminRoleId] });
    expect(changed).toEqual({ roles: ['Admin'] });
    expect(await rolesOf(membershipId)).toEqual([adminRoleId]);
    const event = await database.db.auditEvent.findFirst({
      where: { action: 'membership.roles_changed', targetId: membershipId },
    });
    expect(event?.changes).toEqual({ before: { roles: ['Member'] }, after: { roles: ['Admin'] } });
    const membership = await database.db.membership.findUnique({ where: { id: membershipId } });
    expect(membership?.updatedAt).toEqual(later(60));
  });

  test('works at the next request of somebody who is signed in', async () => {
    const { staff, organizationId } = await useWorld();
    const person = await invite(staff, organizationId);
    const { sessionToken } = await acceptInvitation(database.db, person.invitationId);
    const permissions = async () =>
      (await actorOf(database.db, sessionToken)).organizations.get(organizationId)?.permissions.size;
    expect(await permissions()).toBe(0);
    await changeRoles(staff, { organizationId, membershipId: person.membershipId, roleIds: [adminRoleId] });
    expect(await permissions()).toBeGreaterThan(3);
  });

  test('is possible for somebody pending, who joins with the new ones', async () => {
    const { staff, organizationId } = await useWorld();
    const { membershipId, invitationId } = await invite(staff, organizationId);
    await changeRoles(staff, { organizationId, membershipId, roleIds: [adminRoleId] });
    await acceptInvitation(database.db, invitationId);
    expect(await rolesOf(membershipId)).toEqual([adminRoleId]);
  });

  test('may take the last one away: they stay a member, without any right and without the default', async () => {
    const { staff, ref, membershipId } = await useWorld();
    expect(await changeRoles(staff, { ...ref, roleIds: [] })).toEqual({ roles: [] });
    expect(await rolesOf(membershipId)).toEqual([]);
    const membership = await database.db.membership.findUnique({ where: { id: membershipId } });
    expect(membership?.status).toBe('ACTIVE');
  });

  test('to those they have already changes and records nothing', async () => {
    const { staff, ref, membershipId } = await useWorld();
    expect(await changeRoles(staff, { ...ref, roleIds: [memberRoleId] })).toEqual({ roles: ['Member'] });
    expect(await database.db.auditEvent.count({ where: { targetId: membershipId } })).toBe(0);
  });
});

describe('a member who manages people but may not do everything', () => {
  async function createManager(organizationId: string) {
    const permissions = ['members:read', 'members:manage'];
    const roleId = await makeRole(await createRoleManager(database.db), organizationId, 'people', {
      permissions,
    });
    const { actor } = await createMember(database.db, organizationId, { roleIds: [roleId] });
    return { ctx: contextFor(database.db, actor), roleId };
  }

  test('promotes nobody above themselves, and demotes nobody who stands above them', async () => {
    const { organizationId, ref, admin, membershipId } = await useWorld();
    const { ctx, roleId } = await createManager(organizationId);
    const code = 'role_not_grantable';
    const promote = changeRoles(ctx, { ...ref, roleIds: [memberRoleId, adminRoleId] });
    await expect(promote).rejects.toMatchObject({
      code,
      fields: { roleIds: expect.stringContaining('Admin') },
    });
    const demote = changeRoles(ctx, {
      organizationId,
      membershipId: admin.membershipId,
      roleIds: [memberRoleId],
    });
    await expect(demote).rejects.toMatchObject({ code });
    expect(await rolesOf(membershipId)).toEqual([memberRoleId]);
    await changeRoles(ctx, { ...ref, roleIds: [roleId] });
    expect(await rolesOf(membershipId)).toEqual([roleId]);
  });

  test('may change the rest of the roles of somebody above them', async () => {
    const { organizationId, admin } = await useWorld();
    const { ctx } = await createManager(organizationId);
    const ofAdmin = { organizationId, membershipId: admin.membershipId };
    await changeRoles(ctx, { ...ofAdmin, roleIds: [adminRoleId, memberRoleId] });
    expect(await rolesOf(admin.membershipId)).toEqual([adminRoleId, memberRoleId]);
  });

  test('gives no role of an application whose permission they lack', async () => {
    const { organizationId, ref } = await useWorld();
    const manager = await createRoleManager(database.db);
    await makePermission(manager, 'invoice:pay');
    const payer = await makeRole(manager, organizationId, 'payer', { permissions: ['invoice:pay'] });
    const { ctx } = await createManager(organizationId);
    const refused = changeRoles(ctx, { ...ref, roleIds: [payer] });
    await expect(refused).rejects.toMatchObject({ code: 'role_not_grantable' });
  });
});

describe('an admin whose organization leaves inviting to staff', () => {
  test('still makes admins and takes that away, but does not invite', async () => {
    const { staff, organizationId, ref, membershipId } = await useWorld();
    const { invitationId } = await invite(staff, organizationId, { roleIds: [adminRoleId] });
    const { sessionToken } = await acceptInvitation(database.db, invitationId);
    const data = { whoMayInvite: 'STAFF' } as const;
    await database.db.organization.update({ where: { id: organizationId }, data });
    const ctx = contextFor(database.db, await actorOf(database.db, sessionToken));
    await changeRoles(ctx, { ...ref, roleIds: [adminRoleId] });
    expect(await rolesOf(membershipId)).toEqual([adminRoleId]);
    await changeRoles(ctx, { ...ref, roleIds: [memberRoleId] });
    expect(await rolesOf(membershipId)).toEqual([memberRoleId]);
    await expect(invite(ctx, organizationId)).rejects.toMatchObject({ code: 'forbidden' });
  });
});

describe('changing roles is refused', () => {
  test('when it would leave no admin, even to add one role and take another', async () => {
    const { staff, organizationId, admin } = await useWorld();
    const ref = { organizationId, membershipId: admin.membershipId };
    await expect(changeRoles(staff, { ...ref, roleIds: [memberRoleId] })).rejects.toMatchObject({
      code: 'last_admin',
    });
    const permissions = ['members:manage'];
    const roleId = await makeRole(await createRoleManager(database.db), organizationId, 'people', {
      permissions,
    });
    await changeRoles(staff, { ...ref, roleIds: [roleId] });
    await expect(changeRoles(staff, { ...ref, roleIds: [memberRoleId] })).rejects.toMatchObject({
      code: 'last_admin',
    });
  });

  test('for a role that does not exist or belongs to another organization', async () => {
    const { staff, ref, membershipId } = await useWorld();
    const other = await createTestOrganization(database.db);
    const foreign = await makeRole(await createRoleManager(database.db), other.organizationId, 'foreign');
    for (const roleId of [foreign, 'role_1999999999999999999']) {
      const refused = changeRoles(staff, { ...ref, roleIds: [memberRoleId, roleId] });
      await expect(refused).rejects.toMatchObject({
        code: 'invalid_input',
        fields: { roleIds: expect.any(String) },
      });
    }
    expect(await rolesOf(membershipId)).toEqual([memberRoleId]);
  });

  test('for a role that is deleted at that moment, with the same words', async () => {
    const { ref, staff, organizationId, membershipId } = await useWorld();
    const manager = await createRoleManager(database.db);
    const roleId = await makeRole(manager, organizationId, 'short_lived');
    const changing = await database.db.$transaction(async (tx) => {
      await tx.$executeRaw`delete from roles where id = ${roleId}`;
      const waiting = changeRoles(staff, { ...ref, roleIds: [roleId] }).catch((error) => error);
      await untilWaiting(database.db);
      return { waiting };
    });
    expect(await changing.waiting).toMatchObject({
      code: 'invalid_input',
      fields: { roleIds: expect.any(String) },
    });
    expect(await rolesOf(membershipId)).toEqual([memberRoleId]);
  });

  test('for a member of another organization like for none, and to whoever may not', async () => {
    const { staff, organizationId, ref } = await useWorld();
    const other = await createTestOrganization(database.db);
    const foreign = await createMember(database.db, other.organizationId);
    const roleIds = [memberRoleId];
    const asForeign = await changeRoles(staff, {
      organizationId,
      membershipId: foreign.membershipId,
      roleIds,
    }).catch(String);
    const missing = { organizationId, membershipId: 'mem_1000000000000000009', roleIds };
    expect(asForeign).toBe(await changeRoles(staff, missing).catch(String));
    expect(await rolesOf(foreign.membershipId)).toEqual([adminRoleId]);
    const plain = await createMember(database.db, organizationId, { roleIds });
    const asPlain = changeRoles(contextFor(database.db, plain.actor), { ...ref, roleIds: [adminRoleId] });
    await expect(asPlain).rejects.toMatchObject({ code: 'forbidden' });
  });
});

describe('changing roles while a role is deleted', () => {
  test('neither waits for the other for ever', async () => {
    const { staff, ref, organizationId } = await useWorld();
    const manager = await createRoleManager(database.db);
    for (let round = 0; round < 8; round += 1) {
      const roleId = await makeRole(manager, organizationId, `role_${round}`);
      await changeRoles(staff, { ...ref, roleIds: [memberRoleId, roleId] });
      const [changed, deleted] = await Promise.allSettled([
        changeRoles(staff, { ...ref, roleIds: [adminRoleId, roleId] }),
        deleteRole(manager, { organizationId, roleId }),
      ]);
      expect(changed.status).toBe('fulfilled');
      expect(deleted).toMatchObject({ status: 'rejected', reason: { code: 'role_in_use' } });
      await changeRoles(staff, { ...ref, roleIds: [memberRoleId] });
    }
  });
});

describe('giving and taking single roles', () => {
  test('at the same moment loses none of them', async () => {
    const { organizationId } = await createTestOrganization(database.db);
    const manager = await createRoleManager(database.db);
    const names = ['one', 'two', 'three', 'four', 'five'];
    const given = await Promise.all(names.map((name) => makeRole(manager, organizationId, name)));
    const { membershipId } = await createMember(database.db, organizationId, { roleIds: [memberRoleId] });
    const ref = { organizationId, membershipId };
    await Promise.all([
      ...given.map((roleId) => assignRoles(manager, { ...ref, roleIds: [roleId] })),
      takeRole(manager, { ...ref, roleId: memberRoleId }),
    ]);
    expect(await rolesOf(membershipId)).toEqual([...given].sort());
  });

  test('of which one is not held is not found, and the only admin keeps theirs', async () => {
    const { staff, organizationId, admin, ref } = await useWorld();
    const missing = takeRole(staff, { ...ref, roleId: adminRoleId });
    await expect(missing).rejects.toMatchObject({ code: 'not_found' });
    const only = { organizationId, membershipId: admin.membershipId, roleId: adminRoleId };
    await expect(takeRole(staff, only)).rejects.toMatchObject({ code: 'last_admin' });
  });
});
