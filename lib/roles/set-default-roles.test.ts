import { beforeAll, describe, expect, test } from 'vitest';
import type { Ctx } from '@/lib/authz/context';
import { useDatabase } from '@/tests/database';
import { createMember } from '@/tests/factories/members';
import { createRoleManager, makePermission, makeRole } from '@/tests/factories/roles';
import { adminRoleId, contextFor, createTestOrganization, memberRoleId } from '@/tests/factories/world';
import { listEnvironmentRoles } from './list-environment-roles';
import { setDefaultRoles } from './set-default-roles';

const database = useDatabase();
let manager: Ctx;

beforeAll(async () => {
  manager = await createRoleManager(database.db);
});

describe('the default roles', () => {
  test('of an organization are recorded by their names, and null gives them back', async () => {
    const { organizationId } = await createTestOrganization(database.db);
    const roleId = await makeRole(manager, organizationId, 'starter');
    const set = (defaultMemberRoleId: string | null) =>
      setDefaultRoles(manager, { organizationId, defaultCreatorRoleId: null, defaultMemberRoleId });
    await set(roleId);
    await set(null);
    await set(null);
    const audit = await database.db.auditEvent.findMany({
      where: { organizationId, action: 'organization.updated' },
      orderBy: { id: 'asc' },
    });
    expect(audit.map((row) => row.changes)).toEqual([
      { before: { defaultMemberRole: null }, after: { defaultMemberRole: 'starter' } },
      { before: { defaultMemberRole: 'starter' }, after: { defaultMemberRole: null } },
    ]);
  });

  test('that are not given stay', async () => {
    const { organizationId } = await createTestOrganization(database.db);
    const [creator, later] = [
      await makeRole(manager, organizationId, 'founder'),
      await makeRole(manager, organizationId, 'later'),
    ];
    await setDefaultRoles(manager, { organizationId, defaultCreatorRoleId: creator });
    await setDefaultRoles(manager, { organizationId, defaultMemberRoleId: later });
    const where = { id: organizationId };
    expect(await database.db.organization.findUniqueOrThrow({ where })).toMatchObject({
      defaultCreatorRoleId: creator,
      defaultMemberRoleId: later,
    });
  });

  test('of the environment are shown in its list', async () => {
    const fresh = await makeRole(manager, null, 'fresh');
    const environment = { organizationId: null, defaultCreatorRoleId: adminRoleId };
    await setDefaultRoles(manager, { ...environment, defaultMemberRoleId: fresh });
    const roles = await listEnvironmentRoles(manager);
    expect(roles.filter((role) => role.isDefaultMember).map((role) => role.id)).toEqual([fresh]);
    await setDefaultRoles(manager, { ...environment, defaultMemberRoleId: memberRoleId });
  });

  test('must be roles of that owner or of the environment', async () => {
    const { organizationId } = await createTestOrganization(database.db);
    const other = await createTestOrganization(database.db);
    const foreign = await makeRole(manager, other.organizationId, 'foreign');
    const chosen = { defaultCreatorRoleId: adminRoleId, defaultMemberRoleId: foreign };
    const refused = { fields: { defaultMemberRoleId: expect.any(String) } };
    await expect(setDefaultRoles(manager, { organizationId, ...chosen })).rejects.toMatchObject(refused);
    await expect(setDefaultRoles(manager, { organizationId: null, ...chosen })).rejects.toMatchObject(
      refused,
    );
  });

  test('must be roles that the actor could grant', async () => {
    const { organizationId } = await createTestOrganization(database.db);
    const { actor } = await createMember(database.db, organizationId);
    await makePermission(manager, 'invoice:read');
    const above = await makeRole(manager, null, 'above', { permissions: ['invoice:read'] });
    const input = { organizationId, defaultCreatorRoleId: null, defaultMemberRoleId: above };
    await expect(setDefaultRoles(contextFor(database.db, actor), input)).rejects.toMatchObject({
      code: 'role_not_grantable',
    });
  });

  test('are refused to strangers and for a missing organization alike', async () => {
    const { organizationId } = await createTestOrganization(database.db);
    const other = await createTestOrganization(database.db);
    const { actor } = await createMember(database.db, other.organizationId);
    const defaults = { defaultCreatorRoleId: null, defaultMemberRoleId: memberRoleId };
    const missing = { organizationId: 'org_1234567890123456789', ...defaults };
    const refused = { code: 'not_found', message: 'There is no such organization.' };
    await expect(
      setDefaultRoles(contextFor(database.db, actor), { organizationId, ...defaults }),
    ).rejects.toMatchObject(refused);
    await expect(setDefaultRoles(manager, missing)).rejects.toMatchObject(refused);
  });
});
