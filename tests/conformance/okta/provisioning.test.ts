import { describe, expect, test } from 'vitest';
import { countSeats } from '@/tests/factories/seats';
import { oktaStyle } from '../directory-styles';
import { type ScimClient, useDirectories } from '../start-scim';

const directories = useDirectories(oktaStyle);
const connect = () => directories.connect();

/** As Okta's assignment of a person to the application sends it. */
function oktaUser(email: string, more: object = {}) {
  return {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
    userName: email,
    name: { givenName: 'Ada', familyName: 'Example' },
    emails: [{ primary: true, value: email, type: 'work' }],
    displayName: 'Ada Example',
    locale: 'en-US',
    externalId: '00ujl29u0le5T6Aj10h7',
    groups: [],
    password: '1mz050nq',
    active: true,
    ...more,
  };
}

const search = (scim: ScimClient, resource: string, filter: string) =>
  scim.get(`/${resource}?filter=${encodeURIComponent(filter)}&startIndex=1&count=100`);

async function push(scim: ScimClient, email = scim.email()): Promise<{ id: string; email: string }> {
  const { status, body } = await scim.post('/Users', oktaUser(email));
  expect(status).toBe(201);
  return { id: body.id, email };
}

const pushGroup = async (scim: ScimClient, displayName = 'Engineering'): Promise<string> => {
  const schemas = ['urn:ietf:params:scim:schemas:core:2.0:Group'];
  return (await scim.post('/Groups', { schemas, displayName, members: [] })).body.id;
};

const membersOf = async (scim: ScimClient, id: string): Promise<string[]> =>
  ((await scim.get(`/Groups/${id}`)).body.members ?? []).map(({ value }: { value: string }) => value);

test('Okta “Test API Credentials” reads a page of users and of groups of an empty directory', async () => {
  const scim = await connect();
  expect(scim.base).not.toContain('_');
  for (const path of ['/Users?startIndex=1&count=2', '/Users?count=1', '/Groups?startIndex=1&count=100']) {
    const { status, body, headers } = await scim.get(path);
    expect({ status, body }).toMatchObject({
      status: 200,
      body: { totalResults: 0, startIndex: 1, itemsPerPage: 0, Resources: [] },
    });
    expect(headers.get('content-type')).toBe('application/scim+json; charset=utf-8');
  }
  const { directoryId } = scim;
  const logged = await directories.db.directoryRequest.findMany({ where: { directoryId } });
  expect(logged.map(({ outcome }) => outcome)).toEqual(['connection_tested', 'connection_tested']);
});

describe('Okta “Push New Users”', () => {
  test('looks for the userName, hears of nobody with 200, and creates an active member', async () => {
    const scim = await connect();
    const email = scim.email('ada');
    const before = await search(scim, 'Users', `userName eq "${email}"`);
    expect(before).toMatchObject({ status: 200, body: { totalResults: 0, Resources: [] } });
    const { status, body } = await scim.post('/Users', oktaUser(email));
    expect({ status, body }).toMatchObject({
      status: 201,
      body: { userName: email, externalId: '00ujl29u0le5T6Aj10h7', active: true, locale: 'en-US' },
    });
    expect(await countSeats(directories.db, scim.organizationId)).toEqual({ used: 1, recounted: 1 });
    const { organizationId } = scim;
    const member = await directories.db.membership.findFirst({
      where: { organizationId, emailKey: email },
    });
    expect(member).toMatchObject({ status: 'ACTIVE', provisioningMethod: 'scim' });
  });

  test('with a password placeholder: it is accepted, kept nowhere and never returned', async () => {
    const scim = await connect();
    const { id, email } = await push(scim);
    const answers = [await scim.get(`/Users/${id}`), await scim.get(`/Users/${id}?attributes=password`)];
    for (const { body } of answers) expect(body).not.toHaveProperty('password');
    const kept = await directories.db.directoryUser.findUniqueOrThrow({ where: { id } });
    expect(JSON.stringify([kept.resource, kept.searched])).not.toContain('1mz050nq');
    const logged = await directories.db.directoryRequest.findMany({
      where: { directoryId: scim.directoryId },
    });
    expect(JSON.stringify(logged.map(({ body }) => body))).not.toContain('1mz050nq');
    const again = await scim.put(`/Users/${id}`, oktaUser(email, { password: 'another-one' }));
    expect(again.body).not.toHaveProperty('password');
    const found = await search(scim, 'Users', 'password eq "1mz050nq" or password pr');
    expect(found.body.Resources ?? []).toEqual([]);
  });

  test('as application/json is answered as application/scim+json with a location', async () => {
    const scim = await connect();
    const { status, headers, body } = await scim.post('/Users', oktaUser(scim.email()));
    expect(status).toBe(201);
    expect(headers.get('content-type')).toBe('application/scim+json; charset=utf-8');
    expect(headers.get('location')).toBe(body.meta.location);
  });

  test('of a userName that is taken, in whatever case, is refused with 409 uniqueness', async () => {
    const scim = await connect();
    const { email } = await push(scim);
    for (const userName of [email, email.toUpperCase()])
      expect(await scim.post('/Users', oktaUser(userName))).toMatchObject({
        status: 409,
        body: { scimType: 'uniqueness', status: '409', detail: expect.stringMatching(/\w/) },
      });
  });
});

describe('Okta “Push Profile Updates”', () => {
  test('puts back the whole user that it read, and what is read-only in it is passed over', async () => {
    const scim = await connect();
    const { id } = await push(scim);
    const { body } = await scim.get(`/Users/${id}`);
    const changed = {
      ...body,
      name: { givenName: 'Augusta', familyName: 'King' },
      nickName: null,
      meta: { ...body.meta, resourceType: 'Something', version: 'W/"99"', created: '2001-01-01T00:00:00Z' },
      groups: [{ value: 'dirgroup_1', display: 'Admins' }],
      id: 'another',
    };
    const { status, body: put } = await scim.put(`/Users/${id}`, changed);
    expect({ status, put }).toMatchObject({
      status: 200,
      put: {
        id,
        name: changed.name,
        meta: { ...body.meta, version: 'W/"2"', lastModified: expect.anything() },
      },
    });
    expect(put).not.toHaveProperty('groups');
    expect(put).not.toHaveProperty('nickName');
    expect((await scim.get(`/Users/${id}`)).body).toEqual(put);
  });

  test('of an id that there is not is 404 and creates nobody', async () => {
    const scim = await connect();
    const refused = await scim.put('/Users/00u-of-okta-itself', oktaUser(scim.email()));
    expect(refused).toMatchObject({ status: 404, body: { status: '404' } });
    expect((await scim.get('/Users')).body.totalResults).toBe(0);
  });

  test('keeps what the new profile does not have out of it: a PUT replaces', async () => {
    const scim = await connect();
    const { id, email } = await push(scim);
    const { displayName: _, locale: __, ...rest } = oktaUser(email);
    const { body } = await scim.put(`/Users/${id}`, rest);
    expect(body).not.toHaveProperty('displayName');
    expect(body).not.toHaveProperty('locale');
  });
});

describe('Okta “Push User Deactivation”', () => {
  const turn = (active: boolean) => [{ op: 'replace', value: { active } }];

  test('is a PATCH without a path; the user stays, inactive, to be found and read', async () => {
    const scim = await connect();
    const { id, email } = await push(scim);
    const off = await scim.patch(`/Users/${id}`, turn(false));
    expect(off).toMatchObject({ status: 200, body: { id, active: false } });
    expect((await scim.get(`/Users/${id}`)).body.active).toBe(false);
    const found = await search(scim, 'Users', `userName eq "${email}"`);
    expect(found.body).toMatchObject({ totalResults: 1, Resources: [{ id, active: false }] });
    expect((await scim.get('/Users?startIndex=1&count=100')).body.Resources).toHaveLength(1);
    expect(await countSeats(directories.db, scim.organizationId)).toEqual({ used: 0, recounted: 0 });
  });

  test('of a custom application is a PUT with active false', async () => {
    const scim = await connect();
    const { id, email } = await push(scim);
    const { body } = await scim.put(`/Users/${id}`, oktaUser(email, { active: false }));
    expect(body).toMatchObject({ id, active: false });
    expect(await countSeats(directories.db, scim.organizationId)).toEqual({ used: 0, recounted: 0 });
  });

  test('ends when the same user is assigned again: found by userName, turned on, put, the same member', async () => {
    const scim = await connect();
    const { id, email } = await push(scim);
    const where = { organizationId: scim.organizationId, emailKey: email };
    const before = await directories.db.membership.findFirstOrThrow({ where });
    await scim.patch(`/Users/${id}`, turn(false));
    const [found] = (await search(scim, 'Users', `userName eq "${email}"`)).body.Resources;
    expect(found).toMatchObject({ id, active: false });
    expect(await scim.patch(`/Users/${found.id}`, turn(true))).toMatchObject({ body: { active: true } });
    expect((await scim.put(`/Users/${found.id}`, { ...found, active: true })).status).toBe(200);
    expect(await directories.db.membership.findFirst({ where })).toMatchObject({
      id: before.id,
      status: 'ACTIVE',
    });
  });
});

test('Okta “Import users” reads everybody page by page, each once', async () => {
  const scim = await connect();
  const pushed: string[] = [];
  for (let index = 0; index < 7; index += 1) pushed.push((await push(scim)).id);
  const read: string[] = [];
  for (let startIndex = 1; startIndex <= 7; startIndex += 3) {
    const { body } = await scim.get(`/Users?startIndex=${startIndex}&count=3`);
    expect(body).toMatchObject({ totalResults: 7, startIndex });
    expect(body.itemsPerPage).toBe(body.Resources.length);
    read.push(...body.Resources.map(({ id }: { id: string }) => id));
  }
  expect(read).toEqual(pushed);
});

describe('Okta “Push Groups”', () => {
  test('looks for the name, creates the group empty, and links to one that it finds', async () => {
    const scim = await connect();
    expect((await search(scim, 'Groups', 'displayName eq "Engineering"')).body.totalResults).toBe(0);
    const id = await pushGroup(scim);
    expect((await search(scim, 'Groups', 'displayName eq "Engineering"')).body).toMatchObject({
      totalResults: 1,
      Resources: [{ id }],
    });
    const taken = await scim.post('/Groups', { displayName: 'Engineering' });
    expect(taken).toMatchObject({ status: 409, body: { scimType: 'uniqueness' } });
  });

  test('renames with the id inside the value, which is passed over', async () => {
    const scim = await connect();
    const id = await pushGroup(scim);
    const renamed = await scim.patch(`/Groups/${id}`, [
      { op: 'replace', value: { id, displayName: 'Makers' } },
    ]);
    expect(renamed.status).toBe(204);
    expect((await scim.get(`/Groups/${id}`)).body).toMatchObject({ id, displayName: 'Makers' });
    const other = { id: 'dirgroup_1', displayName: 'Builders' };
    expect((await scim.patch(`/Groups/${id}`, [{ op: 'replace', value: other }])).status).toBe(204);
    expect((await scim.get(`/Groups/${id}`)).body).toMatchObject({ id, displayName: 'Builders' });
  });

  test('removes a member by the filter of its id and adds another in one request', async () => {
    const scim = await connect();
    const [ada, ben, cleo] = [await push(scim), await push(scim), await push(scim)];
    const id = await pushGroup(scim);
    const entry = ({ id: value, email: display }: { id: string; email: string }) => ({ value, display });
    await scim.patch(`/Groups/${id}`, [{ op: 'add', path: 'members', value: [entry(ada), entry(ben)] }]);
    const changed = await scim.patch(`/Groups/${id}`, [
      { op: 'remove', path: `members[value eq "${ada.id}"]` },
      { op: 'add', path: 'members', value: [entry(cleo)] },
    ]);
    expect(changed.status).toBe(204);
    expect(await membersOf(scim, id)).toEqual([ben.id, cleo.id]);
  });

  test('pushed now replaces all members, by PATCH or by PUT, and unlinked deletes the group alone', async () => {
    const scim = await connect();
    const [ada, ben] = [await push(scim), await push(scim)];
    const id = await pushGroup(scim);
    await scim.patch(`/Groups/${id}`, [{ op: 'replace', path: 'members', value: [{ value: ada.id }] }]);
    expect(await membersOf(scim, id)).toEqual([ada.id]);
    const { body } = await scim.get(`/Groups/${id}`);
    const put = await scim.put(`/Groups/${id}`, {
      ...body,
      members: [{ value: ben.id, display: ben.email }],
    });
    expect(put.status).toBe(200);
    expect(await membersOf(scim, id)).toEqual([ben.id]);
    expect((await scim.delete(`/Groups/${id}`)).status).toBe(204);
    expect((await scim.get(`/Users/${ben.id}`)).body.active).toBe(true);
  });
});
