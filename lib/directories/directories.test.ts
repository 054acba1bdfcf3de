import { describe, expect, test } from 'vitest';
import { useDatabase } from '@/tests/database';
import { createTestDirectory, mapGroup, provisionUser } from '@/tests/factories/directories';
import { createMember } from '@/tests/factories/members';
import { programFor } from '@/tests/factories/programs';
import { codesOf } from '@/tests/factories/refusals';
import { createRoleManager, makeRole } from '@/tests/factories/roles';
import { adminRoleId, contextFor, createTestOrganization, later, testNow } from '@/tests/factories/world';
import type { Ctx } from '../authz/context';
import { newId } from '../id';
import { authenticateDirectory } from './authenticate-directory';
import { createDirectory } from './create-directory';
import { createDirectorySecret } from './create-directory-secret';
import { deleteDirectory } from './delete-directory';
import { createDirectorySchema, type DirectoryRef, directoryProviderNames } from './directory.schema';
import { getDirectory } from './get-directory';
import { listDirectories } from './list-directories';
import { regenerateDirectorySecret } from './regenerate-directory-secret';
import { revokeDirectorySecret } from './revoke-directory-secret';
import { switchDirectory } from './switch-directory';
import { updateDirectory } from './update-directory';

const database = useDatabase();

async function makeDirectory(name = ''): Promise<{ program: Ctx; ref: DirectoryRef }> {
  const program = programFor(database.db);
  const { organizationId } = await createTestOrganization(database.db);
  await database.db.organization.update({ where: { id: organizationId }, data: { directoryEnabled: true } });
  const input = createDirectorySchema.parse({ organizationId, provider: 'OKTA', name });
  return { program, ref: { organizationId, ...(await createDirectory(program, input)) } };
}

const recorded = async ({ directoryId }: DirectoryRef) => {
  const rows = await database.db.auditEvent.findMany({
    where: { targetId: directoryId },
    orderBy: { id: 'asc' },
  });
  return rows.map(({ action }) => action);
};
const at = (ctx: Ctx, now: Date): Ctx => ({ ...ctx, now });
const opens = async ({ directoryId }: DirectoryRef, secret: string, now = testNow) => {
  const ctx = contextFor(database.db, { kind: 'anonymous' }, now);
  return (await authenticateDirectory(ctx, { directoryId, secret })) !== null;
};

describe('a directory', () => {
  test('is made off and without a secret, under its provider’s name unless it has one', async () => {
    const { program, ref } = await makeDirectory();
    const directory = await getDirectory(program, ref);
    expect(directory).toMatchObject({ name: directoryProviderNames.OKTA, enabled: false, secrets: [] });
    expect(directory.endpoint).toMatch(/\/api\/v1\/directories\/dir-[0-9]{19}\/scim\/v2$/);
    expect(await listDirectories(program, ref)).toEqual([directory]);
    expect(await recorded(ref)).toEqual(['directory.created']);
    const named = await makeDirectory('People of Oslo');
    expect(await getDirectory(named.program, named.ref)).toMatchObject({ name: 'People of Oslo' });
  });

  test('of another organization is not there, and neither is one of an unknown organization made', async () => {
    const { program, ref } = await makeDirectory();
    const { organizationId } = await createTestOrganization(database.db);
    const foreign = { ...ref, organizationId };
    const refused = await Promise.allSettled([
      getDirectory(program, foreign),
      updateDirectory(program, { ...foreign, name: 'Mine' }),
      switchDirectory(program, { ...foreign, enabled: true }),
      deleteDirectory(program, foreign),
      createDirectorySecret(program, foreign),
      regenerateDirectorySecret(program, { ...foreign, overlapSeconds: 0 }),
      createDirectory(program, { organizationId: newId('organization'), provider: 'OKTA', name: '' }),
    ]);
    expect(codesOf(refused)).toEqual(Array.from({ length: 7 }, () => 'not_found'));
    expect(await listDirectories(program, { organizationId })).toEqual([]);
  });

  test('is changed by what is given alone, and what is the same is no change', async () => {
    const { program, ref } = await makeDirectory();
    await updateDirectory(program, { ...ref, name: 'Okta of Oslo' });
    await updateDirectory(program, { ...ref, name: 'Okta of Oslo', context: {} });
    await updateDirectory(program, { ...ref, context: { plan: 'gold' }, attributeMapping: { team: 'dept' } });
    const wanted = { name: 'Okta of Oslo', provider: 'OKTA', context: { plan: 'gold' } };
    expect(await getDirectory(program, ref)).toMatchObject({ ...wanted, attributeMapping: { team: 'dept' } });
    expect(await recorded(ref)).toEqual(['directory.created', 'directory.updated', 'directory.updated']);
  });

  test('is switched on where the organization has directory sync, and told once', async () => {
    const { program, ref } = await makeDirectory();
    await switchDirectory(program, { ...ref, enabled: true });
    await switchDirectory(program, { ...ref, enabled: true });
    expect(await getDirectory(program, ref)).toMatchObject({ enabled: true });
    await switchDirectory(program, { ...ref, enabled: false });
    const where = { organizationId: ref.organizationId, type: { startsWith: 'organization.directory_' } };
    const events = await database.db.event.findMany({ where, orderBy: { id: 'asc' } });
    expect(events.map(({ type }) => type)).toEqual([
      'organization.directory_enabled',
      'organization.directory_disabled',
    ]);
    expect(events[0]?.data).toMatchObject({ id: ref.directoryId, enabled: true });
  });

  test('is switched on by the vendor, who gives the organization directory sync, and else where it has that', async () => {
    const { program, ref } = await makeDirectory();
    const where = { id: ref.organizationId };
    const feature = (directoryEnabled: boolean) =>
      database.db.organization.update({ where, data: { directoryEnabled } });
    const portal = contextFor(database.db, {
      kind: 'portal',
      organizationId: ref.organizationId,
      linkId: newId('link'),
      features: new Set(['directory']),
      grantable: 'all',
      name: 'A set-up link',
    });
    await feature(false);
    const refused = await Promise.allSettled([switchDirectory(portal, { ...ref, enabled: true })]);
    expect(codesOf(refused)).toEqual(['conflict']);
    await switchDirectory(program, { ...ref, enabled: true });
    expect(await database.db.organization.findUnique({ where })).toMatchObject({ directoryEnabled: true });
    await switchDirectory(program, { ...ref, enabled: false });
    await switchDirectory(portal, { ...ref, enabled: true });
    expect(await getDirectory(portal, ref)).toMatchObject({ enabled: true });
  });

  test('means by its attributes what the vendor says, and nobody in the organization', async () => {
    const { ref } = await makeDirectory();
    const { actor } = await createMember(database.db, ref.organizationId);
    const admin = contextFor(database.db, actor);
    const refused = await Promise.allSettled([
      updateDirectory(admin, { ...ref, attributeMapping: { plan: 'title' } }),
      updateDirectory(admin, { ...ref, name: 'Mine', context: { plan: 'gold' } }),
    ]);
    expect(codesOf(refused)).toEqual(['forbidden', 'forbidden']);
    expect(await getDirectory(admin, ref)).toMatchObject({ attributeMapping: {}, context: {} });
    await updateDirectory(admin, { ...ref, name: 'Mine' });
  });

  test('is made on where that is asked, and told as one that is switched on', async () => {
    const program = programFor(database.db);
    const { organizationId } = await createTestOrganization(database.db);
    const input = { organizationId, provider: 'OKTA', name: '', enabled: true } as const;
    const ref = { organizationId, ...(await createDirectory(program, input)) };
    expect(await getDirectory(program, ref)).toMatchObject({ enabled: true, secrets: [] });
    expect(await recorded(ref)).toEqual(['directory.created', 'directory.enabled']);
    const where = { organizationId, type: 'organization.directory_enabled' };
    const { data } = await database.db.event.findFirstOrThrow({ where });
    const told = { id: ref.directoryId, enabled: true, status: 'DRAFT', last_sync_at: null };
    expect(data).toMatchObject(told);
  });

  test('is deleted when it is off only, with its secrets', async () => {
    const { program, ref } = await makeDirectory();
    const { plainSecret } = await createDirectorySecret(program, ref);
    await switchDirectory(program, { ...ref, enabled: true });
    await expect(deleteDirectory(program, ref)).rejects.toThrow(/is enabled.*disable it first/);
    expect(await opens(ref, plainSecret)).toBe(true);
    await switchDirectory(program, { ...ref, enabled: false });
    await deleteDirectory(program, ref);
    expect(await opens(ref, plainSecret)).toBe(false);
    await expect(getDirectory(program, ref)).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('a secret of a directory', () => {
  test('opens its own directory, and stands nowhere in clear', async () => {
    const { program, ref } = await makeDirectory();
    const other = await makeDirectory();
    const secret = await createDirectorySecret(program, ref);
    expect(secret.plainSecret).toMatch(/^usher_scim_[\w-]{43}$/);
    expect(await opens(ref, secret.plainSecret)).toBe(true);
    expect(await opens(other.ref, secret.plainSecret)).toBe(false);
    expect(await opens(ref, `${secret.plainSecret}x`)).toBe(false);
    const rows = await Promise.all([
      database.db.directorySecret.findMany({
        where: ref.directoryId ? { directoryId: ref.directoryId } : {},
      }),
      database.db.auditEvent.findMany({ where: { targetId: ref.directoryId } }),
    ]);
    expect(JSON.stringify(rows)).not.toContain(secret.plainSecret);
    const { secrets } = await getDirectory(program, ref);
    expect(secrets).toMatchObject([{ suffix: secret.plainSecret.slice(-4), expiresAt: null }]);
  });

  test('is one of five at most, also when eight are asked for at once', async () => {
    const { program, ref } = await makeDirectory();
    const made = await Promise.allSettled(
      Array.from({ length: 8 }, () => createDirectorySecret(program, ref)),
    );
    expect(codesOf(made)).toEqual(['conflict', 'conflict', 'conflict']);
    expect((await getDirectory(program, ref)).secrets).toHaveLength(5);
  });

  test('goes on beside its successor for the overlap, and one that ends sooner does not go on longer', async () => {
    const { program, ref } = await makeDirectory();
    const first = await createDirectorySecret(program, ref);
    const second = await regenerateDirectorySecret(program, { ...ref, overlapSeconds: 3600 });
    const third = await regenerateDirectorySecret(program, { ...ref, overlapSeconds: 86_400 });
    const [soon, late] = [later(3599), later(3601)];
    expect(await opens(ref, first.plainSecret, soon)).toBe(true);
    expect(await opens(ref, first.plainSecret, late)).toBe(false);
    expect(await opens(ref, second.plainSecret, late)).toBe(true);
    expect(await opens(ref, third.plainSecret, later(90_000))).toBe(true);
    await regenerateDirectorySecret(at(program, late), { ...ref, overlapSeconds: 0 });
    expect(await opens(ref, third.plainSecret, late)).toBe(false);
  });

  test('is made by nobody who may not give a role that a group of the directory gives', async () => {
    const scim = await createTestDirectory(database.db);
    const { organizationId, directoryId } = scim;
    const { id } = await provisionUser(database.db, scim);
    const permissions = ['members:read', 'sso:manage'];
    const manager = await createRoleManager(database.db);
    const roleId = await makeRole(manager, organizationId, 'technician', { permissions });
    const { actor } = await createMember(database.db, organizationId, { roleIds: [roleId] });
    const technician = contextFor(database.db, actor);
    const ref = { organizationId, directoryId };
    await createDirectorySecret(technician, ref);
    await mapGroup(database.db, scim, { name: 'IT', roleId: adminRoleId, userIds: [id] });
    const refused = await Promise.allSettled([
      createDirectorySecret(technician, ref),
      regenerateDirectorySecret(technician, { ...ref, overlapSeconds: 0 }),
    ]);
    expect(codesOf(refused)).toEqual(['role_not_grantable', 'role_not_grantable']);
    await createDirectorySecret(programFor(database.db), ref);
  });

  test('that is revoked opens nothing at once, and is revoked once', async () => {
    const { program, ref } = await makeDirectory();
    const { id: secretId, plainSecret } = await createDirectorySecret(program, ref);
    await revokeDirectorySecret(program, { ...ref, secretId });
    await revokeDirectorySecret(program, { ...ref, secretId });
    expect(await opens(ref, plainSecret)).toBe(false);
    expect(await recorded(ref)).toEqual([
      'directory.created',
      'directory.secret_created',
      'directory.secret_revoked',
    ]);
    const unknown = { ...ref, secretId: newId('directorySecret') };
    await expect(revokeDirectorySecret(program, unknown)).rejects.toMatchObject({ code: 'not_found' });
  });
});
