import { beforeAll, describe, expect, test } from 'vitest';
import { randomToken } from '@/lib/crypto';
import { deleteDirectory } from '@/lib/directories/delete-directory';
import { revokeDirectorySecret } from '@/lib/directories/revoke-directory-secret';
import { newId } from '@/lib/id';
import { addSecret } from '@/tests/factories/directories';
import { programFor } from '@/tests/factories/programs';
import { type ScimClient, type ScimReply, scimUser, sendScim, useDirectories } from '../start-scim';

const directories = useDirectories();
const userOf = { op: 'replace', path: 'title', value: 'Changed' };
const switchOff = { op: 'replace', path: 'active', value: false };
const rename = { op: 'replace', path: 'displayName', value: 'Changed' };

interface Target {
  readonly scim: ScimClient;
  readonly user: string;
  readonly group: string;
}

let own: Target;
let foreign: Target;
let sibling: Target;

beforeAll(async () => {
  own = await makeTarget();
  foreign = await makeTarget();
  const { organizationId, domain } = own.scim;
  sibling = await makeTarget({ organizationId, domain });
});

/** A directory with a user and a group that the user is in. */
async function makeTarget(options: object = {}): Promise<Target> {
  const scim = await directories.connect(options);
  const user = (await scim.post('/Users', scimUser(scim.email()))).body.id;
  const group = (await scim.post('/Groups', { displayName: 'Makers', members: [{ value: user }] })).body.id;
  return { scim, user, group };
}

type Request = readonly [method: string, path: string, body?: unknown];

const patch = (...operations: object[]) => ({ Operations: operations });

/** Every route and verb that needs a secret, of these ids. */
function requests(user: string, group: string): readonly Request[] {
  return [
    ['GET', '/Users'],
    ['POST', '/Users', scimUser('intruder@example.com')],
    ...ofIds(user, group),
    ['GET', '/Groups'],
    ['POST', '/Groups', { displayName: 'Intruders' }],
    ['POST', '/Bulk', { Operations: [{ method: 'DELETE', path: `/Users/${user}` }] }],
    ['POST', '/.search', {}],
    ['POST', '/Users/.search', {}],
    ['POST', '/Groups/.search', {}],
    ['GET', '/Me'],
    ['GET', '/Nothing'],
  ];
}

function ofIds(user: string, group: string): readonly Request[] {
  return [
    ['GET', `/Users/${user}`],
    ['PUT', `/Users/${user}`, scimUser('intruder@example.com')],
    ['PATCH', `/Users/${user}`, patch(userOf)],
    ['PATCH', `/Users/${user}`, patch(switchOff)],
    ['DELETE', `/Users/${user}`],
    ['GET', `/Groups/${group}`],
    ['PUT', `/Groups/${group}`, { displayName: 'Changed' }],
    ['PATCH', `/Groups/${group}`, patch(rename)],
    ['PATCH', `/Groups/${group}`, patch({ op: 'remove', path: 'members' })],
    ['DELETE', `/Groups/${group}`],
  ];
}

const sendAs = (base: string, secret: string | null, [method, path, body]: Request): Promise<ScimReply> =>
  sendScim(`${base}${path}`, method, secret, body);

/** Everything that a directory could change, as it is stored. */
async function snapshot() {
  const { db } = directories;
  const order = { orderBy: { id: 'asc' } } as const;
  return JSON.stringify(
    [
      await db.directoryUser.findMany(order),
      await db.directoryGroup.findMany(order),
      await db.directoryGroupMember.findMany({ orderBy: { groupId: 'asc' } }),
      await db.membership.findMany(order),
      await db.directory.findMany({ ...order, select: { userCount: true, lastOrdinal: true } }),
    ],
    (_, value) => (typeof value === 'bigint' ? String(value) : value),
  );
}

describe('a secret that is not good', () => {
  const credentials: Readonly<Record<string, () => Promise<readonly [base: string, secret: string | null]>>> =
    {
      'no secret': async () => [own.scim.base, null],
      'a made-up one': async () => [own.scim.base, randomToken()],
      'one that is over': async () => [
        own.scim.base,
        await addSecret(directories.db, own.scim.directoryId, new Date()),
      ],
      'one that was revoked': async () => [own.scim.base, await revoked()],
      'one of another organization': async () => [own.scim.base, foreign.scim.secret],
      'one of another directory of the organization': async () => [own.scim.base, sibling.scim.secret],
      'an access token of the API': async () => [own.scim.base, await directories.accessToken()],
      'a directory that there is not': async () => [
        own.scim.base.replace(/dir-[0-9]+/, newId('directory').replace('_', '-')),
        own.scim.secret,
      ],
      'a directory that was deleted': deleted,
    };

  async function revoked(): Promise<string> {
    const { organizationId, directoryId } = own.scim;
    const secret = await addSecret(directories.db, directoryId);
    const where = { directoryId, suffix: secret.slice(-4) };
    const { id: secretId } = await directories.db.directorySecret.findFirstOrThrow({ where });
    await revokeDirectorySecret(programFor(directories.db), { organizationId, directoryId, secretId });
    return secret;
  }

  async function deleted() {
    const { scim } = await makeTarget();
    const { organizationId, directoryId } = scim;
    await directories.db.directory.update({ where: { id: directoryId }, data: { enabled: false } });
    await deleteDirectory(programFor(directories.db), { organizationId, directoryId });
    return [scim.base, scim.secret] as const;
  }

  test.each(Object.keys(credentials))(
    '%s is refused alike at every route, and nothing happens',
    async (name) => {
      const [base, secret] = (await credentials[name]?.()) ?? ['', null];
      const before = await snapshot();
      for (const request of requests(own.user, own.group)) {
        const { status, body } = await sendAs(base, secret, request);
        expect({ request, status, body }).toEqual({
          request,
          status: 401,
          body: {
            schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
            detail:
              'Send the bearer secret of this directory: there is none in the request, or it is not good, or no longer.',
            status: '401',
          },
        });
      }
      expect(await snapshot()).toBe(before);
    },
  );

  test.each([
    ['Basic', () => `Basic ${Buffer.from(`x:${own.scim.secret}`).toString('base64')}`],
    ['two of them', () => `Bearer ${own.scim.secret} ${own.scim.secret}`],
    ['its scheme alone', () => 'Bearer'],
    ['no scheme', () => own.scim.secret],
  ])('in %s is refused', async (_, authorization) => {
    const headers = { authorization: authorization() };
    expect((await sendScim(`${own.scim.base}/Users`, 'GET', null, undefined, headers)).status).toBe(401);
  });

  test('in the address, or with a cookie, opens nothing', async () => {
    const { base, secret } = own.scim;
    const { status } = await sendScim(`${base}/Users?access_token=${secret}`, 'GET', null);
    const cookie = await sendScim(`${base}/Users`, 'GET', null, undefined, { cookie: `session=${secret}` });
    expect([status, cookie.status]).toEqual([401, 401]);
  });
});

test('a secret of a directory opens nothing of the API', async () => {
  const { origin } = new URL(own.scim.base);
  const { organizationId, secret } = own.scim;
  const paths = ['organizations', `organizations/${organizationId}/directories`, 'users', 'clients'];
  for (const path of paths)
    expect((await sendScim(`${origin}/api/v1/${path}`, 'GET', secret)).status).toBe(401);
});

describe('with a good secret', () => {
  test.each(['another organization', 'the same organization'])(
    'an id of a directory of %s is answered like one that there is not',
    async (whose) => {
      const target = whose === 'the same organization' ? sibling : foreign;
      const before = await snapshot();
      const unknown = ofIds(newId('directoryUser'), newId('directoryGroup'));
      for (const [index, request] of ofIds(target.user, target.group).entries()) {
        const { status, body } = await sendAs(own.scim.base, own.scim.secret, request);
        const missing = await sendAs(own.scim.base, own.scim.secret, unknown[index] ?? ['GET', '']);
        expect({ request, status, body }).toEqual({ request, status: 404, body: missing.body });
      }
      expect(await snapshot()).toBe(before);
    },
  );

  test('an id of the wrong kind is answered like one that there is not', async () => {
    const { base, secret } = own.scim;
    for (const request of ofIds(own.group, own.user))
      expect((await sendAs(base, secret, request)).status).toBe(404);
  });

  test.each([
    ['Users', () => `id eq "${foreign.user}"`],
    ['Users', () => `groups.value eq "${foreign.group}"`],
    ['Users', () => `groups eq "${sibling.group}" or id eq "${sibling.user}"`],
    ['Groups', () => `id eq "${foreign.group}"`],
    ['Groups', () => `members eq "${foreign.user}"`],
    ['Groups', () => `members[value eq "${sibling.user}"]`],
  ])('no filter of /%s finds what is another directory’s', async (resource, filter) => {
    const { body } = await own.scim.get(`/${resource}?filter=${encodeURIComponent(filter())}`);
    expect(body).toMatchObject({ totalResults: 0, Resources: [] });
  });

  test('a list holds what is the directory’s own', async () => {
    for (const { scim, user, group } of [own, foreign, sibling]) {
      expect((await scim.get('/Users')).body).toMatchObject({ totalResults: 1, Resources: [{ id: user }] });
      expect((await scim.get('/Groups')).body).toMatchObject({ totalResults: 1, Resources: [{ id: group }] });
    }
  });
});

test('a directory that is off refuses every route with 403, and nothing happens', async () => {
  const { scim, user, group } = await makeTarget();
  const where = { id: scim.directoryId };
  await directories.db.directory.update({ where, data: { enabled: false } });
  const before = await snapshot();
  for (const request of requests(user, group)) {
    const { status, body } = await sendAs(scim.base, scim.secret, request);
    expect({ request, status, body }).toMatchObject({ request, status: 403, body: { status: '403' } });
  }
  expect(await snapshot()).toBe(before);
});
