import { request } from 'node:http';
import { beforeAll, describe, expect, test } from 'vitest';
import { type ScimClient, scimUser, useDirectories } from '../start-scim';

const directories = useDirectories();
let scim: ScimClient;
let user: string;
let group: string;

beforeAll(async () => {
  scim = await directories.connect();
  user = (await scim.post('/Users', scimUser(scim.email()))).body.id;
  group = (await scim.post('/Groups', { displayName: 'Makers', members: [{ value: user }] })).body.id;
});

interface Answer {
  readonly status: number | undefined;
  readonly text: string;
}

/** A body of these bytes, whatever they are. */
function send(method: string, path: string, body: Buffer): Promise<Answer> {
  const headers = {
    authorization: `Bearer ${scim.secret}`,
    'content-type': 'application/scim+json',
    'content-length': body.length,
  };
  return new Promise((resolve, reject) => {
    const sent = request(`${scim.base}${path}`, { method, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.once('end', () =>
        resolve({ status: response.statusCode, text: Buffer.concat(chunks).toString() }),
      );
    });
    sent.once('error', reject);
    sent.end(body);
  });
}

/** Everything of the directory, as it is stored. */
async function snapshot(): Promise<string> {
  const { db } = directories;
  const { directoryId, organizationId } = scim;
  const parts = [
    await db.directoryUser.findMany({ where: { directoryId } }),
    await db.directoryGroup.findMany({ where: { directoryId } }),
    await db.directoryGroupMember.findMany({ where: { groupId: group } }),
    await db.membership.findMany({ where: { organizationId } }),
    await db.event.findMany({ where: { organizationId }, orderBy: { id: 'asc' } }),
    await db.organization.findUniqueOrThrow({ where: { id: organizationId } }),
  ];
  return JSON.stringify(parts, (_, value) => (typeof value === 'bigint' ? String(value) : value));
}

const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;
const operations = (...each: unknown[]) => JSON.stringify({ Operations: each });
const valid = '"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"x"';
const many = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ type: `t${index}`, value: `${index}` }));

const bodies: readonly (readonly [name: string, body: string | Buffer])[] = [
  ['nothing', ''],
  ['a blank', ' '],
  ['no JSON', '{"userName": '],
  ['two documents', '{}{}'],
  ['a comment', '{/* x */}'],
  ['NaN', '{"userName": NaN}'],
  ['null', 'null'],
  ['a text', '"x"'],
  ['a list', '[{}]'],
  ['half a character of UTF-8', Buffer.from(`{${valid},"title":"\xff\xfe"}`, 'latin1')],
  [
    'an overlong form of UTF-8',
    Buffer.concat([Buffer.from(`{${valid},"title":"`), Buffer.from([0xc0, 0xaf]), Buffer.from('"}')]),
  ],
  ['UTF-16', Buffer.from(`{${valid}}`, 'utf16le')],
  ['a lone surrogate', `{${valid},"title":"\\ud800"}`],
  ['the null character', `{${valid},"title":"a\\u0000b"}`],
  ['a name with the null character', `{${valid},"a\\u0000b":"x"}`],
  ['too deep a list', `{${valid},"own":${nested(40)}}`],
  ['a very deep list', `{${valid},"own":${nested(100_000)}}`],
  ['a number that is none', `{${valid},"own":1e999}`],
  ['names that differ in case alone', `{${valid},"USERNAME":"y"}`],
  ['names in an extension that differ in case alone', `{${valid},"urn:x:y":{"a":1,"A":2}}`],
  ['__proto__', `{${valid},"__proto__":{"active":false}}`],
  ['constructor', `{${valid},"constructor":{"prototype":{"x":1}}}`],
  ['__proto__ in a part', `{${valid},"name":{"__proto__":{"x":1}}}`],
  ['prototype in an extension', `{${valid},"urn:x:y":{"prototype":{"x":1}}}`],
  ['a userName that is too long', JSON.stringify({ userName: 'x'.repeat(600) })],
  ['an externalId that is too long', JSON.stringify({ userName: 'x', externalId: 'x'.repeat(600) })],
  ['more text than anybody has', JSON.stringify({ userName: 'x', own: 'x'.repeat(131_072) })],
  ['more values than anybody has', JSON.stringify({ userName: 'x', phoneNumbers: many(501) })],
  ['an address that is none', JSON.stringify({ userName: 'x', emails: [{ value: 'no address' }] })],
  ['an object for a text', '{"userName":{"value":"x"},"displayName":{"value":"x"}}'],
  ['a list for a text', '{"userName":["x"],"displayName":["x"]}'],
  ['a number for a name', '{"userName":1e308,"displayName":1e308}'],
];

const patches: readonly (readonly [name: string, body: string])[] = [
  ['operations that are no list', '{"Operations":{}}'],
  ['an operation that is no object', operations('x')],
  ['an operation of no kind', operations({ op: 'move', path: 'title' })],
  ['an op that is no text', operations({ op: 1, path: 'title', value: 'x' })],
  ['a path that is no text', operations({ op: 'add', path: 7, value: 'x' })],
  ['a path that is none', operations({ op: 'add', path: 'a b', value: 'x' })],
  ['an open bracket', operations({ op: 'add', path: 'emails[', value: 'x' })],
  ['brackets in brackets', operations({ op: 'add', path: 'emails[type[value eq 1]]', value: 'x' })],
  ['a path of __proto__', operations({ op: 'add', path: '__proto__', value: { x: 1 } })],
  ['a path below __proto__', operations({ op: 'add', path: '__proto__.x', value: 1 })],
  ['a path below constructor', operations({ op: 'add', path: 'name.constructor', value: 'x' })],
  ['__proto__ in a value', '{"Operations":[{"op":"add","value":{"__proto__":{"x":1}}}]}'],
  [
    'too many operations',
    operations(...Array.from({ length: 1001 }, () => ({ op: 'remove', path: 'title' }))),
  ],
  ['too many values', operations({ op: 'add', path: 'own', value: Array.from({ length: 2001 }, () => 'x') })],
  [
    'a long chain of filters',
    operations({ op: 'remove', path: `emails[${'not ('.repeat(5000)}value pr${')'.repeat(5000)}]` }),
  ],
  ['members that are numbers', operations({ op: 'add', path: 'members', value: [1, 2] })],
  ['operations that stand twice', '{"Operations":[],"operations":[{"op":"remove","path":"title"}]}'],
];

const targets = () => [
  ['POST', '/Users'],
  ['PUT', `/Users/${user}`],
  ['PATCH', `/Users/${user}`],
  ['POST', '/Groups'],
  ['PUT', `/Groups/${group}`],
  ['PATCH', `/Groups/${group}`],
];

/** Those of a user only are good for a group, and the other way round, where the attribute is not one of theirs. */
const ofUsers = /userName|externalId|values than|address|surrogate|UTF-8/;

describe('a body that is malformed', () => {
  test.each(bodies)('%s is refused with 400 for POST and PUT, and changes nothing', async (name, body) => {
    const before = await snapshot();
    for (const [method = '', path = ''] of targets().filter(([method]) => method !== 'PATCH')) {
      if (path.startsWith('/Groups') && ofUsers.test(name)) continue;
      const { status, text } = await send(method, path, Buffer.from(body));
      expect({ method, path, status, text }).toMatchObject({
        status: 400,
        text: expect.stringContaining('"400"'),
      });
    }
    expect(await snapshot()).toBe(before);
  });

  test.each([...bodies.slice(0, 9), ...patches])(
    '%s is refused with 400 for PATCH, and changes nothing',
    async (name, body) => {
      const before = await snapshot();
      for (const path of [`/Users/${user}`, `/Groups/${group}`]) {
        if (path.startsWith('/Users') && name.startsWith('members')) continue;
        const { status, text } = await send('PATCH', path, Buffer.from(body));
        expect({ path, status, text }).toMatchObject({ status: 400, text: expect.stringContaining('"400"') });
      }
      expect(await snapshot()).toBe(before);
    },
  );

  test('too large is refused with 413 at every route that takes one', async () => {
    const before = await snapshot();
    const body = Buffer.from(`{${valid},"title":"${'x'.repeat(9 * 1024 * 1024)}"}`);
    for (const [method = '', path = ''] of targets())
      expect((await send(method, path, body).catch(() => ({ status: 413 }))).status).toBe(413);
    expect(await snapshot()).toBe(before);
  });

  test('has polluted nothing', () => {
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect(Reflect.get({}, 'x')).toBeUndefined();
  });
});

describe('an address that is malformed', () => {
  test.each([
    ['/Users/%', 404],
    ['/Users/%00', 404],
    ['/Users/..%2f..%2fUsers', 404],
    ['/Users/diruser_99999999999999999999999', 404],
    ['/Users//x', 404],
    [`/Users?filter=${'('.repeat(9000)}`, 400],
    [`/Users?filter=${encodeURIComponent('userName eq "a\u0000"')}`, 400],
    ['/Users?filter=%ff%fe', 400],
    ['/Users?startIndex=1e9', 400],
    ['/Users?count=0x10', 400],
    ['/Users?attributes=__proto__', 400],
    ['/Users?sortBy=__proto__', 400],
    ['/Users?filter=__proto__%20pr', 400],
    ['/Users?attributes=constructor,toString', 200],
    ['/Users?sortBy=constructor', 200],
    ['/Users?sortBy=urn:%00:x', 400],
    ['/Users?filter=constructor%20pr', 200],
    ['/Groups?filter=toString%20eq%20%22x%22%20or%20valueOf.x%20pr', 200],
    ['/Groups?filter=members%5BtoString%20eq%20%22x%22%5D', 400],
    ['/Users?startIndex=99999999999999999999999999&count=99999999999999999999', 200],
  ])('%s is answered with %i', async (path, status) => {
    expect((await scim.get(path)).status).toBe(status);
  });

  test('with a filter of very many comparisons is answered or refused, and never fails', async () => {
    const filter = Array.from({ length: 300 }, (_, index) => `userName eq "${index}"`).join(' or ');
    expect([200, 400]).toContain((await scim.get(`/Users?filter=${encodeURIComponent(filter)}`)).status);
  });
});
