import { describe, expect, test } from 'vitest';
import { useDatabase } from '@/tests/database';
import { createPortalWorld, makePortalLink, openLink, portalActorOf } from '@/tests/factories/portal';
import { codesOf } from '@/tests/factories/refusals';
import { contextFor, memberRoleId } from '@/tests/factories/world';
import type { Ctx, PortalFeature } from '../authz/context';
import { countRefusedRequests } from '../directories/count-refused-requests';
import { createDirectory } from '../directories/create-directory';
import { createDirectorySecret } from '../directories/create-directory-secret';
import { deleteDirectory } from '../directories/delete-directory';
import { type DirectoryRef, listDirectoryRequestsSchema } from '../directories/directory.schema';
import { getDirectory } from '../directories/get-directory';
import { listDirectories } from '../directories/list-directories';
import { listDirectoryGroups } from '../directories/list-directory-groups';
import { listDirectoryRequests } from '../directories/list-directory-requests';
import { listDirectoryUsers } from '../directories/list-directory-users';
import { regenerateDirectorySecret } from '../directories/regenerate-directory-secret';
import { revokeDirectorySecret } from '../directories/revoke-directory-secret';
import { setDirectoryRoleMappings } from '../directories/set-directory-role-mappings';
import { switchDirectory } from '../directories/switch-directory';
import { updateDirectory } from '../directories/update-directory';
import { newId } from '../id';
import { portalActorName } from './portal-link';

const database = useDatabase();

/** An organization with a directory and one secret, and an IT admin of it who has opened a link. */
async function opened(features: PortalFeature[]) {
  const { organizationId, admin } = await createPortalWorld(database.db);
  const { directoryId } = await createDirectory(admin, { organizationId, provider: 'OKTA', name: '' });
  const ref = { organizationId, directoryId };
  const { id: secretId } = await createDirectorySecret(admin, ref);
  const link = await makePortalLink(admin, organizationId, features);
  const actor = await portalActorOf(database.db, await openLink(database.db, link));
  return { ref, secretId, admin, linkId: link.linkId, portal: contextFor(database.db, actor) };
}

const page = { cursor: null, pageSize: 10, updatedAfter: null, search: null, detailed: false };

/** Everything that can be asked of a directory. */
const attempts: Record<string, (ctx: Ctx, ref: DirectoryRef & { secretId: string }) => Promise<unknown>> = {
  get: getDirectory,
  'create secret': createDirectorySecret,
  'rotate secret': (ctx, ref) => regenerateDirectorySecret(ctx, { ...ref, overlapSeconds: 0 }),
  'revoke secret': revokeDirectorySecret,
  switch: (ctx, ref) => switchDirectory(ctx, { ...ref, enabled: true }),
  update: (ctx, ref) => updateDirectory(ctx, { ...ref, name: 'Mine' }),
  'map groups': (ctx, ref) => setDirectoryRoleMappings(ctx, { ...ref, mappings: [] }),
  'list groups': (ctx, ref) => listDirectoryGroups(ctx, { ...ref, ...page }),
  'list users': (ctx, ref) => listDirectoryUsers(ctx, { ...ref, ...page, groupId: null }),
  delete: deleteDirectory,
};

/** Every row that one of them could change. */
async function rowsOf({ organizationId }: DirectoryRef) {
  const where = { organizationId };
  return Promise.all([
    database.db.directory.findMany({ where, include: { secrets: true, roleMappings: true } }),
    database.db.auditEvent.count({ where }),
  ]);
}

describe.each(Object.entries(attempts))('to %s a directory', (_, attempt) => {
  test('is not for the set-up of another organization, whichever id it names (threat 10)', async () => {
    const { portal, ref: own } = await opened(['sso', 'directory']);
    const { ref, secretId } = await opened(['directory']);
    const before = await rowsOf(ref);
    const refused = await Promise.allSettled([
      attempt(portal, { ...ref, secretId }),
      attempt(portal, { ...ref, organizationId: own.organizationId, secretId }),
    ]);
    expect(codesOf(refused)).toEqual(['not_found', 'not_found']);
    expect(await rowsOf(ref)).toEqual(before);
  });

  test('is not for a set-up that is about the login alone', async () => {
    const { portal, ref, secretId } = await opened(['sso']);
    const refused = await Promise.allSettled([attempt(portal, { ...ref, secretId })]);
    expect(codesOf(refused)).toEqual(['not_found']);
  });
});

test('the log and the list of another organization show nothing of it', async () => {
  const { portal, ref: own } = await opened(['directory']);
  const { ref } = await opened(['directory']);
  const id = newId('directoryRequest');
  const entry = { at: new Date(), method: 'POST', path: '/Users', status: 403, requestId: 'request' };
  await database.db.directoryRequest.create({ data: { id, directoryId: ref.directoryId, ...entry } });
  const foreign = listDirectoryRequestsSchema.parse({ ...ref, organizationId: own.organizationId });
  expect((await listDirectoryRequests(portal, foreign)).rows).toEqual([]);
  expect(await countRefusedRequests(portal, foreign)).toBe(0);
  const refused = await Promise.allSettled([
    listDirectoryRequests(portal, listDirectoryRequestsSchema.parse(ref)),
    listDirectories(portal, ref),
    countRefusedRequests(portal, ref),
  ]);
  expect(codesOf(refused)).toEqual(['not_found', 'not_found', 'not_found']);
});

test('refusals of the last day alone are counted', async () => {
  const { portal, ref } = await opened(['directory']);
  const line = (hoursAgo: number, status: number) => {
    const at = new Date(portal.now.getTime() - hoursAgo * 3_600_000);
    const data = { directoryId: ref.directoryId, at, method: 'POST', path: '/Users', status, requestId: 'r' };
    return database.db.directoryRequest.create({ data: { id: newId('directoryRequest'), ...data } });
  };
  for (const [hoursAgo, status] of [
    [1, 400],
    [23, 403],
    [25, 400],
    [1, 201],
  ] as const)
    await line(hoursAgo, status);
  expect(await countRefusedRequests(portal, ref)).toBe(2);
});

test('an IT admin sets the own directory up, and the activity says who it was', async () => {
  const { portal, linkId, ref } = await opened(['directory']);
  const { organizationId } = ref;
  const made = await createDirectory(portal, { organizationId, provider: 'MICROSOFT_AD', name: '' });
  await createDirectorySecret(portal, { organizationId, ...made });
  const rows = await database.db.auditEvent.findMany({
    where: { targetId: made.directoryId },
    orderBy: { id: 'asc' },
  });
  const who = { actorKind: 'portal', actorId: linkId, actorName: portalActorName };
  expect(rows).toMatchObject([
    { action: 'directory.created', ...who },
    { action: 'directory.secret_created', ...who },
  ]);
});

test('a wrong choice is taken back by the set-up, and nothing that has users or is on', async () => {
  const { portal, ref } = await opened(['directory']);
  const where = { id: ref.directoryId };
  for (const data of [{ userCount: 1 }, { userCount: 0, enabled: true }]) {
    await database.db.directory.update({ where, data });
    await expect(deleteDirectory(portal, ref)).rejects.toMatchObject({ code: 'conflict' });
  }
  await database.db.directory.update({ where, data: { enabled: false } });
  expect(await deleteDirectory(portal, ref)).toEqual({ usersForgotten: 0, groupsForgotten: 0 });
  expect(await database.db.directory.count({ where })).toBe(0);
});

test('a role that the maker of the link could not give is not given to groups by it (product rule 14)', async () => {
  const { portal, ref } = await opened(['directory']);
  const weak = { ...portal, actor: { ...portal.actor, grantable: [] } as Ctx['actor'] };
  const names = { ordinal: 1n, displayName: 'Ops', displayNameKey: 'ops', resource: {}, searched: {} };
  const groupId = newId('directoryGroup');
  await database.db.directoryGroup.create({ data: { id: groupId, ...ref, ...names } });
  const mappings = [{ groupId, roleId: memberRoleId }];
  const [strong] = await database.db.role.findMany({ where: { name: 'admin' }, select: { id: true } });
  const tooMuch = { ...ref, mappings: [{ groupId, roleId: strong?.id ?? '' }] };
  await expect(setDirectoryRoleMappings(weak, tooMuch)).rejects.toMatchObject({ code: 'role_not_grantable' });
  await setDirectoryRoleMappings(portal, { ...ref, mappings });
  expect((await getDirectory(portal, ref)).roleMappings).toMatchObject([{ groupName: 'Ops' }]);
});
