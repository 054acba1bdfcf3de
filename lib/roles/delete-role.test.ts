import { beforeAll, describe, expect, test } from 'vitest';
import type { Ctx } from '@/lib/authz/context';
import { setDefaultRoles } from '@/lib/roles/set-default-roles';
import { useDatabase } from '@/tests/database';
import { createMember } from '@/tests/factories/members';
import { createRoleManager, makePermission, makeRole } from '@/tests/factories/roles';
import { adminRoleId, contextFor, createTestOrganization, memberRoleId } from '@/tests/factories/world';
import { deleteRole } from './delete-role';

const database = useDatabase();
let manager: Ctx;
let organizationId: string;

beforeAll(async () => {
  manager = await createRoleManager(database.db);
  ({ organizationId } = await createTestOrganization(database.db));
});

describe('deleting a role', () => {
  test('that nobody holds deletes it and records it', async () => {
    const roleId = await makeRole(manager, organizationId, 'spare', { permissions: ['members:read'] });
    await deleteRole(manager, { organizationId, roleId });
    expect(await database.db.role.findUnique({ where: { id: roleId } })).toBeNull();
    const audit = await database.db.auditEvent.findMany({
      where: { targetId: roleId, action: 'role.deleted' },
    });
    expect(audit).toMatchObject([
      { organizationId, changes: { before: { name: 'spare', permissions: ['members:read'] } } },
    ]);
  });

  test('that someone holds is refused in the words of the contract', async () => {
    const roleId = await makeRole(manager, organizationId, 'held');
    await createMember(database.db, organizationId, { roleIds: [roleId], status: 'INACTIVE' });
    await expect(deleteRole(manager, { organizationId, roleId })).rejects.toMatchObject({
      code: 'role_in_use',
      message: 'role cannot be deleted as it is assigned to users',
    });
    expect(await database.db.auditEvent.count({ where: { targetId: roleId, action: 'role.deleted' } })).toBe(
      0,
    );
  });

  test('while it is given to someone leaves nobody with a role that does not exist', async () => {
    const roleId = await makeRole(manager, organizationId, 'contested');
    const { membershipId } = await createMember(database.db, organizationId);
    const data = { membershipId, roleId, organizationId };
    const [deleted, given] = await Promise.allSettled([
      deleteRole(manager, { organizationId, roleId }),
      database.db.membershipRole.create({ data }),
    ]);
    expect([deleted.status, given.status].sort()).toEqual(['fulfilled', 'rejected']);
  });

  test('that another extends, or that is a default, is refused and says why', async () => {
    const extended = await makeRole(manager, organizationId, 'extended');
    await makeRole(manager, organizationId, 'extending', { extendsId: extended });
    await expect(deleteRole(manager, { organizationId, roleId: extended })).rejects.toMatchObject({
      message: 'Other roles extend this role. Change or delete them first.',
    });
    const [own, shared] = [
      await makeRole(manager, organizationId, 'own_default'),
      await makeRole(manager, null, 'shared_default'),
    ];
    const defaultCreatorRoleId = adminRoleId;
    await setDefaultRoles(manager, { organizationId, defaultCreatorRoleId: null, defaultMemberRoleId: own });
    await setDefaultRoles(manager, {
      organizationId: null,
      defaultCreatorRoleId,
      defaultMemberRoleId: shared,
    });
    const refused = { code: 'role_in_use', message: 'This is a default role. Choose another default first.' };
    await expect(deleteRole(manager, { organizationId, roleId: own })).rejects.toMatchObject(refused);
    await expect(deleteRole(manager, { organizationId: null, roleId: shared })).rejects.toMatchObject(
      refused,
    );
  });

  test('that is built in is refused', async () => {
    const input = { organizationId: null, roleId: memberRoleId };
    await expect(deleteRole(manager, input)).rejects.toMatchObject({ code: 'forbidden' });
  });

  test('of another owner answers as if it did not exist', async () => {
    const other = await createTestOrganization(database.db);
    const roleId = await makeRole(manager, other.organizationId, 'foreign');
    const { actor } = await createMember(database.db, organizationId);
    const admin = contextFor(database.db, actor);
    await expect(deleteRole(admin, { organizationId, roleId })).rejects.toMatchObject({ code: 'not_found' });
    await expect(deleteRole(admin, { organizationId: null, roleId })).rejects.toMatchObject({
      code: 'forbidden',
    });
  });
});

describe('deleting a role in favour of another', () => {
  async function holdersOf(roleId: string) {
    const rows = await database.db.membershipRole.findMany({ where: { roleId } });
    return rows.map((row) => row.membershipId).sort();
  }

  test('gives that one to whoever held it, once, and records it', async () => {
    const roleId = await makeRole(manager, organizationId, 'old');
    const successorId = await makeRole(manager, organizationId, 'heir');
    const one = await createMember(database.db, organizationId, { roleIds: [roleId] });
    const two = await createMember(database.db, organizationId, { roleIds: [roleId, successorId] });
    await deleteRole(manager, { organizationId, roleId, successorId });
    expect(await holdersOf(successorId)).toEqual([one.membershipId, two.membershipId].sort());
    const audit = await database.db.auditEvent.findFirst({
      where: { targetId: roleId, action: 'role.deleted' },
    });
    expect(audit?.changes).toMatchObject({ after: { successor: 'heir' } });
  });

  test('that not everyone could have, or that is the role itself, is refused', async () => {
    const other = await createTestOrganization(database.db);
    const foreign = await makeRole(manager, other.organizationId, 'elsewhere');
    const [shared, own] = [
      await makeRole(manager, null, 'everywhere'),
      await makeRole(manager, organizationId, 'here'),
    ];
    for (const [owner, roleId, successorId] of [
      [organizationId, own, foreign],
      [organizationId, own, own],
      [null, shared, own],
    ] as const) {
      const input = { organizationId: owner, roleId, successorId };
      await expect(deleteRole(manager, input)).rejects.toMatchObject({ code: 'invalid_input' });
    }
  });

  test('keeps an admin in every organization', async () => {
    const team = await createTestOrganization(database.db, 'Solo');
    const options = { permissions: ['members:manage'] };
    const roleId = await makeRole(manager, team.organizationId, 'boss', options);
    const { membershipId } = await createMember(database.db, team.organizationId, { roleIds: [roleId] });
    const input = { organizationId: team.organizationId, roleId };
    await expect(deleteRole(manager, { ...input, successorId: memberRoleId })).rejects.toMatchObject({
      code: 'last_admin',
      message: expect.stringContaining('Solo'),
    });
    expect(await holdersOf(roleId)).toEqual([membershipId]);
    await deleteRole(manager, { ...input, successorId: adminRoleId });
    expect(await holdersOf(adminRoleId)).toContain(membershipId);
  });

  test('that is above the actor is refused', async () => {
    await makePermission(manager, 'invoice:read');
    const above = await makeRole(manager, organizationId, 'treasurer', { permissions: ['invoice:read'] });
    const roleId = await makeRole(manager, organizationId, 'plain');
    const { actor } = await createMember(database.db, organizationId);
    const input = { organizationId, roleId, successorId: above };
    await expect(deleteRole(contextFor(database.db, actor), input)).rejects.toMatchObject({
      code: 'role_not_grantable',
    });
  });

  test('is refused to someone who may change roles but not who has them', async () => {
    const options = { permissions: ['roles:manage'] };
    const keeper = await makeRole(manager, organizationId, 'keeper', options);
    const { actor } = await createMember(database.db, organizationId, { roleIds: [keeper] });
    const roleId = await makeRole(manager, organizationId, 'moved');
    const input = { organizationId, roleId, successorId: memberRoleId };
    await expect(deleteRole(contextFor(database.db, actor), input)).rejects.toMatchObject({
      code: 'forbidden',
    });
  });
});
