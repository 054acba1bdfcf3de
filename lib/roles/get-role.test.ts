import { describe, expect, test } from 'vitest';
import { useDatabase } from '@/tests/database';
import { createMember } from '@/tests/factories/members';
import { createRoleManager, makeRole } from '@/tests/factories/roles';
import { adminRoleId, contextFor, createTestOrganization } from '@/tests/factories/world';
import { getRole } from './get-role';
import { listEnvironmentRoles } from './list-environment-roles';

const database = useDatabase();

describe('a role', () => {
  test('is shown with what it extends, what extends it, and who holds it here', async () => {
    const manager = await createRoleManager(database.db);
    const [here, there] = [
      await createTestOrganization(database.db),
      await createTestOrganization(database.db),
    ];
    const shared = await makeRole(manager, null, 'shared', { permissions: ['members:read'] });
    const own = await makeRole(manager, here.organizationId, 'own', { extendsId: shared });
    await makeRole(manager, there.organizationId, 'foreign', { extendsId: shared });
    const { actor } = await createMember(database.db, here.organizationId, {
      roleIds: [shared, adminRoleId],
    });
    await createMember(database.db, there.organizationId, { roleIds: [shared] });

    const ctx = contextFor(database.db, actor);
    const seen = (roleId: string) => getRole(ctx, { organizationId: here.organizationId, roleId });
    expect(await seen(shared)).toMatchObject({ extendedBy: ['own'], memberCount: 1, extendsName: null });
    expect(await seen(own)).toMatchObject({ extendsName: 'shared', effectivePermissions: ['members:read'] });
    expect(await getRole(manager, { organizationId: null, roleId: shared })).toMatchObject({
      memberCount: 2,
    });
  });

  test('of another organization, or asked for where it does not belong, does not exist', async () => {
    const manager = await createRoleManager(database.db);
    const [here, there] = [
      await createTestOrganization(database.db),
      await createTestOrganization(database.db),
    ];
    const roleId = await makeRole(manager, there.organizationId, 'foreign');
    const { actor } = await createMember(database.db, here.organizationId);
    const ctx = contextFor(database.db, actor);
    const missing = { code: 'not_found' };
    await expect(getRole(ctx, { organizationId: here.organizationId, roleId })).rejects.toMatchObject(
      missing,
    );
    await expect(getRole(ctx, { organizationId: there.organizationId, roleId })).rejects.toMatchObject(
      missing,
    );
    await expect(getRole(manager, { organizationId: null, roleId })).rejects.toMatchObject(missing);
  });
});

describe('the roles of the environment', () => {
  test('are for staff, built-in ones first, counted over all organizations', async () => {
    const manager = await createRoleManager(database.db);
    await makeRole(manager, null, 'aaa');
    const roles = await listEnvironmentRoles(manager);
    expect(roles.map((role) => role.name)).toEqual(['admin', 'member', 'aaa', 'shared']);
    expect(roles.find((role) => role.name === 'shared')?.memberCount).toBe(2);
    const { organizationId } = await createTestOrganization(database.db);
    const { actor } = await createMember(database.db, organizationId);
    await expect(listEnvironmentRoles(contextFor(database.db, actor))).rejects.toMatchObject({
      code: 'forbidden',
    });
  });
});
