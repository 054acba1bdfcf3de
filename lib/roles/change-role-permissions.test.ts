import { beforeAll, describe, expect, test } from 'vitest';
import type { Ctx } from '@/lib/authz/context';
import { useDatabase } from '@/tests/database';
import { createMember } from '@/tests/factories/members';
import { createRoleManager, makePermission, makeRole } from '@/tests/factories/roles';
import { contextFor, createTestOrganization } from '@/tests/factories/world';
import { addRolePermissions } from './add-role-permissions';
import { removeRolePermissions } from './remove-role-permissions';

const database = useDatabase();
const permissions = ['invoice:read', 'invoice:write'];
let manager: Ctx;
let organizationId: string;
let admin: Ctx;

beforeAll(async () => {
  manager = await createRoleManager(database.db);
  ({ organizationId } = await createTestOrganization(database.db));
  for (const name of permissions) await makePermission(manager, name);
  const { actor } = await createMember(database.db, organizationId);
  admin = contextFor(database.db, actor);
});

async function roleOf(id: string) {
  const role = await database.db.role.findUniqueOrThrow({ where: { id } });
  return { own: role.permissions, effective: role.effectivePermissions };
}

describe('permissions of a role', () => {
  test('are added beside what it has, and reach the roles that extend it', async () => {
    const roleId = await makeRole(manager, organizationId, 'adding', { permissions: ['members:read'] });
    const below = await makeRole(manager, organizationId, 'adding_below', { extendsId: roleId });
    await addRolePermissions(manager, {
      organizationId,
      roleId,
      permissions: ['invoice:read', 'members:read'],
    });
    expect((await roleOf(roleId)).own).toEqual(['invoice:read', 'members:read']);
    expect((await roleOf(below)).effective).toEqual(['invoice:read', 'members:read']);
    const where = { targetId: roleId, action: 'role.updated' };
    expect(await database.db.auditEvent.count({ where })).toBe(1);
    await addRolePermissions(manager, { organizationId, roleId, permissions: ['invoice:read'] });
    expect(await database.db.auditEvent.count({ where })).toBe(1);
  });

  test('that are added at the same moment are all there', async () => {
    const roleId = await makeRole(manager, organizationId, 'raced');
    await Promise.all(
      permissions.map((name) => addRolePermissions(manager, { organizationId, roleId, permissions: [name] })),
    );
    expect((await roleOf(roleId)).own).toEqual(permissions);
  });

  test('are taken out; what it inherits stays, and what it does not have itself is not_found', async () => {
    const base = await makeRole(manager, organizationId, 'giving', { permissions: ['invoice:read'] });
    const roleId = await makeRole(manager, organizationId, 'heir', { permissions, extendsId: base });
    await removeRolePermissions(manager, { organizationId, roleId, permissions });
    expect(await roleOf(roleId)).toEqual({ own: [], effective: ['invoice:read'] });
    await expect(
      removeRolePermissions(manager, { organizationId, roleId, permissions: ['invoice:read'] }),
    ).rejects.toMatchObject({ code: 'not_found' });
  });

  test('that the actor lacks are refused, both ways', async () => {
    const roleId = await makeRole(manager, organizationId, 'above', { permissions: ['invoice:read'] });
    const refused = { code: 'role_not_grantable' };
    await expect(
      addRolePermissions(admin, { organizationId, roleId, permissions: ['invoice:write'] }),
    ).rejects.toMatchObject(refused);
    await expect(
      removeRolePermissions(admin, { organizationId, roleId, permissions: ['invoice:read'] }),
    ).rejects.toMatchObject(refused);
  });

  test('of a role of the environment, or of another organization, are not for an admin to change', async () => {
    const other = await createTestOrganization(database.db);
    const foreign = await makeRole(manager, other.organizationId, 'foreign');
    const shared = await makeRole(manager, null, 'shared');
    for (const change of [addRolePermissions, removeRolePermissions]) {
      for (const roleId of [foreign, shared]) {
        const input = { organizationId, roleId, permissions: ['members:read'] };
        await expect(change(admin, input)).rejects.toMatchObject({ code: 'not_found' });
      }
      const input = { organizationId: null, roleId: shared, permissions: ['members:read'] };
      await expect(change(admin, input)).rejects.toMatchObject({ code: 'forbidden' });
    }
  });
});
