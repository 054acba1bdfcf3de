import { create } from '@bufbuild/protobuf';
import { createClient } from '@connectrpc/connect';
import { createGrpcTransport } from '@connectrpc/connect-node';
import type { ScalekitClient } from '@scalekit-sdk/node';
import {
  CreateOrganizationRoleSchema,
  CreatePermissionSchema,
  CreateRoleSchema,
  PermissionType,
  RolesService,
  UpdateRoleSchema,
} from '@scalekit-sdk/node/lib/pkg/grpc/scalekit/v1/roles/roles_pb.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { setRoleMappings } from '@/lib/connections/set-role-mappings';
import { useDatabase } from '@/tests/database';
import { makeConnection } from '@/tests/factories/connections';
import { contextFor, createStaff, freshEmail } from '@/tests/factories/world';
import { refusalOf } from '../refusals';
import type { RunningApi } from '../start-api';
import { newOrganization, startSdk } from '../start-sdk';

const database = useDatabase();
let api: RunningApi;
let sdk: ScalekitClient;

beforeAll(async () => {
  ({ api, sdk } = await startSdk(database.url));
  for (const name of ['invoice:read', 'invoice:write']) await newPermission(name);
});
afterAll(() => api.stop());

interface Fields {
  readonly description?: string;
  readonly extends?: string;
  readonly permissions?: string[];
}

async function newPermission(name: string, description = `Allows ${name}`) {
  return (await sdk.permission.createPermission(create(CreatePermissionSchema, { name, description })))
    .permission;
}

async function newRole(name: string, fields: Fields = {}) {
  const displayName = `The ${name}`;
  return (await sdk.role.createRole(create(CreateRoleSchema, { name, displayName, ...fields }))).role;
}

async function newOrganizationRole(organizationId: string, name: string, fields: Fields = {}) {
  const role = create(CreateOrganizationRoleSchema, { name, displayName: `The ${name}`, ...fields });
  return (await sdk.role.createOrganizationRole(organizationId, role)).role;
}

/** A new member of the organization with exactly one role. */
async function newHolder(organizationId: string, role: string): Promise<string> {
  const email = freshEmail();
  const { user } = await sdk.user.createUserAndMembership(organizationId, { email });
  await sdk.user.assignUserRoles(organizationId, user?.id ?? '', [role]);
  await sdk.user.removeUserRole(organizationId, user?.id ?? '', 'member');
  return user?.id ?? '';
}

const namesOf = (rows: readonly { readonly name: string }[] | undefined) => rows?.map(({ name }) => name);

describe('roles of the environment', () => {
  test('are created, read, changed where something is sent, listed and deleted', async () => {
    const created = await newRole('Reader_1', { description: 'Reads', permissions: ['invoice:read'] });
    expect(created).toMatchObject({
      id: expect.stringMatching(/^role_[0-9]{19}$/),
      name: 'Reader_1',
      displayName: 'The Reader_1',
      description: 'Reads',
      defaultCreator: false,
      isOrgRole: false,
      permissions: [{ name: 'invoice:read', roleName: 'Reader_1' }],
    });
    expect(created?.extends).toBeUndefined();
    await sdk.role.updateRole('Reader_1', create(UpdateRoleSchema, { displayName: 'Readers' }));
    const { role } = await sdk.role.getRole('Reader_1');
    expect(role).toMatchObject({ displayName: 'Readers', description: 'Reads' });
    expect(namesOf(role?.permissions)).toEqual(['invoice:read']);
    const replaced = create(UpdateRoleSchema, { permissions: ['invoice:write'] });
    const updated = await sdk.role.updateRole('Reader_1', replaced);
    expect(namesOf(updated.role?.permissions)).toEqual(['invoice:write']);
    expect(namesOf((await sdk.role.listRoles()).roles)).toEqual(['admin', 'member', 'Reader_1']);
    await sdk.role.deleteRole('Reader_1');
    expect(await refusalOf(sdk.role.getRole('Reader_1'))).toMatchObject({ code: 'NOT_FOUND' });
  });

  test('inherit, are listed below what they extend, and lose it with their base', async () => {
    await newRole('base', { permissions: ['invoice:read'] });
    const extending = await newRole('extending', { extends: 'base', permissions: ['invoice:write'] });
    expect(extending).toMatchObject({ extends: 'base', permissions: [{ name: 'invoice:write' }] });
    const dependents = await sdk.role.listDependentRoles('base');
    expect(namesOf(dependents.roles)).toEqual(['extending']);
    expect((await sdk.role.getRole('base')).role?.dependentRolesCount).toBe(1);
    const effective = await sdk.permission.listEffectiveRolePermissions('extending');
    expect(namesOf(effective.permissions)).toEqual(['invoice:read', 'invoice:write']);
    expect(await refusalOf(sdk.role.deleteRole('base'))).toMatchObject({
      code: 'FAILED_PRECONDITION',
      message: expect.stringContaining('Other roles extend this role'),
    });
    await sdk.role.deleteRoleBase('extending');
    const { permissions } = await sdk.permission.listEffectiveRolePermissions('extending');
    expect(namesOf(permissions)).toEqual(['invoice:write']);
    expect((await sdk.role.getRole('extending')).role?.extends).toBeUndefined();
    await sdk.role.deleteRole('base');
  });

  test('cannot extend themselves, not even through others', async () => {
    await newRole('first');
    await newRole('second', { extends: 'first' });
    for (const base of ['first', 'second']) {
      const change = sdk.role.updateRole('first', create(UpdateRoleSchema, { extends: base }));
      expect(await refusalOf(change)).toEqual({
        code: 'INVALID_ARGUMENT',
        message: expect.stringContaining('cannot extend itself'),
      });
    }
  });

  test('have a name of their own, and refer to what there is', async () => {
    await newRole('taken');
    const invalid = { code: 'INVALID_ARGUMENT' };
    expect(await refusalOf(newRole('taken'))).toMatchObject(invalid);
    expect(await refusalOf(newRole('orphan', { extends: 'nobody' }))).toMatchObject(invalid);
    expect(await refusalOf(newRole('dreamer', { permissions: ['dream:big'] }))).toMatchObject(invalid);
    expect(await refusalOf(newRole('with-dash'))).toMatchObject(invalid);
    expect(
      await database.db.role.count({ where: { name: { in: ['orphan', 'dreamer', 'with-dash'] } } }),
    ).toBe(0);
  });

  test('that there are not are NOT_FOUND in every call', async () => {
    const calls = [
      sdk.role.getRole('nobody'),
      sdk.role.updateRole('nobody', create(UpdateRoleSchema, { displayName: 'Somebody' })),
      sdk.role.deleteRole('nobody'),
      sdk.role.deleteRoleBase('nobody'),
      sdk.role.getRoleUsersCount('nobody'),
      sdk.role.listDependentRoles('nobody'),
      sdk.permission.listRolePermissions('nobody'),
      sdk.permission.listEffectiveRolePermissions('nobody'),
      sdk.permission.addPermissionsToRole('nobody', ['invoice:read']),
      sdk.permission.removePermissionFromRole('nobody', 'invoice:read'),
    ];
    for (const refusal of await Promise.all(calls.map(refusalOf)))
      expect(refusal).toMatchObject({ code: 'NOT_FOUND' });
  });

  test('that someone holds cannot be deleted, unless another takes their place', async () => {
    const organizationId = await newOrganization(sdk);
    await newRole('held');
    await newRole('heir');
    await newRole('held_more', { extends: 'held' });
    const userId = await newHolder(organizationId, 'held');
    await newHolder(organizationId, 'held_more');
    expect((await sdk.role.getRoleUsersCount('held')).count).toBe(2n);
    expect((await sdk.role.getRoleUsersCount('held_more')).count).toBe(1n);
    await sdk.role.deleteRoleBase('held_more');
    expect(await refusalOf(sdk.role.deleteRole('held'))).toEqual({
      code: 'FAILED_PRECONDITION',
      message: expect.stringContaining('role cannot be deleted as it is assigned to users'),
    });
    expect(await refusalOf(sdk.role.deleteRole('held', 'nobody'))).toMatchObject({
      code: 'INVALID_ARGUMENT',
    });
    await sdk.role.deleteRole('held', 'heir');
    const { roles } = await sdk.user.listUserRoles(organizationId, userId);
    expect(namesOf(roles)).toEqual(['heir']);
  });

  test('are chosen as defaults one by one, and a default stays', async () => {
    await newRole('newcomer');
    const { defaultCreator, defaultMember } = await sdk.role.updateDefaultRoles({
      defaultMemberRole: 'newcomer',
    });
    expect(defaultCreator).toMatchObject({ name: 'admin', defaultCreator: true });
    expect(defaultMember).toMatchObject({ name: 'newcomer', defaultMember: true });
    expect(await refusalOf(sdk.role.deleteRole('newcomer'))).toMatchObject({ code: 'FAILED_PRECONDITION' });
    const unknown = sdk.role.updateDefaultRoles({ defaultCreatorRole: 'nobody' });
    expect(await refusalOf(unknown)).toMatchObject({ code: 'INVALID_ARGUMENT' });
    const back = await sdk.role.updateDefaultRoles({ defaultMemberRole: 'member' });
    expect(back.defaultMember?.name).toBe('member');
    await sdk.role.deleteRole('newcomer');
  });

  test('that are built in cannot be deleted', async () => {
    expect(await refusalOf(sdk.role.deleteRole('admin'))).toMatchObject({ code: 'PERMISSION_DENIED' });
  });
});

describe('roles of an organization', () => {
  test('are created, read, changed, listed beside those of the environment, and deleted', async () => {
    const organizationId = await newOrganization(sdk);
    const created = await newOrganizationRole(organizationId, 'lead', { extends: 'member' });
    expect(created).toMatchObject({ name: 'lead', isOrgRole: true, extends: 'member' });
    const change = create(UpdateRoleSchema, { description: 'Leads' });
    await sdk.role.updateOrganizationRole(organizationId, 'lead', change);
    const { role } = await sdk.role.getOrganizationRole(organizationId, 'lead');
    expect(role).toMatchObject({ displayName: 'The lead', description: 'Leads', extends: 'member' });
    const { roles } = await sdk.role.listOrganizationRoles(organizationId);
    expect(namesOf(roles)?.slice(0, 2)).toEqual(['admin', 'member']);
    expect(namesOf(roles.filter(({ isOrgRole }) => isOrgRole))).toEqual(['lead']);
    expect(namesOf((await sdk.role.listRoles()).roles)).not.toContain('lead');
    await sdk.role.deleteOrganizationRoleBase(organizationId, 'lead');
    const alone = await sdk.role.getOrganizationRole(organizationId, 'lead');
    expect(alone.role?.extends).toBeUndefined();
    await sdk.role.deleteOrganizationRole(organizationId, 'lead');
    const gone = sdk.role.getOrganizationRole(organizationId, 'lead');
    expect(await refusalOf(gone)).toMatchObject({ code: 'NOT_FOUND' });
  });

  test('have names that mean one role there, and may have the same in another organization', async () => {
    const [organizationId, other] = [await newOrganization(sdk), await newOrganization(sdk)];
    await newOrganizationRole(organizationId, 'buyer');
    await newOrganizationRole(other, 'buyer');
    for (const name of ['buyer', 'admin']) {
      const again = newOrganizationRole(organizationId, name);
      expect(await refusalOf(again)).toMatchObject({ code: 'INVALID_ARGUMENT' });
    }
    expect(await refusalOf(newRole('buyer'))).toMatchObject({ code: 'INVALID_ARGUMENT' });
  });

  test('are not those of another organization, of the environment, or of none', async () => {
    const [organizationId, other] = [await newOrganization(sdk), await newOrganization(sdk)];
    await newOrganizationRole(other, 'foreign');
    const change = create(UpdateRoleSchema, { displayName: 'Mine' });
    const calls = [
      sdk.role.getOrganizationRole(organizationId, 'foreign'),
      sdk.role.updateOrganizationRole(organizationId, 'foreign', change),
      sdk.role.updateOrganizationRole(organizationId, 'member', change),
      sdk.role.deleteOrganizationRole(organizationId, 'foreign'),
      sdk.role.deleteOrganizationRole(organizationId, 'member'),
      sdk.role.deleteOrganizationRoleBase(organizationId, 'foreign'),
      sdk.role.getOrganizationRoleUsersCount(organizationId, 'foreign'),
      sdk.role.getRole('foreign'),
      sdk.role.updateRole('foreign', change),
      sdk.role.listOrganizationRoles('org_1234567890123456789'),
      newOrganizationRole('org_1234567890123456789', 'nowhere'),
    ];
    for (const refusal of await Promise.all(calls.map(refusalOf)))
      expect(refusal).toMatchObject({ code: 'NOT_FOUND' });
    const mistaken = [
      newOrganizationRole(organizationId, 'thief', { extends: 'foreign' }),
      sdk.role.updateDefaultOrganizationRoles(organizationId, 'foreign'),
    ];
    for (const refusal of await Promise.all(mistaken.map(refusalOf)))
      expect(refusal).toMatchObject({ code: 'INVALID_ARGUMENT' });
  });

  test('are counted, and cannot be deleted while someone there holds them', async () => {
    const organizationId = await newOrganization(sdk);
    await newOrganizationRole(organizationId, 'clerk');
    expect((await sdk.role.getOrganizationRoleUsersCount(organizationId, 'clerk')).count).toBe(0n);
    const userId = await newHolder(organizationId, 'clerk');
    expect((await sdk.role.getOrganizationRoleUsersCount(organizationId, 'clerk')).count).toBe(1n);
    expect((await sdk.role.getOrganizationRoleUsersCount(organizationId, 'member')).count).toBe(0n);
    const refusal = await refusalOf(sdk.role.deleteOrganizationRole(organizationId, 'clerk'));
    expect(refusal.message).toContain('role cannot be deleted as it is assigned to users');
    await sdk.role.deleteOrganizationRole(organizationId, 'clerk', 'member');
    expect(namesOf((await sdk.user.listUserRoles(organizationId, userId)).roles)).toEqual(['member']);
  });

  test('cannot be deleted while a connection gives them to groups, which it is told', async () => {
    const organizationId = await newOrganization(sdk);
    const role = await newOrganizationRole(organizationId, 'pilot');
    const staff = contextFor(database.db, await createStaff(database.db, 'ADMIN'));
    const { connectionId } = await makeConnection(staff, organizationId);
    const mappings = [{ attribute: 'groups', value: 'Pilots', roleId: role?.id ?? '' }];
    await setRoleMappings(staff, { organizationId, connectionId, mappings });
    const refusal = await refusalOf(sdk.role.deleteOrganizationRole(organizationId, 'pilot', 'member'));
    expect(refusal).toMatchObject({
      code: 'FAILED_PRECONDITION',
      message: expect.stringContaining(
        `role cannot be deleted as groups are mapped to it by the connection ${connectionId} of `,
      ),
    });
    await setRoleMappings(staff, { organizationId, connectionId, mappings: [] });
    await sdk.role.deleteOrganizationRole(organizationId, 'pilot', 'member');
  });

  test('are chosen as the default there alone', async () => {
    const organizationId = await newOrganization(sdk);
    await newOrganizationRole(organizationId, 'guest');
    const { defaultMember } = await sdk.role.updateDefaultOrganizationRoles(organizationId, 'guest');
    expect(defaultMember).toMatchObject({ name: 'guest', defaultMember: true });
    const { roles } = await sdk.role.listOrganizationRoles(organizationId);
    expect(namesOf(roles.filter((role) => role.defaultCreator))).toEqual(['admin']);
    const { user } = await sdk.user.createUserAndMembership(organizationId, { email: freshEmail() });
    expect(namesOf(user?.memberships[0]?.roles)).toEqual(['guest']);
    const ofEnvironment = (await sdk.role.listRoles()).roles.find((role) => role.defaultMember);
    expect(ofEnvironment?.name).toBe('member');
  });
});

describe('permissions', () => {
  test('are created, read, described anew, listed from the newest on by pages, and deleted', async () => {
    const created = await newPermission('report:read', '');
    expect(created).toMatchObject({
      id: expect.stringMatching(/^perm_[0-9]{19}$/),
      name: 'report:read',
      description: '',
      isScalekitPermission: false,
    });
    expect(created?.createTime).toBeDefined();
    const fields = create(CreatePermissionSchema, { name: 'report:read', description: 'Reads reports' });
    await sdk.permission.updatePermission('report:read', fields);
    const { permission } = await sdk.permission.getPermission('report:read');
    expect(permission?.description).toBe('Reads reports');
    const first = await sdk.permission.listPermissions(undefined, 1);
    expect(namesOf(first.permissions)).toEqual(['report:read']);
    expect(first.totalSize).toBeGreaterThan(6);
    await newPermission('report:write');
    const second = await sdk.permission.listPermissions(first.nextPageToken, 1);
    expect(namesOf(second.permissions)).toEqual(['invoice:write']);
    for (const name of ['report:read', 'report:write']) await sdk.permission.deletePermission(name);
    const gone = await refusalOf(sdk.permission.getPermission('report:read'));
    expect(gone).toMatchObject({ code: 'NOT_FOUND' });
  });

  test('keep their name, which is theirs alone', async () => {
    expect(await refusalOf(newPermission('invoice:read'))).toMatchObject({ code: 'INVALID_ARGUMENT' });
    expect(await refusalOf(newPermission('invoice read'))).toMatchObject({ code: 'INVALID_ARGUMENT' });
    const renamed = create(CreatePermissionSchema, { name: 'bill:read', description: 'Reads' });
    const change = await refusalOf(sdk.permission.updatePermission('invoice:read', renamed));
    expect(change).toMatchObject({ code: 'INVALID_ARGUMENT' });
    const missing = await refusalOf(sdk.permission.updatePermission('bill:read', renamed));
    expect(missing).toMatchObject({ code: 'NOT_FOUND' });
    const deleted = await refusalOf(sdk.permission.deletePermission('bill:read'));
    expect(deleted).toMatchObject({ code: 'NOT_FOUND' });
  });

  test('are put into a role and taken out of it one by one; one that a role holds cannot be deleted', async () => {
    await newPermission('order:read');
    await newRole('seller', { extends: 'member', permissions: ['invoice:read'] });
    const added = await sdk.permission.addPermissionsToRole('seller', ['order:read', 'invoice:read']);
    expect(namesOf(added.permissions)).toEqual(['invoice:read', 'order:read']);
    const unknown = await refusalOf(sdk.permission.addPermissionsToRole('seller', ['dream:big']));
    expect(unknown).toMatchObject({ code: 'INVALID_ARGUMENT' });
    const used = await refusalOf(sdk.permission.deletePermission('order:read'));
    expect(used).toMatchObject({ code: 'FAILED_PRECONDITION' });
    await sdk.permission.removePermissionFromRole('seller', 'order:read');
    const { permissions } = await sdk.permission.listRolePermissions('seller');
    expect(namesOf(permissions)).toEqual(['invoice:read']);
    const again = await refusalOf(sdk.permission.removePermissionFromRole('seller', 'order:read'));
    expect(again).toMatchObject({ code: 'NOT_FOUND' });
    await sdk.permission.deletePermission('order:read');
  });

  test('that are put into a role at the same moment are all there', async () => {
    await newRole('busy');
    const names = ['busy:a', 'busy:b', 'busy:c', 'busy:d'];
    for (const name of names) await newPermission(name);
    await Promise.all(names.map((name) => sdk.permission.addPermissionsToRole('busy', [name])));
    expect(namesOf((await sdk.permission.listRolePermissions('busy')).permissions)).toEqual(names);
  });
});

describe('what the SDK does not ask for', () => {
  async function plain() {
    const token = await sdk.generateClientToken(api.clientId, api.clientSecret);
    const options = { headers: { authorization: `Bearer ${token}` } };
    return { client: createClient(RolesService, createGrpcTransport({ baseUrl: api.url })), options };
  }

  test('a role is shown with what it inherits, and from where', async () => {
    await newRole('elder', { permissions: ['invoice:read', 'invoice:write'] });
    await newRole('younger', { extends: 'elder', permissions: ['invoice:write'] });
    const { client, options } = await plain();
    const request = { roleName: 'younger', include: 'permissions:all' };
    const { role } = await client.getRole(request, options);
    expect(role?.permissions.map(({ name, roleName }) => [name, roleName])).toEqual([
      ['invoice:read', 'elder'],
      ['invoice:write', 'younger'],
    ]);
  });

  test('permissions are listed by whose they are', async () => {
    const { client, options } = await plain();
    const own = await client.listPermissions({ type: PermissionType.SCALEKIT, pageSize: 100 }, options);
    expect(namesOf(own.permissions)).toContain('members:manage');
    expect(own.permissions.every((permission) => permission.isScalekitPermission)).toBe(true);
    const ours = await client.listPermissions({ type: PermissionType.ENVIRONMENT }, options);
    expect(namesOf(ours.permissions)).toContain('invoice:read');
    expect(namesOf(ours.permissions)).not.toContain('members:manage');
  });

  test('defaults and the heirs of a role are also taken by id', async () => {
    const { client, options } = await plain();
    const [old, heir] = [await newRole('old'), await newRole('new')];
    const organizationId = await newOrganization(sdk);
    const userId = await newHolder(organizationId, 'old');
    const defaults = { defaultMember: { id: heir?.id ?? '' } };
    expect((await client.updateDefaultRoles(defaults, options)).defaultMember?.name).toBe('new');
    await client.updateDefaultRoles({ defaultMemberRole: 'member' }, options);
    await client.deleteRole({ roleName: old?.name ?? '', reassignRoleId: heir?.id ?? '' }, options);
    expect(namesOf((await sdk.user.listUserRoles(organizationId, userId)).roles)).toEqual(['new']);
  });

  test('the same calls by plain HTTP', async () => {
    const { options } = await plain();
    const ask = async (path: string, init: RequestInit = {}) =>
      (await fetch(`${api.url}/api/v1/${path}`, { ...options, ...init })).json();
    expect(await ask('roles/admin/users:count')).toEqual({ count: expect.stringMatching(/^[0-9]+$/) });
    expect(await ask('permissions/members:manage')).toMatchObject({
      permission: { name: 'members:manage', is_scalekit_permission: true },
    });
    const body = JSON.stringify({ default_member_role: 'member' });
    for (const path of ['roles:set_defaults', 'roles/default'])
      expect(await ask(path, { method: 'PATCH', body })).toMatchObject({
        default_creator: { name: 'admin' },
        default_member: { name: 'member', is_org_role: false },
      });
  });
});
