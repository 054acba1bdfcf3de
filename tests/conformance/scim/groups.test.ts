import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemContext } from '@/lib/authz/system-context';
import { setDirectoryRoleMappings } from '@/lib/directories/set-directory-role-mappings';
import { log } from '@/lib/log';
import { followGroupsStep } from '@/lib/scim/follow-groups-job';
import { useDatabase } from '@/tests/database';
import { programFor } from '@/tests/factories/programs';
import { codesOf } from '@/tests/factories/refusals';
import { adminRoleId, contextFor, memberRoleId, testNow } from '@/tests/factories/world';
import { type RunningApi, startApi } from '../start-api';
import { connectDirectory, type ScimClient, scimUser } from '../start-scim';

const database = useDatabase();
let api: RunningApi;

beforeAll(async () => {
  log.level = 'silent';
  api = await startApi(database.url);
});
afterAll(() => api.stop());

const connect = () => connectDirectory(api.url, database.db);
const add = (...ids: string[]) => ({ op: 'add', path: 'members', value: ids.map((value) => ({ value })) });
const remove = (id: string) => ({ op: 'remove', path: `members[value eq "${id}"]` });

async function makeUsers(scim: ScimClient, count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let index = 0; index < count; index += 1)
    ids.push((await scim.post('/Users', scimUser(scim.email()))).body.id);
  return ids;
}

async function makeGroup(scim: ScimClient, displayName = 'Engineering', members: string[] = []) {
  const body = { displayName, members: members.map((value) => ({ value })) };
  return (await scim.post('/Groups', body)).body.id as string;
}

const membersOf = async (scim: ScimClient, id: string): Promise<string[]> =>
  ((await scim.get(`/Groups/${id}`)).body.members ?? []).map(({ value }: { value: string }) => value);

async function rolesOf(userId: string) {
  const { membershipId } = await database.db.directoryUser.findUniqueOrThrow({ where: { id: userId } });
  const rows = await database.db.membershipRole.findMany({ where: { membershipId: membershipId ?? '' } });
  return rows.map(({ roleId, source, reason }) => ({ roleId, source, reason }));
}

const map = (scim: ScimClient, ...lines: [groupId: string, roleId: string][]) =>
  setDirectoryRoleMappings(programFor(database.db), {
    organizationId: scim.organizationId,
    directoryId: scim.directoryId,
    mappings: lines.map(([groupId, roleId]) => ({ groupId, roleId })),
  });

const byDefault = [{ roleId: memberRoleId, source: 'DEFAULT', reason: null }];
const byGroup = (name: string, roleId = adminRoleId) => [
  { roleId, source: 'DIRECTORY', reason: `group ${name}` },
];

describe('a group', () => {
  test('is created, read, found, replaced and deleted', async () => {
    const scim = await connect();
    const [ada = '', ben = ''] = await makeUsers(scim, 2);
    const made = await scim.post('/Groups', {
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'],
      displayName: 'Engineering',
      externalId: 'E-1',
      members: [{ value: ada }],
    });
    expect(made.status).toBe(201);
    const { id } = made.body;
    expect(id).toMatch(/^dirgroup_[0-9]{19}$/);
    const path = (address: string | null) => new URL(address ?? '').pathname;
    expect(path(made.headers.get('location'))).toBe(path(`${scim.base}/Groups/${id}`));
    expect(made.body).toMatchObject({ displayName: 'Engineering', externalId: 'E-1' });
    expect(made.body.meta).toMatchObject({ resourceType: 'Group', version: 'W/"1"' });
    const [member] = made.body.members;
    expect(member).toMatchObject({ value: ada, type: 'User' });
    expect(path(member.$ref)).toBe(path(`${scim.base}/Users/${ada}`));
    const found = await scim.get(`/Groups?filter=${encodeURIComponent('displayName eq "ENGINEERING"')}`);
    expect(found.body).toMatchObject({ totalResults: 1, Resources: [{ id }] });
    const put = await scim.put(`/Groups/${id}`, { displayName: 'Makers', members: [{ value: ben }] });
    expect(put.body).toMatchObject({ displayName: 'Makers', members: [{ value: ben }] });
    expect(put.body.externalId).toBeUndefined();
    expect((await scim.delete(`/Groups/${id}`)).status).toBe(204);
    expect((await scim.delete(`/Groups/${id}`)).status).toBe(404);
    expect((await scim.get('/Groups')).body).toMatchObject({ totalResults: 0, Resources: [] });
  });

  test('is told to the application when it is made, changes and goes', async () => {
    const scim = await connect();
    const id = await makeGroup(scim);
    await scim.patch(`/Groups/${id}`, [{ op: 'replace', path: 'displayName', value: 'Makers' }]);
    await scim.delete(`/Groups/${id}`);
    const events = await database.db.event.findMany({
      where: { organizationId: scim.organizationId, type: { startsWith: 'organization.directory.group' } },
      orderBy: { id: 'asc' },
    });
    expect(events.map(({ type, data }) => [type, Reflect.get(Object(data), 'display_name')])).toEqual([
      ['organization.directory.group_created', 'Engineering'],
      ['organization.directory.group_updated', 'Makers'],
      ['organization.directory.group_deleted', 'Makers'],
    ]);
  });

  test('stands in the log with the status that each change was answered with', async () => {
    const scim = await connect();
    const [ada = ''] = await makeUsers(scim, 1);
    const id = await makeGroup(scim);
    const rename = (value: string) => [{ op: 'replace', path: 'displayName', value }];
    const answers = [
      await scim.patch(`/Groups/${id}`, [add(ada)]),
      await scim.patch(`/Groups/${id}`, rename('Makers')),
      await scim.patch(`/Groups/${id}`, rename('Makers')),
      await scim.patch(`/Groups/${id}?attributes=displayName`, rename('Builders')),
      await scim.put(`/Groups/${id}`, { displayName: 'Builders' }),
      await scim.delete(`/Groups/${id}`),
    ];
    const statuses = answers.map(({ status }) => status);
    expect(statuses).toEqual([204, 204, 204, 200, 200, 204]);
    const { directoryId } = scim;
    const where = { directoryId, path: { startsWith: `/Groups/${id}` } };
    const lines = await database.db.directoryRequest.findMany({ where, orderBy: { id: 'asc' } });
    expect(lines.map(({ status }) => status)).toEqual(statuses);
  });

  test.each(['plain', 'mapped'])(
    'that is %s says in the log who came, who went and its name before',
    async (kind) => {
      const scim = await connect();
      const emails = Array.from({ length: 4 }, (_, index) => scim.email(`person${index}`));
      const ids: string[] = [];
      for (const email of emails) ids.push((await scim.post('/Users', scimUser(email))).body.id);
      const [ada = '', ben = '', cy = '', di = ''] = ids;
      const id = await makeGroup(scim, 'Sales', [ada]);
      if (kind === 'mapped') await map(scim, [id, adminRoleId]);
      await scim.patch(`/Groups/${id}`, [add(ada, ben, cy, di)]);
      await scim.patch(`/Groups/${id}`, [add(ada)]);
      await scim.patch(`/Groups/${id}`, [add(ada), remove(di), remove(ben)]);
      await scim.put(`/Groups/${id}`, { displayName: 'Makers', members: [{ value: cy }, { value: di }] });
      await scim.put(`/Groups/${id}`, { displayName: 'Makers', members: [{ value: cy }, { value: di }] });
      const lines = await database.db.directoryRequest.findMany({
        where: { directoryId: scim.directoryId, path: { startsWith: '/Groups' } },
        orderBy: { id: 'asc' },
      });
      const named = (...indexes: number[]) => indexes.map((index) => emails[index]);
      expect(lines.map(({ changes }) => changes)).toEqual([
        { joined: { count: 1, first: named(0) } },
        { joined: { count: 3, first: named(1, 2) } },
        null,
        { left: { count: 2, first: named(1, 3) } },
        {
          renamedFrom: 'Sales',
          joined: { count: 1, first: named(3) },
          left: { count: 1, first: named(0) },
        },
        null,
      ]);
      expect(lines.map(({ outcome }) => outcome === 'nothing_changed')).toEqual(
        lines.map(({ changes }) => changes === null),
      );
    },
  );

  test('shows its members unless they are not asked for', async () => {
    const scim = await connect();
    const id = await makeGroup(scim, 'Engineering', await makeUsers(scim, 1));
    const without = await scim.get(`/Groups/${id}?excludedAttributes=members`);
    expect(without.body).not.toHaveProperty('members');
    const only = await scim.get(`/Groups/${id}?attributes=displayName`);
    expect(only.body).not.toHaveProperty('members');
    const listed = await scim.get('/Groups?excludedAttributes=members');
    expect(listed.body.Resources[0]).not.toHaveProperty('members');
    expect((await scim.get('/Groups')).body.Resources[0].members).toHaveLength(1);
  });

  test('is not listed with others where they have more members than an answer can hold', async () => {
    const scim = await connect();
    const [id] = [await makeGroup(scim, 'Everybody'), await makeGroup(scim, 'All')];
    const where = { directoryId: scim.directoryId };
    await database.db.directoryGroup.updateMany({ where, data: { memberCount: 300_000 } });
    for (const query of ['', '?filter=displayName%20pr', '?sortBy=displayName'])
      expect(await scim.get(`/Groups${query}`)).toMatchObject({ status: 400, body: { scimType: 'tooMany' } });
    for (const path of [
      '?excludedAttributes=members',
      '?count=1',
      '?filter=displayName%20eq%20"All"',
      `/${id}`,
    ])
      expect((await scim.get(`/Groups${path}`)).status).toBe(200);
  });

  test('stands with its users', async () => {
    const scim = await connect();
    const [ada = ''] = await makeUsers(scim, 1);
    const id = await makeGroup(scim, 'Engineering', [ada]);
    const { body } = await scim.get(`/Users/${ada}`);
    expect(body.groups).toMatchObject([{ value: id, display: 'Engineering', type: 'direct' }]);
    await scim.delete(`/Users/${ada}`);
    expect(await membersOf(scim, id)).toEqual([]);
    expect(await database.db.directoryGroup.findUnique({ where: { id } })).toMatchObject({ memberCount: 0 });
  });

  test('has a name that no other has, also when fifty are made at once', async () => {
    const scim = await connect();
    const made = await Promise.all(
      Array.from({ length: 50 }, () => scim.post('/Groups', { displayName: 'Engineering' })),
    );
    const statuses = made.map(({ status }) => status).sort();
    expect(statuses).toEqual([201, ...Array.from({ length: 49 }, () => 409)]);
    expect(made.find(({ status }) => status === 409)?.body.scimType).toBe('uniqueness');
    expect((await scim.get('/Groups')).body.totalResults).toBe(1);
  });

  test('is named by the log where its change is refused, and another directory’s is not', async () => {
    const [scim, other] = [await connect(), await connect()];
    const jump = { op: 'jump', path: 'displayName', value: 'Sales' };
    for (const id of [await makeGroup(scim), await makeGroup(other)])
      expect((await scim.patch(`/Groups/${id}`, [jump])).status).toBe(400);
    const where = { directoryId: scim.directoryId, status: 400 };
    const lines = await database.db.directoryRequest.findMany({ where, orderBy: { id: 'asc' } });
    expect(lines.map(({ subject }) => subject)).toEqual(['Engineering', null]);
  });

  test.each([
    ['somebody who is not there', () => 'diruser_1234567890123456789'],
    ['somebody of another directory', async () => (await makeUsers(await connect(), 1))[0] ?? ''],
  ])('takes no member who is %s, and then nothing is written', async (_, stranger) => {
    const scim = await connect();
    const [ada = ''] = await makeUsers(scim, 1);
    const id = await makeGroup(scim);
    const members = [{ value: ada }, { value: await stranger() }];
    const refused = [
      await scim.post('/Groups', { displayName: 'Makers', members }),
      await scim.put(`/Groups/${id}`, { displayName: 'Makers', members }),
      await scim.patch(`/Groups/${id}`, [{ op: 'add', path: 'members', value: members }]),
    ];
    for (const { status, body } of refused) expect([status, body.scimType]).toEqual([400, 'invalidValue']);
    expect(await membersOf(scim, id)).toEqual([]);
    expect((await scim.get('/Groups')).body.totalResults).toBe(1);
  });

  test('of another directory is not there', async () => {
    const scim = await connect();
    const other = await connect();
    const id = await makeGroup(other);
    const answers = [
      await scim.get(`/Groups/${id}`),
      await scim.put(`/Groups/${id}`, { displayName: 'Mine' }),
      await scim.patch(`/Groups/${id}`, [{ op: 'replace', path: 'displayName', value: 'Mine' }]),
      await scim.patch(`/Groups/${id}`, [add(...(await makeUsers(scim, 1)))]),
      await scim.delete(`/Groups/${id}`),
    ];
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404]);
    expect((await other.get(`/Groups/${id}`)).body.displayName).toBe('Engineering');
  });
});

describe('members', () => {
  test('are added and removed without an answer that shows them, and twice is once', async () => {
    const scim = await connect();
    const [ada = '', ben = ''] = await makeUsers(scim, 2);
    const id = await makeGroup(scim);
    const added = await scim.patch(`/Groups/${id}`, [add(ada), add(ben, ada)]);
    expect([added.status, added.headers.get('etag')]).toEqual([204, 'W/"2"']);
    expect((await scim.patch(`/Groups/${id}`, [add(ada)])).headers.get('etag')).toBe('W/"2"');
    expect(await membersOf(scim, id)).toEqual([ada, ben]);
    expect((await scim.patch(`/Groups/${id}`, [remove(ada)])).status).toBe(204);
    expect((await scim.patch(`/Groups/${id}`, [remove(ada)])).status).toBe(204);
    expect(await membersOf(scim, id)).toEqual([ben]);
    expect(await database.db.directoryGroup.findUnique({ where: { id } })).toMatchObject({ memberCount: 1 });
  });

  test('are lost by no parallel change', async () => {
    const scim = await connect();
    const ids = await makeUsers(scim, 20);
    const [goes = '', ...stay] = ids;
    const id = await makeGroup(scim, 'Engineering', [goes]);
    const changes = stay.map((user) => scim.patch(`/Groups/${id}`, [add(user)]));
    const rename = scim.patch(`/Groups/${id}`, [{ op: 'replace', value: { displayName: 'Makers' } }]);
    const answers = await Promise.all([...changes, rename, scim.delete(`/Users/${goes}`)]);
    for (const { status } of answers) expect(status).toBe(204);
    expect((await membersOf(scim, id)).sort()).toEqual([...stay].sort());
    const group = await database.db.directoryGroup.findUnique({ where: { id } });
    expect(group).toMatchObject({ memberCount: stay.length, displayName: 'Makers' });
  });
});

describe('a group that is mapped', () => {
  test('gives its members the role at once, and takes it with them', async () => {
    const scim = await connect();
    const [ada = '', ben = ''] = await makeUsers(scim, 2);
    const id = await makeGroup(scim, 'Engineering', [ada]);
    expect(await rolesOf(ada)).toEqual(byDefault);
    await map(scim, [id, adminRoleId]);
    expect(await rolesOf(ada)).toEqual(byGroup('Engineering'));
    await scim.patch(`/Groups/${id}`, [add(ben)]);
    expect(await rolesOf(ben)).toEqual(byGroup('Engineering'));
    await scim.patch(`/Groups/${id}`, [remove(ben)]);
    expect(await rolesOf(ben)).toEqual(byDefault);
    await scim.patch(`/Groups/${id}`, [add(ben)]);
    await scim.put(`/Groups/${id}`, { displayName: 'Engineering', members: [{ value: ada }] });
    expect(await rolesOf(ben)).toEqual(byDefault);
    expect(await rolesOf(ada)).toEqual(byGroup('Engineering'));
  });

  test('is why somebody has a role by the name that it has now', async () => {
    const scim = await connect();
    const [ada = '', ben = ''] = await makeUsers(scim, 2);
    const makers = await makeGroup(scim, 'Makers', [ada]);
    const leads = await makeGroup(scim, 'Leads', [ben]);
    await map(scim, [makers, adminRoleId], [leads, adminRoleId]);
    await scim.patch(`/Groups/${makers}`, [{ op: 'replace', path: 'displayName', value: 'Builders' }]);
    expect(await rolesOf(ada)).toEqual(byGroup('Builders'));
    expect(await rolesOf(ben)).toEqual(byGroup('Leads'));
  });

  test('gives way to one before it, and its end gives the next its turn', async () => {
    const scim = await connect();
    const [ada = '', keeper = ''] = await makeUsers(scim, 2);
    const makers = await makeGroup(scim, 'Makers', [ada]);
    const leads = await makeGroup(scim, 'Leads', [ada, keeper]);
    await map(scim, [leads, adminRoleId], [makers, memberRoleId]);
    expect(await rolesOf(ada)).toEqual(byGroup('Leads'));
    await map(scim, [makers, memberRoleId], [leads, adminRoleId]);
    expect(await rolesOf(ada)).toEqual(byGroup('Makers', memberRoleId));
    await scim.delete(`/Groups/${makers}`);
    expect(await rolesOf(ada)).toEqual(byGroup('Leads'));
    await map(scim);
    expect(await rolesOf(ada)).toEqual(byDefault);
  });

  test('gives nothing to somebody who was deleted and is sent anew', async () => {
    const scim = await connect();
    await makeUsers(scim, 1);
    const email = scim.email();
    const { id } = (await scim.post('/Users', scimUser(email))).body;
    const [other = ''] = await makeUsers(scim, 1);
    await map(scim, [await makeGroup(scim, 'Owners', [id, other]), adminRoleId]);
    expect(await rolesOf(id)).toEqual(byGroup('Owners'));
    await scim.delete(`/Users/${id}`);
    const again = (await scim.post('/Users', scimUser(email))).body.id;
    expect(await rolesOf(again)).toEqual(byDefault);
  });

  test('is followed by more people than one transaction takes, in steps of a job', async () => {
    const scim = await connect();
    const [ada = ''] = await makeUsers(scim, 1);
    const id = await makeGroup(scim, 'Everybody', [ada]);
    await database.db.directoryRoleMapping.create({
      data: { directoryId: scim.directoryId, groupId: id, roleId: adminRoleId, position: 0 },
    });
    await database.db.$executeRaw`
      insert into directory_users (id, directory_id, organization_id, ordinal, user_name, user_name_key, resource, searched)
      select 'diruser_' || (4000000000000000000 + number), ${scim.directoryId}, ${scim.organizationId}, 1000 + number,
        'user' || number, 'user' || number, '{}', '{}' from generate_series(1, 1100) number`;
    const ctx = systemContext(database.db, 'directory worker', testNow);
    await followGroupsStep(ctx, { directoryId: scim.directoryId, after: '0' });
    expect(await rolesOf(ada)).toEqual(byGroup('Everybody'));
    const [next] = await database.db.$queryRaw<{ key: string }[]>`
      select key from graphile_worker.jobs where key like ${`follow-groups/${scim.directoryId}/%`}`;
    expect(next?.key).toBe(`follow-groups/${scim.directoryId}/1999`);
  });

  test('is followed once more a moment later by all of the directory, whoever came meanwhile', async () => {
    const scim = await connect();
    const [ada = ''] = await makeUsers(scim, 1);
    const id = await makeGroup(scim);
    await map(scim, [id, adminRoleId]);
    // As a change beside the mapping would leave it, which did not see that.
    await database.db.directoryGroupMember.create({ data: { groupId: id, directoryUserId: ada } });
    const [job] = await database.db.$queryRaw<{ at: Date }[]>`
      select run_at as at from graphile_worker.jobs where key = ${`follow-groups/${scim.directoryId}/0`}`;
    expect(job?.at.getTime()).toBeGreaterThan(testNow.getTime());
    const ctx = systemContext(database.db, 'directory worker', testNow);
    await followGroupsStep(ctx, { directoryId: scim.directoryId, after: '0' });
    expect(await rolesOf(ada)).toEqual(byGroup('Engineering'));
  });

  test('is deleted for more people than one transaction takes by the job', async () => {
    const scim = await connect();
    const id = await makeGroup(scim, 'Everybody');
    await map(scim, [id, adminRoleId]);
    await database.db.$executeRaw`
      with many as (
        insert into directory_users (id, directory_id, organization_id, ordinal, user_name, user_name_key, resource,
          searched)
        select 'diruser_' || (4100000000000000000 + number), ${scim.directoryId}, ${scim.organizationId},
          1000 + number, 'user' || number, 'user' || number, '{}', '{}' from generate_series(1, 1100) number
        returning id)
      insert into directory_group_members (group_id, directory_user_id) select ${id}, id from many`;
    const key = `follow-groups/${scim.directoryId}/0`;
    const jobs = async () => {
      const [row] = await database.db.$queryRaw<{ count: number }[]>`
        select count(*)::int as count from graphile_worker.jobs where key = ${key}`;
      return row?.count;
    };
    await database.db.$queryRaw`select graphile_worker.remove_job(${key})::text`;
    expect(await jobs()).toBe(0);
    expect((await scim.delete(`/Groups/${id}`)).status).toBe(204);
    expect(await jobs()).toBe(1);
  });

  test('must be a group of this directory, and a role that the actor may give', async () => {
    const scim = await connect();
    const id = await makeGroup(scim);
    const foreign = await makeGroup(await connect());
    const { organizationId, directoryId } = scim;
    const portal = contextFor(database.db, {
      kind: 'portal',
      organizationId,
      linkId: 'lnk_1000000000000000001',
      features: new Set(['directory']),
      grantable: [],
      name: 'A set-up link',
    });
    const refused = await Promise.allSettled([
      map(scim, [foreign, memberRoleId]),
      map(scim, [id, 'role_1000000000000000999']),
      setDirectoryRoleMappings(portal, {
        organizationId,
        directoryId,
        mappings: [{ groupId: id, roleId: adminRoleId }],
      }),
    ]);
    expect(codesOf(refused)).toEqual(['invalid_input', 'invalid_input', 'role_not_grantable']);
    expect(await database.db.directoryRoleMapping.count({ where: { directoryId } })).toBe(0);
  });

  test('gives its role to no others because somebody who may not give it changes what stands before', async () => {
    const scim = await connect();
    const { organizationId, directoryId } = scim;
    const [plain, strong, more] = [
      await makeGroup(scim, 'Staff'),
      await makeGroup(scim, 'Owners'),
      await makeGroup(scim, 'Guests'),
    ];
    await map(scim, [plain, memberRoleId], [strong, adminRoleId]);
    const technician = contextFor(database.db, {
      kind: 'portal',
      organizationId,
      linkId: 'lnk_1000000000000000001',
      features: new Set(['directory']),
      grantable: ['members:read'],
      name: 'A set-up link',
    });
    const save = (...lines: [groupId: string, roleId: string][]) =>
      setDirectoryRoleMappings(technician, {
        organizationId,
        directoryId,
        mappings: lines.map(([groupId, roleId]) => ({ groupId, roleId })),
      });
    const refused = await Promise.allSettled([
      save([strong, adminRoleId], [plain, memberRoleId]),
      save([strong, adminRoleId]),
      save([more, memberRoleId], [plain, memberRoleId], [strong, adminRoleId]),
    ]);
    expect(codesOf(refused)).toEqual(['role_not_grantable', 'role_not_grantable', 'role_not_grantable']);
    await save([plain, memberRoleId], [strong, adminRoleId], [more, memberRoleId]);
  });
});
