import { beforeAll, describe, expect, test } from 'vitest';
import type { Ctx } from '@/lib/authz/context';
import { useDatabase } from '@/tests/database';
import { createMember } from '@/tests/factories/members';
import { createRoleManager, makePermission, makeRole } from '@/tests/factories/roles';
import { contextFor, createTestOrganization } from '@/tests/factories/world';
import { deletePermission } from './delete-permission';
import { listPermissions } from './list-permissions';
import { updatePermission } from './update-permission';

const database = useDatabase();
let manager: Ctx;

beforeAll(async () => {
  manager = await createRoleManager(database.db);
});

describe('permissions', () => {
  test("are listed with Usher's own first, and with what the reader may put into a role", async () => {
    await makePermission(manager, 'aardvark:feed');
    const { organizationId } = await createTestOrganization(database.db);
    const { actor } = await createMember(database.db, organizationId);
    const rows = await listPermissions(contextFor(database.db, actor), { organizationId });
    expect(rows.map((row) => row.name).slice(0, 2)).toEqual(['activity:read', 'members:invite']);
    expect(rows.at(-1)).toMatchObject({ name: 'aardvark:feed', builtIn: false, grantable: false });
    expect(rows.filter((row) => row.grantable)).toHaveLength(7);
    const all = await listPermissions(manager, { organizationId: null });
    expect(all.every((row) => row.grantable)).toBe(true);
  });

  test('have unique names', async () => {
    await makePermission(manager, 'invoice:read');
    await expect(makePermission(manager, 'invoice:read')).rejects.toMatchObject({
      fields: { name: 'There is a permission with this name already.' },
    });
  });

  test('are described anew, which is recorded', async () => {
    const permissionId = await makePermission(manager, 'invoice:send');
    await updatePermission(manager, { permissionId, description: 'Send invoices' });
    const audit = await database.db.auditEvent.findMany({
      where: { targetId: permissionId, action: 'permission.updated' },
    });
    expect(audit).toMatchObject([{ changes: { after: { description: 'Send invoices' } } }]);
  });

  test("of Usher itself stay as they are, and missing ones are 'not_found'", async () => {
    const { id } = await database.db.permission.findFirstOrThrow({ where: { builtIn: true } });
    await expect(deletePermission(manager, { permissionId: id })).rejects.toMatchObject({
      code: 'forbidden',
    });
    await expect(updatePermission(manager, { permissionId: id, description: 'x' })).rejects.toMatchObject({
      code: 'forbidden',
    });
    await expect(deletePermission(manager, { permissionId: 'perm_2' })).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  test('that a role holds are not deleted; the role and its organization are named', async () => {
    const { organizationId } = await createTestOrganization(database.db, 'Acme');
    const permissionId = await makePermission(manager, 'invoice:void');
    await makeRole(manager, organizationId, 'biller', { permissions: ['invoice:void'] });
    await expect(deletePermission(manager, { permissionId })).rejects.toMatchObject({
      code: 'role_in_use',
      message: 'The role biller of Acme has this permission. Take it out there first.',
    });
  });

  test('are deleted or taken into a role at the same moment, never both', async () => {
    for (let round = 0; round < 5; round += 1) {
      const name = `round:${round}`;
      const permissionId = await makePermission(manager, name);
      const [deleted, made] = await Promise.allSettled([
        deletePermission(manager, { permissionId }),
        makeRole(manager, null, `round_${round}`, { permissions: [name] }),
      ]);
      expect([deleted.status, made.status].sort()).toEqual(['fulfilled', 'rejected']);
    }
  });

  test('are changed by staff admins only', async () => {
    const { staff, organizationId } = await createTestOrganization(database.db);
    const { actor } = await createMember(database.db, organizationId);
    for (const ctx of [staff, contextFor(database.db, actor)]) {
      await expect(makePermission(ctx, 'invoice:pay')).rejects.toMatchObject({ code: 'forbidden' });
    }
  });
});
