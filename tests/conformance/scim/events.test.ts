import { beforeAll, describe, expect, test } from 'vitest';
import { setDirectoryRoleMappings } from '@/lib/directories/set-directory-role-mappings';
import { programFor } from '@/tests/factories/programs';
import { createEndpointManager, makeEndpoint } from '@/tests/factories/webhooks';
import { adminRoleId } from '@/tests/factories/world';
import { type ScimClient, scimUser, useDirectories } from '../start-scim';

const directories = useDirectories();
let scim: ScimClient;

beforeAll(async () => {
  scim = await directories.connect();
});

const eventsOf = (organizationId: string) =>
  directories.db.event.findMany({ where: { organizationId }, orderBy: { id: 'asc' } });

/** The types of the events that a request gives, in their order. */
async function published(act: () => Promise<unknown>): Promise<string[]> {
  const before = (await eventsOf(scim.organizationId)).length;
  await act();
  return (await eventsOf(scim.organizationId)).slice(before).map(({ type }) => type);
}

const replace = (path: string, value: unknown) => [{ op: 'replace', path, value }];
const add = (id: string) => [{ op: 'add', path: 'members', value: [{ value: id }] }];

const userCreated = 'organization.directory.user_created';
const userUpdated = 'organization.directory.user_updated';
const userDeleted = 'organization.directory.user_deleted';
const groupCreated = 'organization.directory.group_created';
const groupUpdated = 'organization.directory.group_updated';
const groupDeleted = 'organization.directory.group_deleted';
const memberCreated = 'user.organization_membership_created';
const memberUpdated = 'user.organization_membership_updated';

interface Known {
  /** A member, with the address. */
  readonly id: string;
  readonly email: string;
  /** They are in neither. */
  readonly group: string;
  readonly mapped: string;
}

async function known(): Promise<Known> {
  const email = scim.email();
  const { id } = (await scim.post('/Users', scimUser(email))).body;
  const groups: string[] = [];
  for (const displayName of [`Group of ${email}`, `Mapped for ${email}`])
    groups.push((await scim.post('/Groups', { displayName })).body.id);
  const [group = '', mapped = ''] = groups;
  const { organizationId, directoryId } = scim;
  const mappings = [{ groupId: mapped, roleId: adminRoleId }];
  await setDirectoryRoleMappings(programFor(directories.db), { organizationId, directoryId, mappings });
  return { id, email, group, mapped };
}

type Act = (of: Known) => Promise<unknown>;

describe('a request of a directory tells', () => {
  test.each<[string, Act, string[]]>([
    ['a new member', () => scim.post('/Users', scimUser(scim.email())), [userCreated, memberCreated]],
    [
      'somebody who is off',
      () => scim.post('/Users', scimUser(scim.email(), { active: false })),
      [userCreated],
    ],
    ['another title', ({ id }) => scim.patch(`/Users/${id}`, replace('title', 'Head')), [userUpdated]],
    [
      'another name',
      ({ id, email }) => scim.put(`/Users/${id}`, scimUser(email, { name: { givenName: 'Grace' } })),
      [userUpdated],
    ],
    ['nothing new', ({ id, email }) => scim.put(`/Users/${id}`, scimUser(email)), []],
    [
      'somebody’s end',
      ({ id }) => scim.patch(`/Users/${id}`, replace('active', false)),
      [memberUpdated, userUpdated],
    ],
    ['somebody’s deletion', ({ id }) => scim.delete(`/Users/${id}`), [memberUpdated, userDeleted]],
    ['a new group', () => scim.post('/Groups', { displayName: scim.email() }), [groupCreated]],
    [
      'another name of a group',
      ({ group, email }) => scim.patch(`/Groups/${group}`, replace('displayName', `${email} 2`)),
      [groupUpdated],
    ],
    ['a member of a group', ({ group, id }) => scim.patch(`/Groups/${group}`, add(id)), [groupUpdated]],
    [
      'a member of a group that gives a role',
      ({ mapped, id }) => scim.patch(`/Groups/${mapped}`, add(id)),
      [groupUpdated, memberUpdated],
    ],
    ['the end of a group', ({ group }) => scim.delete(`/Groups/${group}`), [groupDeleted]],
  ])('%s', async (_, act, types) => {
    const of = await known();
    expect(await published(() => act(of))).toEqual(types);
  });
});

const stranger = () => scimUser('eve@elsewhere.example.com');
const post = (path: string, bulkId: string, data: object) => ({ method: 'POST', path, bulkId, data });

describe('a request of a directory tells nothing', () => {
  test.each<[string, number, (of: Known) => Promise<{ readonly status: number }>]>([
    ['an address of a stranger', 400, () => scim.post('/Users', stranger())],
    ['a change to one', 400, ({ id }) => scim.put(`/Users/${id}`, stranger())],
    ['a name that is taken', 409, ({ email }) => scim.post('/Users', scimUser(email))],
    ['another version', 412, ({ id }) => scim.delete(`/Users/${id}`, { 'if-match': 'W/"9"' })],
    ['a user that there is not', 404, () => scim.patch('/Users/diruser_1', replace('active', false))],
    [
      'a PATCH of which one operation is refused',
      400,
      ({ id }) => scim.patch(`/Users/${id}`, [...replace('title', 'Head'), { op: 'remove' }]),
    ],
    ['a member who is no user', 400, ({ group }) => scim.patch(`/Groups/${group}`, add('diruser_1'))],
    ['a group that there is not', 404, () => scim.delete('/Groups/dirgroup_1')],
    [
      'a bulk request that is none',
      400,
      () => scim.post('/Bulk', { Operations: [post('/Users', '', scimUser(scim.email()))] }),
    ],
  ])('that is refused: %s', async (_, status, act) => {
    const of = await known();
    const types = await published(async () => expect((await act(of)).status).toBe(status));
    expect(types).toEqual([]);
  });
});

test('a bulk request tells of each operation by itself, in the order in which they are done', async () => {
  const { id, group } = await known();
  const Operations = [
    post('/Groups', 'g', { displayName: scim.email(), members: [{ value: 'bulkId:u' }] }),
    post('/Users', 'eve', stranger()),
    post('/Users', 'u', scimUser(scim.email())),
    { method: 'PATCH', path: `/Groups/${group}`, data: { Operations: add(id) } },
    { method: 'DELETE', path: `/Users/${id}` },
  ];
  expect(await published(() => scim.post('/Bulk', { Operations }))).toEqual([
    userCreated,
    memberCreated,
    groupCreated,
    groupUpdated,
    memberUpdated,
    groupUpdated,
    userDeleted,
  ]);
});

describe('an event says', () => {
  test('of a user who they are, by the names of OpenID Connect, with groups and roles', async () => {
    const one = await directories.connect();
    const email = one.email();
    const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
    const names = { nickName: 'Ad', profileUrl: 'https://example.com/ada', preferredLanguage: 'sv' };
    const schemas = ['urn:ietf:params:scim:schemas:core:2.0:User', enterprise];
    const more = {
      schemas,
      externalId: 'E-1',
      title: 'Head',
      ...names,
      [enterprise]: { department: 'Research' },
    };
    const { id } = (await one.post('/Users', scimUser(email, more))).body;
    const { id: groupId } = (await one.post('/Groups', { displayName: 'Makers', members: [{ value: id }] }))
      .body;
    await one.patch(`/Users/${id}`, replace('active', false));
    await one.delete(`/Users/${id}`);
    const events = await eventsOf(one.organizationId);
    const said = (type: string) => events.find((event) => event.type === type)?.data;
    const common = {
      id,
      directory_id: one.directoryId,
      organization_id: one.organizationId,
      email,
      preferred_username: email,
      external_id: 'E-1',
      dp_id: 'E-1',
      nickname: 'Ad',
      profile: 'https://example.com/ada',
      language: 'sv',
      given_name: 'Ada',
      family_name: 'Example',
      title: 'Head',
      department: 'Research',
      roles: [{ role_name: 'member' }],
      create_time: expect.stringMatching(/Z$/),
      updated_at: expect.stringMatching(/Z$/),
    };
    const sent = (active: boolean) => ({ active, raw_attributes: { ...scimUser(email, more), active } });
    expect(said(userCreated)).toEqual({ ...common, ...sent(true), groups: [] });
    const groups = [{ id: groupId, name: 'Makers' }];
    expect(said(userUpdated)).toEqual({ ...common, ...sent(false), groups });
    expect(said(userDeleted)).toEqual({ ...common, ...sent(false), groups });
    expect(said(memberCreated)).toMatchObject({
      organization: { id: one.organizationId },
      user: { email, membership: { membership_status: 'ACTIVE', provisioning_method: 'scim' } },
    });
  });

  test('of a user with more than 64 kB all but what the directory sent', async () => {
    const one = await directories.connect();
    const photos = [{ value: 'x'.repeat(65_536) }];
    const { id } = (await one.post('/Users', scimUser(one.email(), { photos }))).body;
    const [event] = (await eventsOf(one.organizationId)).filter(({ type }) => type === userCreated);
    expect(event?.data).toMatchObject({ id, given_name: 'Ada' });
    expect(event?.data).not.toHaveProperty('raw_attributes');
  });

  test('of each group that somebody leaves by being deleted how many are left, to whoever wants to hear it', async () => {
    const one = await directories.connect();
    const manager = await createEndpointManager(directories.db);
    const { endpointId } = await makeEndpoint(manager, undefined, [groupUpdated]);
    const ids: string[] = [];
    for (let index = 0; index < 2; index += 1)
      ids.push((await one.post('/Users', scimUser(one.email()))).body.id);
    const [goes = '', stays = ''] = ids;
    const members = { both: [goes, stays], theirs: [goes], other: [stays] };
    for (const [displayName, users] of Object.entries(members))
      await one.post('/Groups', { displayName, members: users.map((value) => ({ value })) });
    await one.delete(`/Users/${goes}`);
    const events = (await eventsOf(one.organizationId)).filter(({ type }) => type === groupUpdated);
    const told = events.map(({ data }) => Object(data)).map((data) => [data.display_name, data.total_users]);
    expect(told.sort()).toEqual([
      ['both', 1],
      ['theirs', 0],
    ]);
    expect(await directories.db.webhookDelivery.count({ where: { endpointId } })).toBe(2);
    const groups = await directories.db.directoryGroup.findMany({
      where: { directoryId: one.directoryId },
      orderBy: { displayName: 'asc' },
    });
    expect(groups).toMatchObject([
      { displayName: 'both', memberCount: 1, version: 2 },
      { displayName: 'other', memberCount: 1, version: 1 },
      { displayName: 'theirs', memberCount: 0, version: 2 },
    ]);
  });

  test('of a group its name and size, without its members', async () => {
    const one = await directories.connect();
    const { id: value } = (await one.post('/Users', scimUser(one.email()))).body;
    const body = { displayName: 'Makers', externalId: 'G-1', members: [{ value }] };
    const { id } = (await one.post('/Groups', body)).body;
    await one.delete(`/Groups/${id}`);
    const events = (await eventsOf(one.organizationId)).filter(({ type }) => type.includes('group'));
    expect(events.map(({ type }) => type)).toEqual([groupCreated, groupDeleted]);
    for (const { data } of events)
      expect(data).toEqual({
        id,
        directory_id: one.directoryId,
        organization_id: one.organizationId,
        display_name: 'Makers',
        external_id: 'G-1',
        total_users: 1,
        raw_attributes: expect.not.objectContaining({ members: expect.anything() }),
        create_time: expect.stringMatching(/Z$/),
        updated_at: expect.stringMatching(/Z$/),
      });
  });
});
