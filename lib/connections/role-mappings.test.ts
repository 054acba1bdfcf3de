import { describe, expect, test } from 'vitest';
import { useDatabase } from '@/tests/database';
import { createSsoOrganization, makeConnection } from '@/tests/factories/connections';
import { createMember } from '@/tests/factories/members';
import { adminRoleId, contextFor, createStaff, memberRoleId } from '@/tests/factories/world';
import { deleteOrganization } from '../organizations/delete-organization';
import { getOrganization } from '../organizations/get-organization';
import { createRole } from '../roles/create-role';
import { deleteRole } from '../roles/delete-role';
import { listRoles } from '../roles/list-roles';
import { createRoleSchema } from '../roles/role.schema';
import { listRoleMappings } from './list-role-mappings';
import { previewRoles } from './preview-roles';
import { setRoleMappings } from './set-role-mappings';

const database = useDatabase();

const line = (value: string, roleId: string, attribute = 'groups') => ({ attribute, value, roleId });

async function setUp() {
  const { organizationId, staff } = await createSsoOrganization(database.db);
  const ref = await makeConnection(staff, organizationId);
  return { organizationId, staff, ref };
}

/** Somebody with a set-up link whose maker could give members' roles alone. */
function linkOf(organizationId: string) {
  const rest = { linkId: 'lnk', features: new Set(['sso' as const]), grantable: [], name: 'IT admin' };
  return contextFor(database.db, { kind: 'portal', organizationId, ...rest });
}

async function ownRole(organizationId: string) {
  const staff = contextFor(database.db, await createStaff(database.db, 'ADMIN'));
  const fields = {
    organizationId,
    name: 'engineer',
    displayName: 'Engineer',
    description: '',
    extendsId: null,
    permissions: [],
  };
  return createRole(staff, createRoleSchema.parse(fields));
}

describe('the role mappings of a connection', () => {
  test('are one list in its order, recorded in words', async () => {
    const { staff, ref } = await setUp();
    await setRoleMappings(staff, {
      ...ref,
      mappings: [line('IT', adminRoleId), line('Everyone', memberRoleId)],
    });
    await setRoleMappings(staff, {
      ...ref,
      mappings: [line('Everyone', memberRoleId), line('IT', adminRoleId)],
    });
    const rows = await listRoleMappings(staff, ref);
    expect(rows.map(({ value, roleName }) => [value, roleName])).toEqual([
      ['Everyone', 'Member'],
      ['IT', 'Admin'],
    ]);
    const audit = await database.db.auditEvent.findMany({
      where: { targetId: ref.connectionId, action: 'connection.updated' },
    });
    expect(audit.map(({ changes }) => changes)).toMatchObject([
      { before: { roleMappings: [] }, after: { roleMappings: ['IT: Admin', 'Everyone: Member'] } },
      { after: { roleMappings: ['Everyone: Member', 'IT: Admin'] } },
    ]);
  });

  test('give or take nothing that the actor may not grant, and may keep it', async () => {
    const { organizationId, staff, ref } = await setUp();
    const link = linkOf(organizationId);
    const refused = { code: 'role_not_grantable' };
    const itIsAdmin = line('IT', adminRoleId);
    await expect(setRoleMappings(link, { ...ref, mappings: [itIsAdmin] })).rejects.toMatchObject({
      ...refused,
      fields: { 'mappings.0.roleId': expect.any(String) },
    });
    await setRoleMappings(staff, { ...ref, mappings: [itIsAdmin] });
    await expect(setRoleMappings(link, { ...ref, mappings: [] })).rejects.toMatchObject(refused);
    await expect(
      setRoleMappings(link, { ...ref, mappings: [line('All', adminRoleId)] }),
    ).rejects.toMatchObject(refused);
    await setRoleMappings(link, { ...ref, mappings: [line('Everyone', memberRoleId), itIsAdmin] });
    expect(await listRoleMappings(link, ref)).toHaveLength(2);
  });

  test('know no role of another organization', async () => {
    const { staff, ref } = await setUp();
    const other = await createSsoOrganization(database.db);
    const { id: roleId } = await ownRole(other.organizationId);
    await expect(setRoleMappings(staff, { ...ref, mappings: [line('IT', roleId)] })).rejects.toMatchObject({
      code: 'invalid_input',
      fields: { 'mappings.0.roleId': expect.any(String) },
    });
  });

  test('keep a role from being deleted, and go with the organization', async () => {
    const { organizationId, staff, ref } = await setUp();
    const { id: roleId } = await ownRole(organizationId);
    await setRoleMappings(staff, { ...ref, mappings: [line('Engineering', roleId)] });
    const organization = await getOrganization(staff, { organizationId });
    await expect(deleteRole(staff, { organizationId, roleId })).rejects.toMatchObject({
      code: 'role_in_use',
      message: `role cannot be deleted as groups are mapped to it by the connection ${ref.connectionId} of ${organization.name}`,
    });
    const roles = await listRoles(staff, { organizationId, countMembers: true });
    const mapper = { kind: 'connection', id: ref.connectionId, organizationName: organization.name };
    expect(roles.find(({ id }) => id === roleId)?.mappedBy).toMatchObject([mapper]);
    await deleteOrganization(staff, { organizationId });
    expect(await database.db.roleMapping.count({ where: { connectionId: ref.connectionId } })).toBe(0);
  });

  test('are not for members without the right', async () => {
    const { organizationId, ref } = await setUp();
    const { actor } = await createMember(database.db, organizationId, { roleIds: [memberRoleId] });
    await expect(
      setRoleMappings(contextFor(database.db, actor), { ...ref, mappings: [] }),
    ).rejects.toMatchObject({ code: 'forbidden' });
  });
});

describe('the preview of roles', () => {
  test('says which roles groups would give, and why', async () => {
    const { staff, ref } = await setUp();
    const mappings = [
      line('IT', adminRoleId),
      line('Ops', adminRoleId),
      line('Sales', memberRoleId, 'department'),
    ];
    await setRoleMappings(staff, { ...ref, mappings });
    const attributes = { groups: ['Ops', 'IT', 'Everyone'], department: ['Sales'] };
    expect(await previewRoles(staff, { ...ref, attributes })).toEqual({
      source: 'mapped',
      roles: [
        {
          roleId: adminRoleId,
          displayName: 'Admin',
          because: [
            { attribute: 'groups', value: 'IT' },
            { attribute: 'groups', value: 'Ops' },
          ],
        },
        {
          roleId: memberRoleId,
          displayName: 'Member',
          because: [{ attribute: 'department', value: 'Sales' }],
        },
      ],
    });
  });

  test('says the organization’s default role when no mapping fits', async () => {
    const { organizationId, staff, ref } = await setUp();
    const preview = () => previewRoles(staff, { ...ref, attributes: { groups: ['Nobody'] } });
    expect(await preview()).toEqual({
      source: 'default',
      roles: [{ roleId: memberRoleId, displayName: 'Member', because: [] }],
    });
    const { id: roleId } = await ownRole(organizationId);
    await database.db.organization.update({
      where: { id: organizationId },
      data: { defaultMemberRoleId: roleId },
    });
    expect(await preview()).toMatchObject({ roles: [{ roleId, displayName: 'Engineer' }] });
  });
});
