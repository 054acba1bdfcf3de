import { beforeAll, describe, expect, test } from 'vitest';
import type { Ctx } from '@/lib/authz/context';
import { lockOrganization } from '@/lib/organizations/seats';
import { pollUntil } from '@/scripts/processes';
import { useDatabase } from '@/tests/database';
import { createMember } from '@/tests/factories/members';
import { createRoleManager, makePermission, makeRole } from '@/tests/factories/roles';
import { adminRoleId, contextFor, createTestOrganization, memberRoleId } from '@/tests/factories/world';
import { updateRoleSchema } from './role.schema';
import { updateRole } from './update-role';

const database = useDatabase();
let manager: Ctx;
let organizationId: string;

beforeAll(async () => {
  manager = await createRoleManager(database.db);
  ({ organizationId } = await createTestOrganization(database.db));
  for (const name of ['invoice:read', 'invoice:write']) await makePermission(manager, name);
});

/** The role as it is with some fields changed. */
async function change(ctx: Ctx, roleId: string, fields: object, owner?: string | null) {
  const role = await database.db.role.findUniqueOrThrow({ where: { id: roleId } });
  const ownerId = owner === undefined ? role.organizationId : owner;
  return updateRole(ctx, updateRoleSchema.parse({ ...role, ...fields, roleId, organizationId: ownerId }));
}

async function effectiveOf(id: string) {
  return (await database.db.role.findUniqueOrThrow({ where: { id } })).effectivePermissions;
}

describe('changing a role', () => {
  test('reaches every role that extends it, in every organization, and records what changed', async () => {
    const base = await makeRole(manager, null, 'base', { permissions: ['invoice:read'] });
    const middle = await makeRole(manager, organizationId, 'middle', { extendsId: base });
    const options = { permissions: ['members:read'], extendsId: middle };
    const leaf = await makeRole(manager, organizationId, 'leaf', options);
    await change(manager, base, { permissions: ['invoice:write'] });
    expect(await effectiveOf(middle)).toEqual(['invoice:write']);
    expect(await effectiveOf(leaf)).toEqual(['invoice:write', 'members:read']);
    const audit = await database.db.auditEvent.findMany({
      where: { targetId: base, action: 'role.updated' },
    });
    expect(audit.map((row) => row.changes)).toEqual([
      { before: { permissions: ['invoice:read'] }, after: { permissions: ['invoice:write'] } },
    ]);
  });

  test('changes only what is given, and nothing else that changes at the same moment', async () => {
    const roleId = await makeRole(manager, organizationId, 'partly', { permissions: ['invoice:read'] });
    await Promise.all([
      updateRole(manager, { organizationId, roleId, displayName: 'Part' }),
      updateRole(manager, { organizationId, roleId, description: 'A part' }),
      updateRole(manager, { organizationId, roleId, permissions: ['invoice:write'] }),
    ]);
    expect(await database.db.role.findUniqueOrThrow({ where: { id: roleId } })).toMatchObject({
      name: 'partly',
      displayName: 'Part',
      description: 'A part',
      permissions: ['invoice:write'],
    });
  });

  test('to what it is already writes nothing', async () => {
    const id = await makeRole(manager, organizationId, 'same', { permissions: ['invoice:read'] });
    await change(manager, id, { permissions: ['invoice:read', 'invoice:read'] });
    expect(await database.db.auditEvent.count({ where: { targetId: id, action: 'role.updated' } })).toBe(0);
  });

  test('to extend itself, also through others and at the same time, is refused', async () => {
    const first = await makeRole(manager, organizationId, 'first');
    const second = await makeRole(manager, organizationId, 'second', { extendsId: first });
    for (const extendsId of [first, second]) {
      await expect(change(manager, first, { extendsId })).rejects.toMatchObject({
        fields: { extendsId: 'A role cannot extend itself, not even through other roles.' },
      });
    }
    const [left, right] = [
      await makeRole(manager, organizationId, 'left'),
      await makeRole(manager, organizationId, 'right'),
    ];
    const both = await Promise.allSettled([
      change(manager, left, { extendsId: right }),
      change(manager, right, { extendsId: left }),
    ]);
    expect(both.map((result) => result.status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  test('counts the roles below it in the longest chain', async () => {
    const [top, bottom] = [
      await makeRole(manager, organizationId, 'top'),
      await makeRole(manager, organizationId, 'bottom'),
    ];
    let [up, down] = [top, bottom];
    for (let step = 0; step < 5; step += 1) {
      up = await makeRole(manager, organizationId, `up_${step}`, { extendsId: up });
      if (step < 4) down = await makeRole(manager, organizationId, `down_${step}`, { extendsId: down });
    }
    await expect(change(manager, bottom, { extendsId: up })).rejects.toMatchObject({
      fields: { extendsId: expect.any(String) },
    });
  });

  test('in permissions that the actor lacks is refused, adding and taking away', async () => {
    const id = await makeRole(manager, organizationId, 'biller', { permissions: ['invoice:read'] });
    const { actor } = await createMember(database.db, organizationId);
    const admin = contextFor(database.db, actor);
    for (const permissions of [['invoice:read', 'invoice:write'], []]) {
      await expect(change(admin, id, { permissions })).rejects.toMatchObject({ code: 'role_not_grantable' });
    }
    await change(admin, id, { displayName: 'Billing', permissions: ['invoice:read', 'members:read'] });
    expect(await effectiveOf(id)).toEqual(['invoice:read', 'members:read']);
  });

  test('of the environment or of another organization answers an admin as if it did not exist', async () => {
    const { actor } = await createMember(database.db, organizationId);
    const other = await createTestOrganization(database.db);
    const foreign = await makeRole(manager, other.organizationId, 'foreign');
    for (const id of [foreign, memberRoleId]) {
      await expect(
        change(contextFor(database.db, actor), id, { displayName: 'Mine' }, organizationId),
      ).rejects.toMatchObject({ code: 'not_found', message: 'There is no such role.' });
    }
  });
});

describe('changing a built-in role', () => {
  test.each([
    ['name', { name: 'boss' }],
    ['permissions', { permissions: ['members:read'] }],
    ['extendsId', { extendsId: memberRoleId }],
  ])('in %s is refused', async (field, fields) => {
    await expect(change(manager, adminRoleId, fields)).rejects.toMatchObject({
      fields: { [field]: expect.any(String) },
    });
  });

  test('in how it is described and in the permissions of the application is possible', async () => {
    const before = await effectiveOf(adminRoleId);
    const fields = { displayName: 'Administrator', permissions: [...before, 'invoice:write'] };
    await change(manager, adminRoleId, fields);
    expect(await effectiveOf(adminRoleId)).toEqual([...before, 'invoice:write'].sort());
    await change(manager, adminRoleId, { displayName: 'Admin', permissions: before });
  });
});

/** Whether a statement of this database waits for a lock. */
async function isSomebodyWaiting() {
  const waiting = await database.db.$queryRaw<unknown[]>`
    select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
  return waiting.length > 0;
}

describe('an organization with one admin', () => {
  async function prepare(name: string) {
    const team = await createTestOrganization(database.db, name);
    const base = await makeRole(manager, null, `base_${name}`, { permissions: ['members:manage'] });
    const roleId = await makeRole(manager, team.organizationId, 'lead', { extendsId: base });
    await createMember(database.db, team.organizationId, { roleIds: [roleId] });
    return { base, roleId, organizationId: team.organizationId };
  }

  test('keeps it: taking the right out of the role, or out of the one it extends, is refused', async () => {
    const { base, roleId } = await prepare('solo');
    const refused = { code: 'last_admin', message: expect.stringContaining('solo') };
    await expect(change(manager, base, { permissions: [] })).rejects.toMatchObject(refused);
    await expect(change(manager, roleId, { extendsId: null })).rejects.toMatchObject(refused);
    expect(await effectiveOf(roleId)).toEqual(['members:manage']);
  });

  test('keeps it: someone who is deactivated does not count as another', async () => {
    const { roleId, organizationId: id } = await prepare('idle');
    await createMember(database.db, id, { status: 'INACTIVE' });
    await expect(change(manager, roleId, { extendsId: null })).rejects.toMatchObject({ code: 'last_admin' });
  });

  test('whose admin is not active may lose the right from the role', async () => {
    const { roleId, organizationId: id } = await prepare('gone');
    await database.db.membership.updateMany({ where: { organizationId: id }, data: { status: 'INACTIVE' } });
    await change(manager, roleId, { extendsId: null });
    expect(await effectiveOf(roleId)).toEqual([]);
  });

  test('keeps it when the role loses the right while another admin is being removed', async () => {
    const { base, organizationId: id } = await prepare('busy');
    const { membershipId } = await createMember(database.db, id);
    let outcome = '';
    const attempt = async () => {
      outcome = await change(manager, base, { permissions: [] }).then(
        () => 'changed',
        (error) => error.code,
      );
    };
    const changing = await database.db.$transaction(async (tx) => {
      await lockOrganization(tx, id);
      await tx.membership.delete({ where: { id: membershipId } });
      const promise = attempt();
      await pollUntil(async () => outcome !== '' || (await isSomebodyWaiting()), 4000);
      return { promise };
    });
    await changing.promise;
    expect(outcome).toBe('last_admin');
  });

  test('keeps it when two roles lose the right at the same time', async () => {
    const { roleId, organizationId: id } = await prepare('pair');
    const second = await makeRole(manager, id, 'second', { permissions: ['members:manage'] });
    await createMember(database.db, id, { roleIds: [second] });
    const both = await Promise.allSettled([
      change(manager, roleId, { extendsId: null }),
      change(manager, second, { permissions: [] }),
    ]);
    expect(both.map((result) => result.status).sort()).toEqual(['fulfilled', 'rejected']);
  });
});
