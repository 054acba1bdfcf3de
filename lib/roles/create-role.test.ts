import { beforeAll, describe, expect, test } from 'vitest';
import type { Ctx } from '@/lib/authz/context';
import { newId } from '@/lib/id';
import { useDatabase } from '@/tests/database';
import { createMember } from '@/tests/factories/members';
import { createRoleManager, makePermission, makeRole } from '@/tests/factories/roles';
import { adminRoleId, contextFor, createTestOrganization } from '@/tests/factories/world';

const database = useDatabase();
let manager: Ctx;
let admin: Ctx;
let organizationId: string;

beforeAll(async () => {
  manager = await createRoleManager(database.db);
  ({ organizationId } = await createTestOrganization(database.db));
  admin = contextFor(database.db, (await createMember(database.db, organizationId)).actor);
  for (const name of ['invoice:read', 'invoice:write']) await makePermission(manager, name);
});

function effectiveOf(id: string) {
  return database.db.role.findUniqueOrThrow({ where: { id }, select: { effectivePermissions: true } });
}

describe('creating a role', () => {
  test('gives its own permissions and those of the roles above it, and records it', async () => {
    const reader = await makeRole(manager, null, 'invoice_reader', { permissions: ['invoice:read'] });
    const options = { permissions: ['members:read'], extendsId: reader };
    const id = await makeRole(manager, organizationId, 'clerk', options);
    expect(await effectiveOf(id)).toEqual({ effectivePermissions: ['invoice:read', 'members:read'] });
    const audit = await database.db.auditEvent.findMany({ where: { targetId: id } });
    expect(audit).toMatchObject([
      { action: 'role.created', organizationId, changes: { after: { permissions: ['members:read'] } } },
    ]);
  });

  test('with a name that is taken at the same level is refused by the field, also at the same time', async () => {
    const results = await Promise.allSettled(
      Array.from({ length: 5 }, () => makeRole(manager, organizationId, 'twin')),
    );
    const refusals = results.filter((result) => result.status === 'rejected');
    expect(refusals).toHaveLength(4);
    expect(refusals[0]?.reason).toMatchObject({
      fields: { name: 'There is a role with this name already.' },
    });
    await expect(makeRole(manager, null, 'admin')).rejects.toMatchObject({ code: 'invalid_input' });
  });

  test('with a name of the other level is refused, whichever came first, also at the same time', async () => {
    await expect(makeRole(manager, organizationId, 'admin')).rejects.toMatchObject({
      fields: { name: 'A role of the environment has this name. Choose another.' },
    });
    await makeRole(manager, organizationId, 'local');
    await expect(makeRole(manager, null, 'local')).rejects.toMatchObject({
      fields: { name: expect.any(String) },
    });
    const both = await Promise.allSettled([
      makeRole(manager, organizationId, 'race'),
      makeRole(manager, null, 'race'),
    ]);
    expect(both.map((result) => result.status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  test('with a name that only another organization has is possible', async () => {
    const other = await createTestOrganization(database.db);
    await makeRole(manager, other.organizationId, 'shared');
    await expect(makeRole(manager, organizationId, 'shared')).resolves.toMatch(/^role_/);
  });

  test('with permissions that the actor lacks is refused, own and inherited ones', async () => {
    const options = { permissions: ['members:read', 'invoice:write'] };
    await expect(makeRole(admin, organizationId, 'mighty', options)).rejects.toMatchObject({
      code: 'role_not_grantable',
      fields: { permissions: expect.stringContaining('invoice:write') },
    });
    const writer = await makeRole(manager, null, 'writer', { permissions: ['invoice:write'] });
    await expect(makeRole(admin, organizationId, 'heir', { extendsId: writer })).rejects.toMatchObject({
      code: 'role_not_grantable',
    });
    await expect(
      makeRole(admin, organizationId, 'helper', { permissions: ['members:read'], extendsId: adminRoleId }),
    ).resolves.toMatch(/^role_/);
  });

  test('with a permission or a role above that does not exist there is refused by the field', async () => {
    const other = await createTestOrganization(database.db);
    const foreign = await makeRole(manager, other.organizationId, 'foreign');
    const own = await makeRole(manager, organizationId, 'own');
    await expect(
      makeRole(manager, organizationId, 'a', { permissions: ['invoice:burn'] }),
    ).rejects.toMatchObject({ fields: { permissions: 'There is no permission invoice:burn.' } });
    await expect(makeRole(manager, organizationId, 'b', { extendsId: foreign })).rejects.toMatchObject({
      fields: { extendsId: expect.any(String) },
    });
    await expect(makeRole(manager, null, 'c', { extendsId: own })).rejects.toMatchObject({
      fields: { extendsId: expect.any(String) },
    });
  });

  test('in a chain of eleven is refused', async () => {
    let extendsId = await makeRole(manager, organizationId, 'chain_1');
    for (let depth = 2; depth <= 10; depth += 1) {
      extendsId = await makeRole(manager, organizationId, `chain_${depth}`, { extendsId });
    }
    await expect(makeRole(manager, organizationId, 'chain_11', { extendsId })).rejects.toMatchObject({
      fields: { extendsId: expect.stringContaining('10') },
    });
  });

  test('beyond the 200th of one organization is refused; others have room', async () => {
    const [full, other] = [
      await createTestOrganization(database.db),
      await createTestOrganization(database.db),
    ];
    const data = Array.from({ length: 199 }, (_, index) => {
      const name = `filler-${index}`;
      return {
        id: newId('role'),
        organizationId: full.organizationId,
        name,
        displayName: name,
        description: '',
      };
    });
    await database.db.role.createMany({ data });
    const atOnce = ['a', 'b'].map((name) => makeRole(manager, full.organizationId, name));
    const refusals = (await Promise.allSettled(atOnce)).filter((result) => result.status === 'rejected');
    expect(refusals).toMatchObject([{ reason: { code: 'conflict' } }]);
    await makeRole(manager, other.organizationId, 'a');
  });

  test('with a name that programs could not say is refused', async () => {
    for (const name of ['with-dash', 'with-two-dashes'])
      await expect(makeRole(admin, organizationId, name)).rejects.toMatchObject({
        code: 'invalid_input',
        fields: { name: expect.stringContaining('underscores') },
      });
  });

  test('is refused to strangers, to members without the right, and for the environment to admins', async () => {
    const other = await createTestOrganization(database.db);
    await expect(makeRole(admin, other.organizationId, 'x')).rejects.toMatchObject({ code: 'not_found' });
    await expect(makeRole(admin, null, 'x')).rejects.toMatchObject({ code: 'forbidden' });
    await expect(makeRole(other.staff, organizationId, 'x')).rejects.toMatchObject({ code: 'forbidden' });
  });
});
