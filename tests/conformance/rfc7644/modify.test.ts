import { beforeAll, describe, expect, test } from 'vitest';
import { newId } from '@/lib/id';
import { type ScimClient, scimUser, useDirectories } from '../start-scim';

const directories = useDirectories();
let scim: ScimClient;

beforeAll(async () => {
  scim = await directories.connect();
});

async function create(more: object = {}) {
  const { status, body } = await scim.post('/Users', scimUser(scim.email(), more));
  expect(status).toBe(201);
  return body;
}

async function patched(more: object, ...operations: object[]) {
  const { id } = await create(more);
  return scim.patch(`/Users/${id}`, operations);
}

const prefixed = (urn: string, value: object) =>
  Object.fromEntries(Object.entries(value).map(([name, each]) => [`${urn}:${name}`, each]));

const work = { type: 'work', value: '1' };
const home = { type: 'home', value: '2' };

describe('RFC 7644 section 3.3, creating', () => {
  test('answers 201 with the resource, its place and its version', async () => {
    const { status, body, headers } = await scim.post('/Users', scimUser(scim.email()));
    expect(status).toBe(201);
    expect(headers.get('location')).toBe(body.meta.location);
    expect(headers.get('content-location')).toBe(body.meta.location);
    expect(headers.get('etag')).toBe(body.meta.version);
    expect((await scim.get(`/Users/${body.id}`)).body).toEqual(body);
  });

  test('shows of the new resource what is asked for (section 3.9)', async () => {
    const { status, body } = await scim.post('/Users?attributes=userName', scimUser(scim.email()));
    expect(status).toBe(201);
    expect(Object.keys(body).sort()).toEqual(['id', 'schemas', 'userName']);
  });
});

describe('RFC 7644 section 3.5.1, replacing', () => {
  test('replaces what was there, and answers 200 with all of it', async () => {
    const { id, userName } = await create({ title: 'Head', phoneNumbers: [work] });
    const { status, body } = await scim.put(`/Users/${id}`, scimUser(userName));
    expect({ status, version: body.meta.version }).toEqual({ status: 200, version: 'W/"2"' });
    expect(body).not.toHaveProperty('title');
    expect(body).not.toHaveProperty('phoneNumbers');
  });

  test('never creates: 404 for an id that there is not', async () => {
    for (const id of [newId('directoryUser'), 'anything', '%00'])
      expect((await scim.put(`/Users/${id}`, scimUser(scim.email()))).status).toBe(404);
    expect((await scim.put(`/Groups/${newId('directoryGroup')}`, { displayName: 'x' })).status).toBe(404);
  });
});

describe('RFC 7644 section 3.5.2.1, add', () => {
  test.each([
    ['a new value to a list', { path: 'phoneNumbers', value: [home] }, [work, home]],
    ['one value without a list', { path: 'phoneNumbers', value: home }, [work, home]],
    ['a value that is there: nothing changes', { path: 'phoneNumbers', value: [work] }, [work]],
    [
      'a part to what a filter chooses',
      { path: 'phoneNumbers[type eq "work"].display', value: 'Desk' },
      [{ ...work, display: 'Desk' }],
    ],
    ['without a path', { value: { phoneNumbers: [home] } }, [work, home]],
  ])('%s', async (_, operation, expected) => {
    const { status, body } = await patched({ phoneNumbers: [work] }, { op: 'add', ...operation });
    expect({ status, phones: body.phoneNumbers }).toEqual({ status: 200, phones: expected });
  });

  test('of a single value replaces it, and of a complex one keeps the other parts', async () => {
    const title = { op: 'add', path: 'title', value: 'Head' };
    const { body } = await patched({ title: 'x' }, title, {
      op: 'add',
      path: 'name',
      value: { middleName: 'M' },
    });
    expect(body).toMatchObject({ title: 'Head', name: { givenName: 'Ada', middleName: 'M' } });
  });
});

describe('RFC 7644 section 3.5.2.2, remove', () => {
  test.each([
    ['all values', 'phoneNumbers', undefined],
    ['those that a filter chooses', 'phoneNumbers[type eq "work"]', [home]],
    ['by several conditions', 'phoneNumbers[type eq "work" and not (value sw "2")]', [home]],
    ['of a part of one', 'phoneNumbers[type eq "home"].type', [work, { value: '2' }]],
    ['of what is not there: nothing changes', 'phoneNumbers[type eq "fax"]', [work, home]],
  ])('%s', async (_, path, expected) => {
    const { status, body } = await patched({ phoneNumbers: [work, home] }, { op: 'remove', path });
    expect({ status, phones: body.phoneNumbers }).toEqual({ status: 200, phones: expected });
  });

  test('without a path is refused as noTarget, of what is required as mutability', async () => {
    expect(await patched({}, { op: 'remove' })).toMatchObject({
      status: 400,
      body: { scimType: 'noTarget' },
    });
    expect(await patched({}, { op: 'remove', path: 'userName' })).toMatchObject({
      status: 400,
      body: { scimType: 'mutability' },
    });
  });
});

describe('RFC 7644 section 3.5.2.3, replace', () => {
  test.each([
    ['all values', { path: 'phoneNumbers', value: [home] }, [home]],
    [
      'a chosen one',
      { path: 'phoneNumbers[type eq "work"]', value: { value: '3' } },
      [{ ...work, value: '3' }],
    ],
    [
      'a part of a chosen one',
      { path: 'phoneNumbers[value eq "1"].value', value: '3' },
      [{ ...work, value: '3' }],
    ],
    ['without a path', { value: { phoneNumbers: [home] } }, [home]],
  ])('%s', async (_, operation, expected) => {
    const { status, body } = await patched({ phoneNumbers: [work] }, { op: 'replace', ...operation });
    expect({ status, phones: body.phoneNumbers }).toEqual({ status: 200, phones: expected });
  });

  test('of an attribute that has no value is an add', async () => {
    const { body } = await patched({}, { op: 'replace', path: 'nickName', value: 'Ada' });
    expect(body.nickName).toBe('Ada');
  });
});

describe('RFC 7644 section 3.5.2, a PATCH', () => {
  test('is done in the order of its operations', async () => {
    const add = { op: 'add', path: 'title', value: 'x' };
    const { body } = await patched({}, add, { op: 'remove', path: 'title' }, { ...add, value: 'y' });
    expect(body.title).toBe('y');
  });

  test('is atomic: one operation that is refused takes all with it, for users and groups', async () => {
    const user = await create();
    const title = { op: 'add', path: 'title', value: 'Head' };
    expect((await scim.patch(`/Users/${user.id}`, [title, { op: 'remove' }])).status).toBe(400);
    expect((await scim.get(`/Users/${user.id}`)).body).toEqual(user);
    const { body: group } = await scim.post('/Groups', { displayName: 'Atomic' });
    const members = { op: 'add', path: 'members', value: [{ value: user.id }, { value: 'nobody' }] };
    const rename = { op: 'replace', path: 'displayName', value: 'Renamed' };
    expect((await scim.patch(`/Groups/${group.id}`, [rename, members])).status).toBe(400);
    expect((await scim.get(`/Groups/${group.id}`)).body).toEqual(group);
  });

  test.each([
    ['as its path', (urn: string, value: object) => ({ path: urn, value })],
    ['around the attributes', (urn: string, value: object) => ({ value: { [urn]: value } })],
    ['before each attribute', (urn: string, value: object) => ({ value: prefixed(urn, value) })],
  ])('may name the resource’s own schema %s (section 3.10)', async (_, operation) => {
    const { id } = await create();
    const user = operation('urn:ietf:params:scim:schemas:core:2.0:User', { title: 'Head', nickName: 'A' });
    const { body } = await scim.patch(`/Users/${id}`, [{ op: 'replace', ...user }]);
    expect(body).toMatchObject({ title: 'Head', nickName: 'A', schemas: [expect.any(String)] });
    const { body: made } = await scim.post('/Groups', { displayName: `Before ${id}` });
    const next = { displayName: `After ${id}`, members: [{ value: id }] };
    const group = operation('urn:ietf:params:scim:schemas:core:2.0:Group', next);
    expect((await scim.patch(`/Groups/${made.id}`, [{ op: 'add', ...group }])).status).toBe(204);
    const { body: after } = await scim.get(`/Groups/${made.id}`);
    expect(after).toMatchObject({ ...next, schemas: [expect.any(String)] });
  });

  test('without a path may hold its one resource in a list, as the SCIM SDK of Java sends it', async () => {
    const { id } = await create();
    const value = [{ schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'], title: 'Head' }];
    expect((await scim.patch(`/Users/${id}`, [{ op: 'add', value }])).body.title).toBe('Head');
    const refused = await scim.patch(`/Users/${id}`, [{ op: 'add', value: [...value, ...value] }]);
    expect(refused).toMatchObject({ status: 400, body: { scimType: 'invalidValue' } });
  });

  test('that is not a PatchOp, or has no Operations, is refused', async () => {
    const { id } = await create();
    const send = (body: object) =>
      fetch(`${scim.base}/Users/${id}`, {
        method: 'PATCH',
        headers: { authorization: `Bearer ${scim.secret}`, 'content-type': 'application/scim+json' },
        body: JSON.stringify(body),
      });
    const schemas = ['urn:ietf:params:scim:api:messages:2.0:PatchOp'];
    for (const body of [
      { schemas: ['urn:x'], Operations: [] },
      { schemas },
      { schemas, Operations: {} },
      { schemas, Operations: ['x'] },
    ])
      expect((await send(body)).status).toBe(400);
    expect((await send({ schemas, Operations: [] })).status).toBe(200);
    expect((await send({ schemas, operations: [] })).status).toBe(200);
  });

  test('answers with what is asked for alone (section 3.9)', async () => {
    const { id } = await create();
    const operations = [{ op: 'replace', path: 'title', value: 'Head' }];
    const { body } = await scim.patch(`/Users/${id}?attributes=title`, operations);
    expect(Object.keys(body).sort()).toEqual(['id', 'schemas', 'title']);
  });
});

describe('RFC 7644 section 3.6, deleting', () => {
  test('answers 204 without a body, and everything about it is 404 from then on', async () => {
    const { id, userName } = await create();
    expect(await scim.delete(`/Users/${id}`)).toMatchObject({ status: 204, body: null });
    const answers = [
      await scim.get(`/Users/${id}`),
      await scim.put(`/Users/${id}`, scimUser(userName)),
      await scim.patch(`/Users/${id}`, [{ op: 'replace', path: 'title', value: 'x' }]),
      await scim.delete(`/Users/${id}`),
    ];
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
    expect((await scim.get(`/Users?filter=${encodeURIComponent(`id eq "${id}"`)}`)).body.totalResults).toBe(
      0,
    );
  });

  test('frees its name', async () => {
    const { id, userName } = await create();
    await scim.delete(`/Users/${id}`);
    expect((await scim.post('/Users', scimUser(userName))).status).toBe(201);
  });
});

describe.each(['Users', 'Groups'])('RFC 7644 section 3.14, versions of /%s', (resource) => {
  const title = [{ op: 'replace', path: resource === 'Users' ? 'title' : 'externalId', value: 'new' }];
  const make = async (): Promise<string> =>
    resource === 'Users'
      ? (await create()).id
      : (await scim.post('/Groups', { displayName: newId('directoryGroup') })).body.id;
  const body = (name: string) => (resource === 'Users' ? scimUser(scim.email()) : { displayName: name });

  test('a wrong If-Match is 412 for PUT, PATCH and DELETE, and changes nothing', async () => {
    const id = await make();
    const path = `/${resource}/${id}`;
    const before = await scim.get(path);
    for (const etag of ['W/"2"', '"0"', 'W/"x"', '1']) {
      const headers = { 'if-match': etag };
      expect((await scim.put(path, body('x'), headers)).status).toBe(412);
      expect((await scim.patch(path, title, headers)).status).toBe(412);
      expect((await scim.delete(path, headers)).status).toBe(412);
    }
    expect((await scim.get(path)).body).toEqual(before.body);
  });

  test('a right one, one of a list, or * is good, weak or strong', async () => {
    const id = await make();
    const path = `/${resource}/${id}`;
    for (const etag of ['W/"1"', '"1"', '"7", W/"1"', '*']) {
      const patch = [{ op: 'remove', path: 'nothingThere' }];
      expect((await scim.patch(path, patch, { 'if-match': etag })).status).toBeLessThan(300);
    }
    expect((await scim.patch(path, title, { 'if-match': 'W/"1"' })).headers.get('etag')).toBe('W/"2"');
    expect((await scim.delete(path, { 'if-match': 'W/"2"' })).status).toBe(204);
  });

  test('If-None-Match of the same version is 304 without a body, of another 200', async () => {
    const id = await make();
    const known = await scim.get(`/${resource}/${id}`, { 'if-none-match': 'W/"1"' });
    expect(known).toMatchObject({ status: 304, body: null });
    expect(known.headers.get('etag')).toBe('W/"1"');
    expect((await scim.get(`/${resource}/${id}`, { 'if-none-match': 'W/"2"' })).status).toBe(200);
  });

  test('of two PUTs with the same If-Match at once one wins', async () => {
    const id = await make();
    const puts = [1, 2, 3, 4, 5].map((index) =>
      scim.put(`/${resource}/${id}`, body(`${id}-${index}`), { 'if-match': 'W/"1"' }),
    );
    const statuses = (await Promise.all(puts)).map(({ status }) => status);
    expect(statuses.sort()).toEqual([200, 412, 412, 412, 412]);
  });
});
