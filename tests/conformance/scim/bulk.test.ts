import { beforeAll, describe, expect, test } from 'vitest';
import { type ScimClient, type ScimReply, scimUser, useDirectories } from '../start-scim';

const directories = useDirectories();
const connect = () => directories.connect();
const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const bulkSchema = 'urn:ietf:params:scim:api:messages:2.0:BulkRequest';

const send = (scim: ScimClient, operations: readonly object[], more: object = {}): Promise<ScimReply> =>
  scim.post('/Bulk', { schemas: [bulkSchema], Operations: operations, ...more });
const post = (path: string, bulkId: string, data: object) => ({ method: 'POST', path, bulkId, data });
const newUser = (scim: ScimClient, bulkId: string, more: object = {}) =>
  post('/Users', bulkId, scimUser(scim.email(bulkId), more));
const newGroup = (bulkId: string, ...members: string[]) =>
  post('/Groups', bulkId, { displayName: bulkId, members: members.map((value) => ({ value })) });
const replaceTitle = (value: string) => ({ op: 'replace', path: 'title', value });
const managedBy = (bulkId: string) => ({ [enterprise]: { manager: { value: `bulkId:${bulkId}` } } });
const statuses = ({ body }: ScimReply) =>
  body.Operations.map(({ status }: { status: string }) => Number(status));
const idOf = ({ body }: ScimReply, index: number): string =>
  body.Operations[index].location.split('/').at(-1);
const linesOf = ({ directoryId }: ScimClient) =>
  directories.db.directoryRequest.findMany({ where: { directoryId }, orderBy: { id: 'asc' } });
const usersOf = ({ directoryId }: ScimClient) =>
  directories.db.directoryUser.count({ where: { directoryId } });

describe('a bulk request (RFC 7644 section 3.7)', () => {
  test('creates, replaces, changes and deletes users and groups, and says where each is', async () => {
    const scim = await connect();
    const [ada, bob] = [(await scim.post('/Users', scimUser(scim.email()))).body, scimUser(scim.email())];
    const reply = await send(scim, [
      newUser(scim, 'carl'),
      newGroup('makers', 'bulkId:carl', ada.id),
      { method: 'put', path: `/Users/${ada.id}`, version: 'W/"1"', data: { ...bob, title: 'Lead' } },
      {
        method: 'PATCH',
        path: '/Groups/bulkId:makers',
        data: { Operations: [{ op: 'remove', path: `members[value eq "bulkId:carl"]` }] },
      },
      { method: 'DELETE', path: '/Users/bulkId:carl' },
    ]);
    expect(reply).toMatchObject({
      status: 200,
      body: { schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkResponse'] },
    });
    const operations = reply.body.Operations;
    expect(statuses(reply)).toEqual([201, 201, 200, 200, 204]);
    expect(operations[0]).toEqual({
      method: 'POST',
      bulkId: 'carl',
      location: expect.stringMatching(/\/scim\/v2\/Users\/diruser_[0-9]{19}$/),
      version: 'W/"1"',
      status: '201',
    });
    expect(operations[2]).toMatchObject({ method: 'PUT', location: ada.meta.location, version: 'W/"2"' });
    expect(operations[4]).toEqual({ method: 'DELETE', location: operations[0].location, status: '204' });
    expect((await scim.get(`/Users/${ada.id}`)).body).toMatchObject({ title: 'Lead' });
    expect((await scim.get(`/Users/${idOf(reply, 0)}`)).status).toBe(404);
    const { body } = await scim.get(`/Groups/${idOf(reply, 1)}`);
    expect(body.members.map(({ value }: { value: string }) => value)).toEqual([ada.id]);
  });

  test('is a line of the log for each operation, with its path, its outcome and no password', async () => {
    const scim = await connect();
    await send(scim, [
      newUser(scim, 'ada', { password: 'hidden' }),
      post('/Users', 'eve', scimUser('eve@elsewhere.example.com', { password: 'hidden' })),
    ]);
    const lines = await linesOf(scim);
    expect(lines).toMatchObject([
      { method: 'POST', path: '/Users', status: 201, outcome: 'user_created' },
      { method: 'POST', path: '/Users', status: 400, subject: 'eve@elsewhere.example.com', outcome: null },
    ]);
    expect(JSON.stringify(lines)).not.toContain('hidden');
    expect(new Set(lines.map(({ requestId }) => requestId)).size).toBe(1);
  });

  test('resolves what a later operation creates, and circles of users', async () => {
    const scim = await connect();
    const reply = await send(scim, [
      newGroup('all', 'bulkId:a', 'bulkId:b'),
      newUser(scim, 'a', managedBy('b')),
      newUser(scim, 'b', managedBy('a')),
      newUser(scim, 'self', managedBy('self')),
    ]);
    expect(statuses(reply)).toEqual([201, 201, 201, 201]);
    const managerOf = async (index: number) =>
      (await scim.get(`/Users/${idOf(reply, index)}`)).body[enterprise].manager.value;
    expect(await managerOf(1)).toBe(idOf(reply, 2));
    expect(await managerOf(2)).toBe(idOf(reply, 1));
    expect(await managerOf(3)).toBe(idOf(reply, 3));
    expect((await scim.get(`/Groups/${idOf(reply, 0)}`)).body.members).toHaveLength(2);
  });

  test('leaves nobody with the id of somebody who was refused later, in a circle too, and says so in the log', async () => {
    const scim = await connect();
    const stranger = { userName: 'eve@elsewhere.example.com', emails: [] };
    const reply = await send(scim, [
      post('/Users', 'eve', { ...scimUser(stranger.userName, managedBy('ada')), ...stranger }),
      newUser(scim, 'ada', { ...managedBy('eve'), title: 'Lead' }),
      newUser(scim, 'ben', managedBy('ada')),
      { method: 'PATCH', path: '/Users/bulkId:ada', data: { Operations: [replaceTitle('Head')] } },
    ]);
    expect(statuses(reply)).toEqual([400, 201, 201, 200]);
    const [ada, ben] = [idOf(reply, 1), idOf(reply, 2)];
    const shown = (await scim.get(`/Users/${ada}`)).body;
    expect(shown).toMatchObject({ title: 'Head', meta: { version: 'W/"3"' } });
    expect(shown[enterprise]).toBeUndefined();
    expect(shown.schemas).not.toContain(enterprise);
    expect(reply.body.Operations[1].version).toBe('W/"3"');
    expect((await scim.get(`/Users/${ben}`)).body[enterprise].manager.value).toBe(ada);
    expect((await linesOf(scim)).at(-1)).toMatchObject({
      method: 'POST',
      path: '/Users',
      status: 201,
      subject: shown.userName,
      outcome: 'reference_dropped',
    });
  });

  test('does so also for what failOnErrors left undone, and for whom it has deleted since', async () => {
    const scim = await connect();
    const first = await send(
      scim,
      [
        newUser(scim, 'boss', { ...managedBy('ada'), nickName: 'bulkId:eve' }),
        newUser(scim, 'ada', managedBy('boss')),
        post('/Users', 'eve', scimUser('eve@elsewhere.example.com')),
      ],
      { failOnErrors: 1 },
    );
    expect(statuses(first)).toEqual([201, 400]);
    const { body } = await scim.get(`/Users/${idOf(first, 0)}`);
    expect(body[enterprise]).toBeUndefined();
    const second = await send(scim, [
      post('/Users', 'eve', scimUser('eve@elsewhere.example.com', managedBy('ben'))),
      newUser(scim, 'ben', managedBy('eve')),
      { method: 'DELETE', path: '/Users/bulkId:ben' },
    ]);
    expect(statuses(second)).toEqual([400, 201, 204]);
    expect((await linesOf(scim)).at(-1)).toMatchObject({ outcome: 'user_deleted' });
  });

  test('refuses with 409 what names nobody, or somebody who was refused; the rest is done', async () => {
    const scim = await connect();
    const reply = await send(scim, [
      newGroup('lost', 'bulkId:nobody'),
      post('/Users', 'eve', scimUser('eve@elsewhere.example.com')),
      newGroup('refused', 'bulkId:eve'),
      { method: 'DELETE', path: '/Users/bulkId:eve' },
      newGroup('a', 'bulkId:b'),
      newGroup('b', 'bulkId:a'),
      newUser(scim, 'ada'),
    ]);
    expect(statuses(reply)).toEqual([409, 400, 409, 409, 409, 400, 201]);
    expect(reply.body.Operations[0]).toEqual({
      method: 'POST',
      bulkId: 'lost',
      status: '409',
      response: {
        schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
        detail: expect.stringContaining('nobody'),
        status: '409',
      },
    });
    expect(await directories.db.directoryGroup.count({ where: { directoryId: scim.directoryId } })).toBe(0);
  });

  test('ends after as many failures as failOnErrors allows', async () => {
    const scim = await connect();
    const operations = [
      newUser(scim, 'a'),
      { method: 'DELETE', path: '/Users/diruser_1' },
      newUser(scim, 'b'),
      { method: 'DELETE', path: '/Users/diruser_2' },
      newUser(scim, 'c'),
    ];
    expect(statuses(await send(scim, operations, { failOnErrors: 2 }))).toEqual([201, 404, 201, 404]);
    expect(await usersOf(scim)).toBe(2);
  });

  test('is refused an operation on another version, another path or with nothing to say', async () => {
    const scim = await connect();
    const { id, meta } = (await scim.post('/Users', scimUser(scim.email()))).body;
    const reply = await send(scim, [
      { method: 'DELETE', path: `/Users/${id}`, version: 'W/"7"' },
      { method: 'POST', path: '/Nothing', bulkId: 'x', data: {} },
      { method: 'POST', path: '/Bulk', bulkId: 'y', data: { Operations: [] } },
      { method: 'DELETE', path: '/Users' },
      { method: 'POST', path: '/Users', bulkId: 'z' },
      { method: 'POST', path: '/Users/.search', bulkId: 'w', data: {} },
    ]);
    expect(statuses(reply)).toEqual([412, 404, 404, 405, 400, 404]);
    expect(reply.body.Operations[0]).toMatchObject({ location: meta.location });
    expect((await scim.get(`/Users/${id}`)).status).toBe(200);
  });

  test('is taken an operation on a path in other spellings, like a request of its own', async () => {
    const scim = await connect();
    const { id, meta } = (await scim.post('/Users', scimUser(scim.email()))).body;
    const reply = await send(scim, [
      ...['/users', '/Users/', '//Users', 'Users'].map((path, index) => ({
        ...newUser(scim, `user${index}`),
        path,
      })),
      { ...newGroup('makers', 'bulkId:user0'), path: '/groups' },
      { method: 'DELETE', path: `users/${id}/` },
    ]);
    expect(statuses(reply)).toEqual([201, 201, 201, 201, 201, 204]);
    expect(reply.body.Operations[5]).toMatchObject({ location: meta.location });
    expect(idOf(reply, 4)).toMatch(/^dirgroup_/);
  });

  test.each([
    ['no list', { Operations: 'x' }, 400],
    ['another message', { schemas: ['urn:other'], Operations: [] }, 400],
    ['a method that changes nothing', { Operations: [{ method: 'GET', path: '/Users' }] }, 400],
    ['no path', { Operations: [{ method: 'DELETE' }] }, 400],
    ['a POST without a bulkId', { Operations: [{ method: 'POST', path: '/Users', data: {} }] }, 400],
    ['a bulkId twice', { Operations: [post('/Users', 'a', {}), post('/Users', 'a', {})] }, 400],
    ['failOnErrors 0', { failOnErrors: 0, Operations: [] }, 400],
    ['too many operations', { Operations: Array(1001).fill({ method: 'DELETE', path: '/Users/x' }) }, 413],
  ])('with %s is refused as a whole', async (_, body, status) => {
    const scim = await connect();
    const good = newUser(scim, 'good');
    const Operations = Array.isArray(body.Operations) ? [good, ...body.Operations] : body.Operations;
    expect(await scim.post('/Bulk', { ...body, Operations })).toMatchObject({ status });
    expect(await usersOf(scim)).toBe(0);
    expect(await linesOf(scim)).toMatchObject([{ path: '/Bulk', status, outcome: null }]);
  });

  test('counts each operation as a request, and is refused as a whole beyond the limit', async () => {
    const scim = await connect();
    const key = `scim/${scim.directoryId}`;
    const used = async () => (await directories.db.rateLimit.findUnique({ where: { key } }))?.count;
    await send(scim, [newUser(scim, 'a'), newUser(scim, 'b')]);
    expect(await used()).toBe(3);
    await directories.db.rateLimit.update({ where: { key }, data: { count: 59_998 } });
    const refused = await send(scim, [newUser(scim, 'c'), newUser(scim, 'd')]);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await usersOf(scim)).toBe(2);
  });
});

describe('a search (RFC 7644 section 3.4.3)', () => {
  const search = 'urn:ietf:params:scim:api:messages:2.0:SearchRequest';
  const namesOf = ({ body }: ScimReply) =>
    body.Resources.map((each: Record<string, unknown>) => each.title ?? each.displayName);
  let scim: ScimClient;

  beforeAll(async () => {
    scim = await connect();
    for (const title of ['one', 'two', 'three']) await scim.post('/Users', scimUser(scim.email(), { title }));
    for (const displayName of ['four', 'five']) await scim.post('/Groups', { displayName });
  });

  test('of users or groups takes everything from its body', async () => {
    const body = {
      schemas: [search],
      attributes: ['title'],
      filter: 'title pr',
      sortBy: 'title',
      sortOrder: 'descending',
      startIndex: 2,
      count: 1,
    };
    const found = await scim.post('/Users/.search', body);
    expect(found).toMatchObject({ status: 200, body: { totalResults: 3, startIndex: 2, itemsPerPage: 1 } });
    expect(namesOf(found)).toEqual(['three']);
    expect(Object.keys(found.body.Resources[0]).sort()).toEqual(['id', 'schemas', 'title']);
    const groups = await scim.post('/Groups/.search', { excludedAttributes: ['members'], COUNT: 1 });
    expect(groups.body).toMatchObject({ totalResults: 2, Resources: [{ displayName: 'four' }] });
    expect(groups.body.Resources[0]).not.toHaveProperty('members');
  });

  test.each([
    [{}, ['one', 'two', 'three', 'four', 'five']],
    [{ startIndex: 2, count: 2 }, ['two', 'three']],
    [{ startIndex: 3, count: 2 }, ['three', 'four']],
    [{ startIndex: 4, count: 9 }, ['four', 'five']],
    [{ startIndex: 5, count: 1 }, ['five']],
    [{ startIndex: 9 }, []],
    [{ count: 0 }, []],
  ])('of everything gives the page %o of users and groups', async (body, names) => {
    const found = await scim.post('/.search', { schemas: [search], ...body });
    expect(found).toMatchObject({ status: 200, body: { totalResults: 5, itemsPerPage: names.length } });
    expect(namesOf(found)).toEqual(names);
    const query = Object.entries(body).map(([name, value]) => `${name}=${value}`);
    expect((await scim.get(`/?${query.join('&')}`)).body).toEqual(found.body);
  });

  test.each([
    ['title eq "two" or displayName eq "five"', ['two', 'five']],
    ['meta.resourceType eq "Group"', ['four', 'five']],
    ['urn:ietf:params:scim:schemas:core:2.0:User:title eq "one"', ['one']],
    ['active eq true', ['one', 'two', 'three']],
    ['not (title pr)', ['four', 'five']],
  ])('of everything by %s', async (filter, names) => {
    expect(namesOf(await scim.post('/.search', { filter }))).toEqual(names);
  });

  test.each([
    ['/Users/.search', { schemas: ['urn:other'] }, 'invalidSyntax'],
    ['/Users/.search', { filter: 'title' }, 'invalidFilter'],
    ['/.search', { filter: 'active eq 7' }, 'invalidFilter'],
    ['/.search', { sortBy: 'title' }, 'invalidValue'],
    ['/.search', { count: 'many' }, 'invalidValue'],
  ])('at %s for %o is refused', async (path, body, scimType) => {
    expect(await scim.post(path, body)).toMatchObject({ status: 400, body: { scimType } });
  });

  test('is no GET, and nothing below a resource', async () => {
    expect((await scim.get('/Users/.search')).status).toBe(405);
    expect((await scim.post('/Me/.search', {})).status).toBe(404);
    expect((await scim.post('/Users/x/.search', {})).status).toBe(404);
  });
});
