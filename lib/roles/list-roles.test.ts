import { beforeAll, describe, expect, test } from 'vitest';
import type { UserActor } from '@/lib/authz/context';
import { newId } from '@/lib/id';
import { useDatabase } from '@/tests/database';
import { createMember } from '@/tests/factories/members';
import { adminRoleId, contextFor, createTestOrganization, memberRoleId } from '@/tests/factories/world';
import { listRoles } from './list-roles';

const database = useDatabase();
let organizationId: string;
let foreignId: string;

async function makeRole(ofOrganization: string, name: string, permissions: string[]) {
  const id = newId('role');
  const data = { organizationId: ofOrganization, name, displayName: name, permissions };
  await database.db.role.create({ data: { ...data, id, effectivePermissions: permissions } });
  return id;
}

function rolesFor(actor: UserActor, countMembers = false) {
  return listRoles(contextFor(database.db, actor), { organizationId, countMembers });
}

beforeAll(async () => {
  ({ organizationId } = await createTestOrganization(database.db));
  ({ organizationId: foreignId } = await createTestOrganization(database.db));
  await makeRole(organizationId, 'reader', ['members:read']);
  await makeRole(organizationId, 'biller', ['invoice:read']);
  await makeRole(foreignId, 'foreign', []);
});

describe('the roles of an organization', () => {
  test('are those of the environment and its own, not those of others', async () => {
    const { actor } = await createMember(database.db, organizationId);
    const roles = await rolesFor(actor);
    expect(roles.map((role) => role.name)).toEqual(['admin', 'member', 'biller', 'reader']);
    expect(roles[1]).toMatchObject({ isDefaultMember: true, isDefaultCreator: false, memberCount: null });
    expect(roles[0]).toMatchObject({ builtIn: true, organizationId: null, isDefaultCreator: true });
  });

  test('say which of them the acting person may give', async () => {
    const reader = await database.db.role.findFirstOrThrow({ where: { name: 'reader' } });
    const { actor } = await createMember(database.db, organizationId, { roleIds: [reader.id] });
    const roles = await rolesFor(actor);
    expect(roles.filter((role) => role.grantable).map((role) => role.name)).toEqual(['member', 'reader']);
  });

  test("follow the organization's own default", async () => {
    const data = { defaultMemberRoleId: adminRoleId };
    await database.db.organization.update({ where: { id: organizationId }, data });
    const { actor } = await createMember(database.db, organizationId);
    const roles = await rolesFor(actor);
    expect(roles.filter((role) => role.isDefaultMember).map((role) => role.name)).toEqual(['admin']);
  });

  test('count who holds them here when asked to', async () => {
    await createMember(database.db, foreignId, { roleIds: [memberRoleId] });
    const { actor } = await createMember(database.db, organizationId, {
      roleIds: [adminRoleId, memberRoleId],
    });
    const held = await database.db.membershipRole.count({ where: { organizationId, roleId: adminRoleId } });
    const roles = await rolesFor(actor, true);
    expect(roles.map((role) => role.memberCount)).toEqual([held, 1, 0, 1]);
  });

  test('are refused to strangers as if the organization did not exist', async () => {
    const { actor } = await createMember(database.db, foreignId);
    await expect(rolesFor(actor)).rejects.toMatchObject({ code: 'not_found' });
    const { staff } = await createTestOrganization(database.db);
    await expect(listRoles(staff, { organizationId: 'org_1234567890123456789' })).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});
