import { beforeAll, describe, expect, test } from 'vitest';
import type { Ctx } from '@/lib/authz/context';
import { useDatabase } from '@/tests/database';
import { createMember } from '@/tests/factories/members';
import { createRoleManager, makeRole } from '@/tests/factories/roles';
import { contextFor, createTestOrganization } from '@/tests/factories/world';
import { countRoleUsers } from './count-role-users';
import { findRoleIds } from './find-role-ids';
import { getRoleRecord } from './get-role-record';
import { listDependentRoles } from './list-dependent-roles';
import { listPermissionRecords } from './list-permission-records';
import { listRolePermissions } from './list-role-permissions';
import { listRoleRecords } from './list-role-records';

const database = useDatabase();
let manager: Ctx;
let here: string;
let there: string;
/** An admin of one organization. */
let admin: Ctx;
const ids = { shared: '', own: '', foreign: '' };

beforeAll(async () => {
  manager = await createRoleManager(database.db);
  here = (await createTestOrganization(database.db)).organizationId;
  there = (await createTestOrganization(database.db)).organizationId;
  ids.shared = await makeRole(manager, null, 'shared', { permissions: ['members:read'] });
  ids.own = await makeRole(manager, here, 'own', { extendsId: ids.shared });
  ids.foreign = await makeRole(manager, there, 'foreign', { extendsId: ids.shared });
  const { actor } = await createMember(database.db, here);
  admin = contextFor(database.db, actor);
});

describe('roles as programs know them', () => {
  test('are those of the environment, or those that members of the organization may have', async () => {
    const namesOf = async (ctx: Ctx, organizationId: string | null) =>
      (await listRoleRecords(ctx, { organizationId })).map((role) => role.name);
    expect(await namesOf(manager, null)).toEqual(['admin', 'member', 'shared']);
    expect(await namesOf(admin, here)).toEqual(['admin', 'member', 'shared', 'own']);
    await expect(namesOf(admin, there)).rejects.toMatchObject({ code: 'not_found' });
    await expect(namesOf(manager, 'org_1234567890123456789')).rejects.toMatchObject({ code: 'not_found' });
    await expect(namesOf(admin, null)).rejects.toMatchObject({ code: 'forbidden' });
  });

  test('tell an organization nothing of roles elsewhere', async () => {
    const seen = await getRoleRecord(admin, { organizationId: here, name: 'shared' });
    expect(seen.dependentCount).toBe(1);
    const above = await getRoleRecord(manager, { organizationId: null, name: 'shared' });
    expect(above.dependentCount).toBe(2);
    const dependents = await listDependentRoles(admin, { organizationId: here, roleId: ids.shared });
    expect(dependents.map((role) => role.name)).toEqual(['own']);
    const foreign = { organizationId: here, roleIds: [ids.foreign], inherited: true };
    expect(await listRolePermissions(admin, foreign)).toEqual([]);
    const named = { organizationId: here, name: 'foreign' };
    await expect(getRoleRecord(admin, named)).rejects.toMatchObject({ code: 'not_found' });
  });

  test('are found by name on their own level', async () => {
    const roles = [{ id: '', name: 'own' }];
    expect(await findRoleIds(admin, { organizationId: here, roles })).toEqual([ids.own]);
    await expect(findRoleIds(manager, { organizationId: null, roles })).rejects.toMatchObject({
      code: 'invalid_input',
    });
    await expect(findRoleIds(admin, { organizationId: null, roles })).rejects.toMatchObject({
      code: 'forbidden',
    });
  });

  test('count people once, in the organization or everywhere, with those of roles that extend it', async () => {
    const both = await createMember(database.db, here, { roleIds: [ids.shared, ids.own] });
    await createMember(database.db, there, { roleIds: [ids.foreign], actor: both.actor });
    await createMember(database.db, there, { roleIds: [ids.foreign], status: 'INACTIVE' });
    const count = (organizationId: string | null, roleId: string) =>
      countRoleUsers(manager, { organizationId, roleId });
    expect(await count(here, ids.shared)).toBe(1);
    expect(await count(null, ids.shared)).toBe(2);
    expect(await count(null, ids.foreign)).toBe(2);
    await expect(countRoleUsers(admin, { organizationId: null, roleId: ids.shared })).rejects.toMatchObject({
      code: 'forbidden',
    });
  });
});

describe('permissions as programs know them', () => {
  test('come in pages, the newest first, and back', async () => {
    const read = (cursor: string | null) =>
      listPermissionRecords(manager, { builtIn: true, pageSize: 4, cursor });
    const first = await read(null);
    const second = await read(first.next);
    expect(first.rows.length + second.rows.length).toBe(first.total);
    expect(second.next).toBeNull();
    expect((await read(second.previous)).rows).toEqual(first.rows);
    const none = { builtIn: false, pageSize: 4, cursor: null };
    expect(await listPermissionRecords(manager, none)).toMatchObject({ rows: [], total: 0 });
    await expect(listPermissionRecords(admin, none)).rejects.toMatchObject({ code: 'forbidden' });
  });
});
