import { timestampDate } from '@bufbuild/protobuf/wkt';
import { createClient } from '@connectrpc/connect';
import { createGrpcTransport } from '@connectrpc/connect-node';
import type { ScalekitClient } from '@scalekit-sdk/node';
import {
  DirectoryProvider,
  DirectoryService,
  DirectoryType,
  SecretStatus,
} from '@scalekit-sdk/node/lib/pkg/grpc/scalekit/v1/directories/directories_pb.js';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { directoryHandlers } from '@/server/api/directories';
import { useDatabase } from '@/tests/database';
import { addDomain, freshDomain } from '@/tests/factories/domains';
import { programFor } from '@/tests/factories/programs';
import { errorInfoOf, refusalOf } from '../refusals';
import type { RunningApi } from '../start-api';
import { newOrganization, startSdk } from '../start-sdk';

const database = useDatabase();
let api: RunningApi;
let sdk: ScalekitClient;
let organizationId: string;

beforeAll(async () => {
  ({ api, sdk } = await startSdk(database.url));
});
afterAll(() => api.stop());
beforeEach(async () => {
  organizationId = await newOrganization(sdk);
});

const plain = () => createClient(DirectoryService, createGrpcTransport({ baseUrl: api.url }));
const headers = async () => ({ headers: { authorization: `Bearer ${await api.accessToken()}` } });

async function newDirectory(): Promise<string> {
  const made = await sdk.directory.createDirectory(organizationId, {
    directoryType: DirectoryType.SCIM,
    directoryProvider: DirectoryProvider.OKTA,
  } as never);
  return made.directory?.id ?? '';
}

async function newSecret(directoryId: string): Promise<string> {
  const made = await plain().createDirectorySecret({ organizationId, directoryId }, await headers());
  return made.plainSecret;
}

/** One request as a customer's directory makes it, at the endpoint that the API tells. */
async function scim(directoryId: string, secret: string, target: string, body?: unknown) {
  const { directory } = await sdk.directory.getDirectory(organizationId, directoryId);
  const [method = 'GET', path] = target.split(' ');
  const answer = await fetch(`${api.url}${new URL(directory?.directoryEndpoint ?? '').pathname}${path}`, {
    method,
    headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/scim+json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return { status: answer.status, body: await answer.json() };
}

describe('the directory client of the SDK', () => {
  test('creates, reads, lists, switches and deletes', async () => {
    const id = await newDirectory();
    expect(id).toMatch(/^dir_[0-9]{17,19}$/);
    const { directory } = await sdk.directory.getDirectory(organizationId, id);
    const draft = { organizationId, enabled: true, status: 'DRAFT', totalUsers: 0, totalGroups: 0 };
    expect(directory).toMatchObject({ ...draft, directoryProvider: DirectoryProvider.OKTA, name: 'Okta' });
    expect(directory?.directoryEndpoint).not.toContain('_');
    const { directories } = await sdk.directory.listDirectories(organizationId);
    expect(directories.map((one) => one.id)).toEqual([id]);
    expect((await sdk.directory.getPrimaryDirectoryByOrganizationId(organizationId)).id).toBe(id);
    const refused = await refusalOf(sdk.directory.deleteDirectory(organizationId, id));
    expect(refused.message).toMatch(/enabled.*disable it first/);
    expect(await sdk.directory.disableDirectory(organizationId, id)).toMatchObject({ enabled: false });
    expect(await sdk.directory.enableDirectory(organizationId, id)).toMatchObject({ enabled: true });
    await sdk.directory.disableDirectory(organizationId, id);
    await sdk.directory.deleteDirectory(organizationId, id);
    expect((await sdk.directory.listDirectories(organizationId)).directories).toEqual([]);
  });

  test('lists whom the directory has sent, a page at a time', async () => {
    const domain = freshDomain();
    await addDomain(programFor(database.db), organizationId, { domain });
    const id = await newDirectory();
    const secret = await newSecret(id);
    const names = ['anna', 'bertil', 'carla'];
    for (const name of names) {
      const body = { userName: `${name}@${domain}`, name: { givenName: name, familyName: 'Example' } };
      expect((await scim(id, secret, 'POST /Users', body)).status).toBe(201);
    }
    const first = await sdk.directory.listDirectoryUsers(organizationId, id, { pageSize: 2 });
    expect(first.totalSize).toBe(3);
    const rest = await sdk.directory.listDirectoryUsers(organizationId, id, {
      pageSize: 2,
      pageToken: first.nextPageToken,
    });
    const found = [...first.users, ...rest.users];
    expect(found.map((user) => user.givenName)).toEqual(names);
    expect(found[0]).toMatchObject({ email: `anna@${domain}`, preferredUsername: `anna@${domain}` });
    expect(found[0]?.id).toMatch(/^diruser_/);
    expect(found[0]?.userDetail).toBeUndefined();
    const diruserId = (await scim(id, secret, 'GET /Users')).body.Resources[0].id;
    await scim(id, secret, 'POST /Groups', { displayName: 'Makers', members: [{ value: diruserId }] });
    const detailed = await sdk.directory.listDirectoryUsers(organizationId, id, { includeDetail: true });
    expect(detailed.users[0]?.groups).toMatchObject([{ displayName: 'Makers', totalUsers: 1 }]);
    const email = `anna@${domain}`;
    const detail = { id: found[0]?.id, email, active: true, raw_attributes: { userName: email } };
    expect(detailed.users[0]?.userDetail).toMatchObject(detail);
    const { directory } = await sdk.directory.getDirectory(organizationId, id);
    expect(directory).toMatchObject({ totalUsers: 3, status: 'COMPLETED' });
    expect(directory?.secrets[0]?.lastUsedTime).toBeDefined();
  });

  test('sees a directory come as far as its events say', async () => {
    const id = await newDirectory();
    const seen: unknown[] = [];
    const switchAndSee = async (change: Promise<unknown>) => {
      await change;
      const { directory } = await sdk.directory.getDirectory(organizationId, id);
      const where = { organizationId, type: { startsWith: 'organization.directory_' } };
      const { data } = await database.db.event.findFirstOrThrow({ where, orderBy: { id: 'desc' } });
      const { status, last_sync_at, enabled } = data as Record<string, unknown>;
      const synced = directory?.lastSyncedAt ? timestampDate(directory.lastSyncedAt).toISOString() : null;
      expect({ status, enabled, last_sync_at }).toEqual({
        status: directory?.status,
        enabled: directory?.enabled,
        last_sync_at: synced,
      });
      seen.push(status);
    };
    await switchAndSee(sdk.directory.disableDirectory(organizationId, id));
    const secret = await newSecret(id);
    await switchAndSee(sdk.directory.enableDirectory(organizationId, id));
    expect((await scim(id, secret, 'POST /Groups', { displayName: 'Makers' })).status).toBe(201);
    await switchAndSee(sdk.directory.disableDirectory(organizationId, id));
    expect(seen).toEqual(['DRAFT', 'IN_PROGRESS', 'COMPLETED']);
  });

  test('is refused what is not there, by a foreign organization too', async () => {
    const id = await newDirectory();
    const other = await newOrganization(sdk);
    const calls = [
      () => sdk.directory.getDirectory(other, id),
      () => sdk.directory.enableDirectory(other, id),
      () => sdk.directory.deleteDirectory(other, id),
      () => sdk.directory.listDirectoryUsers(other, id),
      () => sdk.directory.listDirectoryGroups(other, id),
    ];
    for (const call of calls) expect((await refusalOf(call())).message).toContain('There is no such');
    const nowhere = `org_${'9'.repeat(18)}`;
    const unknown = await refusalOf(plain().listDirectories({ organizationId: nowhere }, await headers()));
    expect(unknown.message).toContain('There is no such organization');
    const directoryGroupId = `dirgroup_${'9'.repeat(18)}`;
    const ofGroup = await refusalOf(
      sdk.directory.listDirectoryUsers(organizationId, id, { directoryGroupId }),
    );
    expect(ofGroup.message).toContain('There is no such group in this directory');
  });
});

describe('the calls that the SDK does not show', () => {
  test('rotate secrets: the new one and, for a day, the old one open the directory', async () => {
    const id = await newDirectory();
    const first = await newSecret(id);
    const request = { organizationId, directoryId: id };
    const second = await plain().regenerateDirectorySecret(request, await headers());
    expect(second.secret).toMatchObject({ directoryId: id, status: SecretStatus.ACTIVE });
    for (const secret of [first, second.plainSecret])
      expect((await scim(id, secret, 'GET /Users')).status).toBe(200);
    const { directory } = await sdk.directory.getDirectory(organizationId, id);
    const [newest, oldest] = directory?.secrets ?? [];
    expect(newest?.expireTime).toBeUndefined();
    const days = (Number(oldest?.expireTime?.seconds) - Date.now() / 1000) / 86_400;
    expect(Math.round(days * 100) / 100).toBe(1);
  });

  test('keep a name, a mapping of attributes and a context', async () => {
    const id = await newDirectory();
    const ref = { organizationId, id };
    const renamed = await plain().updateDirectory({ ...ref, directory: { name: 'People' } }, await headers());
    expect(renamed.directory).toMatchObject({ name: 'People', directoryProvider: DirectoryProvider.OKTA });
    const attributes = [{ key: 'team', mapTo: 'department' }];
    await plain().updateAttributes({ ...ref, attributeMapping: { attributes } }, await headers());
    const request = { organizationId, directoryId: id };
    await plain().updateDirectoryContext(
      { ...request, context: { plan: 'gold', seats: 3 } },
      await headers(),
    );
    const { context } = await plain().getDirectoryContext(request, await headers());
    expect(context).toEqual({ plan: 'gold', seats: 3 });
    const { directory } = await sdk.directory.getDirectory(organizationId, id);
    expect(directory?.attributeMappings).toMatchObject({ attributes });
  });

  test('map groups to roles, by name or id, in their order', async () => {
    const id = await newDirectory();
    const secret = await newSecret(id);
    const groupIds: string[] = [];
    for (const displayName of ['Makers', 'Leads'])
      groupIds.push((await scim(id, secret, 'POST /Groups', { displayName })).body.id);
    const [makers = '', leads = ''] = groupIds;
    const assignments = [
      { groupId: leads, roleName: 'admin' },
      { groupId: makers, roleName: 'member' },
    ];
    const ref = { organizationId, id };
    const assign = async (lines: object[]) =>
      plain().assignRoles({ ...ref, roleAssignments: { assignments: lines } }, await headers());
    const answer = await assign(assignments);
    expect(answer.roleAssignments?.assignments).toMatchObject(assignments);
    const { directory } = await sdk.directory.getDirectory(organizationId, id);
    expect(directory?.roleAssignments?.assignments).toMatchObject(assignments);
    const groups = await sdk.directory.listDirectoryGroups(organizationId, id);
    expect(groups.groups.map((group) => group.displayName)).toEqual(['Makers', 'Leads']);
    const unknown = assign([{ groupId: leads, roleName: 'pilot' }]);
    expect((await errorInfoOf(unknown)).errorCode).toBe('INVALID_ARGUMENT');
  });

  test('are with those of the SDK all that the service has', () => {
    const calls = Object.values(DirectoryService.method).map(({ localName }) => localName);
    expect(Object.keys(directoryHandlers).sort()).toEqual(calls.sort());
  });

  test('make sure that a directory has sent the groups that an application relies on', async () => {
    const id = await newDirectory();
    const secret = await newSecret(id);
    for (const externalId of ['G-1', 'G-2'])
      await scim(id, secret, 'POST /Groups', { displayName: `Group ${externalId}`, externalId });
    const assign = async (externalIds: string[], of = organizationId) =>
      plain().assignGroupsForDirectory({ organizationId: of, id, externalIds }, await headers());
    await assign(['G-1', 'G-2']);
    const refused = await errorInfoOf(assign(['G-1', 'g-2']));
    expect(refused).toMatchObject({ errorCode: 'INVALID_ARGUMENT' });
    expect(refused.validationErrorInfo?.fieldViolations).toMatchObject([{ field: 'external_ids.1' }]);
    const foreign = await refusalOf(assign(['G-1'], await newOrganization(sdk)));
    expect(foreign.message).toContain('There is no such directory');
  });

  test('refuse what a SCIM directory cannot do, and say why', async () => {
    const id = await newDirectory();
    const sync = plain().triggerDirectorySync({ organizationId, directoryId: id }, await headers());
    expect((await errorInfoOf(sync)).errorCode).toBe('ABORTED');
    const ldap = plain().createDirectory(
      { organizationId, directory: { directoryType: DirectoryType.LDAP } },
      await headers(),
    );
    expect((await errorInfoOf(ldap)).errorCode).toBe('INVALID_ARGUMENT');
  });
});
