import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { changesChannel, createListener } from '@/lib/db';
import { newId } from '@/lib/id';
import { log } from '@/lib/log';
import { useDatabase } from '@/tests/database';
import { addSecret } from '@/tests/factories/directories';
import { type RunningApi, startApi } from '../start-api';
import { connectDirectory, type ScimClient, scimUser, sendScim } from '../start-scim';

const database = useDatabase();
let api: RunningApi;
let scim: ScimClient;

beforeAll(async () => {
  log.level = 'silent';
  api = await startApi(database.url);
  scim = await connectDirectory(api.url, database.db);
});
afterAll(() => api.stop());

const errorSchema = ['urn:ietf:params:scim:api:messages:2.0:Error'];
const logged = () =>
  database.db.directoryRequest.findMany({ where: { directoryId: scim.directoryId }, orderBy: { id: 'asc' } });

/** Hears which organizations change, from now on. */
async function listen() {
  const heard: string[] = [];
  const listener = createListener(database.url);
  await listener.connect();
  let wake = () => {};
  listener.on('notification', ({ payload }) => {
    heard.push(payload ?? '');
    wake();
  });
  await listener.query(`listen ${changesChannel}`);
  return {
    async until(organizationId: string) {
      while (!heard.includes(organizationId))
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      await listener.end();
    },
  };
}

describe('a secret', () => {
  test('that is missing, bad, over or another directory’s is refused alike, and so is an id that there is not', async () => {
    const other = await connectDirectory(api.url, database.db);
    const over = await addSecret(database.db, scim.directoryId, new Date());
    const heard = await listen();
    const missing = scim.base.replace(/dir-[0-9]+/, newId('directory').replace('_', '-'));
    const answers = await Promise.all([
      sendScim(`${scim.base}/Users`, 'GET', null),
      sendScim(`${scim.base}/Users`, 'GET', 'nonsense'),
      sendScim(`${scim.base}/Users`, 'GET', over),
      sendScim(`${scim.base}/Users`, 'GET', other.secret),
      sendScim(`${missing}/Users`, 'GET', scim.secret),
      sendScim(`${scim.base}/ServiceProviderConfig`, 'GET', 'nonsense'),
    ]);
    for (const { status, body, headers } of answers) {
      expect({ status, body }).toEqual({
        status: 401,
        body: { schemas: errorSchema, detail: expect.stringMatching(/./), status: '401' },
      });
      expect(headers.get('www-authenticate')).toMatch(/^Bearer/);
      expect(headers.get('content-type')).toMatch(/^application\/scim\+json/);
    }
    await heard.until(scim.organizationId);
    expect(await logged()).toMatchObject([
      { method: 'GET', status: 401, subject: null, body: null, detail: expect.stringContaining('secret') },
    ]);
  });

  test('that is not good brings nothing into the log that was sent', async () => {
    const one = await connectDirectory(api.url, database.db);
    const heard = await listen();
    const text = 'call-0123';
    await sendScim(`${one.base}/${text}?filter=${text}`, 'POST', text, { userName: text });
    await heard.until(one.organizationId);
    const lines = await database.db.directoryRequest.findMany({ where: { directoryId: one.directoryId } });
    expect(lines).toMatchObject([{ method: 'POST', path: '/', status: 401 }]);
    expect(JSON.stringify(lines)).not.toContain(text);
  });

  test('opens its directory by either base URL and in any case of the scheme, and several are good at a time', async () => {
    const second = await addSecret(database.db, scim.directoryId, new Date(Date.now() + 3_600_000));
    const underscore = scim.base.replace('dir-', 'dir_');
    expect((await sendScim(`${underscore}/Users`, 'GET', second)).status).toBe(200);
    const headers = { authorization: `bEARER ${scim.secret}` };
    expect((await sendScim(`${scim.base}/Users/`, 'GET', null, undefined, headers)).status).toBe(200);
  });

  test('is noted as used within a minute, and not at each request', async () => {
    const one = await connectDirectory(api.url, database.db);
    const read = () => database.db.directorySecret.findFirst({ where: { directoryId: one.directoryId } });
    expect((await read())?.lastUsedAt).toBeNull();
    await one.get('/Users');
    const used = (await read())?.lastUsedAt;
    expect(used).toBeInstanceOf(Date);
    await one.get('/Users');
    expect((await read())?.lastUsedAt).toEqual(used);
    const earlier = new Date(Date.now() - 61_000);
    await database.db.directorySecret.updateMany({
      where: { directoryId: one.directoryId },
      data: { lastUsedAt: earlier },
    });
    await one.get('/Users');
    expect((await read())?.lastUsedAt?.getTime()).toBeGreaterThan(earlier.getTime());
  });

  test('that was used too often is refused with 429 and when to come back', async () => {
    const one = await connectDirectory(api.url, database.db);
    const resetAt = new Date(Date.now() + 30_000);
    await database.db.rateLimit.create({ data: { key: `scim/${one.directoryId}`, count: 60_000, resetAt } });
    const { status, body, headers } = await one.get('/Users');
    expect({ status, body }).toMatchObject({ status: 429, body: { status: '429' } });
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
  });
});

test('a directory that is off is told so, in its log as well, and nothing happens', async () => {
  const off = await connectDirectory(api.url, database.db, { enabled: false });
  const refused = await off.post('/Users', scimUser(off.email()));
  expect(refused).toMatchObject({ status: 403, body: { detail: expect.stringContaining('switched off') } });
  expect(await database.db.directoryUser.count({ where: { directoryId: off.directoryId } })).toBe(0);
  expect(
    await database.db.directoryRequest.findMany({ where: { directoryId: off.directoryId } }),
  ).toMatchObject([{ status: 403, method: 'POST', path: '/Users' }]);
});

test('a refusal says in the log whom it was about, whatever the name is', async () => {
  const one = await connectDirectory(api.url, database.db);
  const heard: string[] = [];
  const listener = createListener(database.url);
  await listener.connect();
  listener.on('notification', ({ payload }) => heard.push(payload ?? ''));
  await listener.query(`listen ${changesChannel}`);
  const names = ['ada@elsewhere.example', 'a\u0000da', '\ud800'];
  for (const userName of names) expect((await one.post('/Users', { userName })).status).toBe(400);
  await listener.query('select 1');
  await listener.end();
  const rows = await database.db.directoryRequest.findMany({ where: { directoryId: one.directoryId } });
  expect(rows.map(({ subject }) => subject)).toEqual([names[0], 'ada', '\ufffd']);
  expect(heard.filter((organizationId) => organizationId === one.organizationId)).toHaveLength(3);
});

test('another directory’s users cannot be read, changed or deleted', async () => {
  const other = await connectDirectory(api.url, database.db);
  const { id } = (await other.post('/Users', scimUser(other.email()))).body;
  const { organizationId, domain } = other;
  const sibling = await connectDirectory(api.url, database.db, { organizationId, domain });
  for (const stranger of [scim, sibling]) {
    expect((await stranger.get(`/Users/${id}`)).status).toBe(404);
    expect((await stranger.put(`/Users/${id}`, scimUser(stranger.email()))).status).toBe(404);
    expect(
      (await stranger.patch(`/Users/${id}`, [{ op: 'replace', path: 'active', value: false }])).status,
    ).toBe(404);
    expect(
      (await stranger.patch(`/Users/${id}`, [{ op: 'replace', path: 'title', value: 'x' }])).status,
    ).toBe(404);
    expect((await stranger.delete(`/Users/${id}`)).status).toBe(404);
    expect(
      (await stranger.get(`/Users?filter=${encodeURIComponent(`id eq "${id}"`)}`)).body.totalResults,
    ).toBe(0);
  }
  expect(await other.get(`/Users/${id}`)).toMatchObject({
    status: 200,
    body: { active: true, meta: { version: 'W/"1"' } },
  });
});

describe('a request', () => {
  test.each([
    ['text/plain', 415],
    ['application/x-www-form-urlencoded', 415],
    ['application/json', 201],
    ['Application/SCIM+JSON; charset=utf-8', 201],
  ])('of content type %s is answered with %i', async (type, status) => {
    const user = JSON.stringify(scimUser(scim.email()));
    const answer = await scim.post('/Users', user, {
      'content-type': type,
      accept: 'application/scim+json; charset=utf-8',
    });
    expect(answer).toMatchObject({ status, headers: expect.any(Headers) });
    expect(answer.headers.get('content-type')).toMatch(/^application\/scim\+json/);
  });

  test.each([
    ['no JSON', '{"userName": ', 'invalidSyntax'],
    ['a list', '[]', 'invalidSyntax'],
    ['too deep', `{"userName":"x","x":${'['.repeat(40)}${']'.repeat(40)}}`, 'invalidSyntax'],
    ['far too deep', `{"password":${'['.repeat(200_000)}${']'.repeat(200_000)}}`, 'invalidSyntax'],
    ['without a userName', '{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"]}', 'invalidValue'],
    [
      'with the null character',
      '{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"a\\u0000"}',
      'invalidValue',
    ],
    [
      'with half a character',
      '{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"a\\ud800"}',
      'invalidValue',
    ],
  ])('that is %s is refused with 400', async (_, body, scimType) => {
    expect(await scim.post('/Users', body)).toMatchObject({
      status: 400,
      body: { schemas: errorSchema, scimType },
    });
  });

  test('that is too large is refused with 413', async () => {
    const padding = 'x'.repeat(8 * 1024 * 1024);
    expect((await scim.post('/Users', `{"userName":"${padding}"}`)).status).toBe(413);
  });

  test.each([
    ['GET', '/Nothing', 404],
    ['GET', '/Users/a/b', 404],
    ['GET', '/constructor', 404],
    ['DELETE', '/Users', 405],
    ['POST', '/ServiceProviderConfig', 405],
    ['GET', '/Me', 501],
    ['GET', '/Schemas/urn:nothing', 404],
  ])('%s %s is answered with %i', async (method, path, status) => {
    const answer = await sendScim(`${scim.base}${path}`, method, scim.secret);
    expect(answer).toMatchObject({
      status,
      body: { status: String(status), detail: expect.stringMatching(/./) },
    });
    if (status === 405) expect(answer.headers.get('allow')).toMatch(/GET/);
  });

  test('that is refused stands in the log with its reason, and without passwords', async () => {
    const before = (await logged()).length;
    const user = {
      ...scimUser('ada@elsewhere.example.com'),
      password: 'hidden-1',
      Operations: [{ path: 'password', value: 'hidden-2' }],
    };
    const { body } = await scim.post('/Users?x=1', user);
    const [last, ...more] = (await logged()).slice(before);
    expect(last).toMatchObject({
      method: 'POST',
      path: '/Users?x=1',
      status: 400,
      scimType: 'invalidValue',
      detail: body.detail,
      outcome: null,
    });
    expect(last?.body).toContain('ada@elsewhere.example.com');
    expect(last?.body).not.toContain('hidden');
    expect(more).toEqual([]);
  });

  test.each([
    '{"p\\u0061ssword":"hidden"}',
    '{"Operations":[{"OP":"add","Path":"password","Value":"hidden"},{"op":"none"}]}',
    '{"Operations":[{"op":"add","PATH":"urn:ietf:params:scim:schemas:core:2.0:User:password","value":"hidden"},{}]}',
  ])('stands there without passwords also as %s', async (sent) => {
    const before = (await logged()).length;
    await sendScim(`${scim.base}/Users/x`, 'PATCH', scim.secret, sent);
    const [line] = (await logged()).slice(before);
    expect(line?.body).toMatch(/left out/);
    expect(line?.body).not.toContain('hidden');
  });
});
