import { beforeAll, describe, expect, test } from 'vitest';
import { type ScimClient, scimUser, sendScim, useDirectories } from '../start-scim';

const directories = useDirectories();
const errorSchema = 'urn:ietf:params:scim:api:messages:2.0:Error';
let scim: ScimClient;
let id: string;

beforeAll(async () => {
  scim = await directories.connect();
  id = (await scim.post('/Users', scimUser(scim.email()))).body.id;
});

const patch = (operation: object) => scim.patch(`/Users/${id}`, [operation]);

describe('RFC 7644 section 3.12, errors', () => {
  test.each([
    ['invalidFilter', () => scim.get('/Users?filter=userName%20is%20%22x%22')],
    ['invalidFilter', () => scim.get('/Groups?filter=%28displayName%20pr')],
    ['invalidSyntax', () => scim.post('/Users', '{')],
    ['invalidSyntax', () => scim.post('/Users', '"text"')],
    ['invalidSyntax', () => scim.patch(`/Users/${id}`, 'nothing' as unknown as [])],
    ['invalidSyntax', () => patch({ op: 'merge', path: 'title', value: 'x' })],
    ['invalidFilter', () => patch({ op: 'replace', path: 'emails[type eq', value: 'x' })],
    ['invalidPath', () => patch({ op: 'replace', path: 'name..x', value: 'x' })],
    ['noTarget', () => patch({ op: 'remove' })],
    ['noTarget', () => patch({ op: 'replace', path: 'emails[value sw "zzz"].display', value: 'x' })],
    ['mutability', () => patch({ op: 'replace', path: 'groups', value: [] })],
    ['invalidValue', () => patch({ op: 'replace', path: 'active', value: 'perhaps' })],
    ['uniqueness', async () => scim.post('/Users', scimUser((await scim.get(`/Users/${id}`)).body.userName))],
  ])('%s has its schema, a sentence, and its status as a text', async (scimType, send) => {
    const { status, body, headers } = await send();
    expect({ status, body }).toEqual({
      status: scimType === 'uniqueness' ? 409 : 400,
      body: { schemas: [errorSchema], scimType, detail: expect.stringMatching(/\w/), status: String(status) },
    });
    expect(headers.get('content-type')).toBe('application/scim+json; charset=utf-8');
  });

  test.each([
    ['GET', '/Users/nobody', 404],
    ['GET', '/Groups/nothing', 404],
    ['GET', '/Nothing', 404],
    ['DELETE', '/Users', 405],
    ['PUT', '/Groups', 405],
    ['GET', '/Me', 501],
    ['POST', '/Me', 501],
  ])('%s %s is %i', async (method, path, status) => {
    const body = method === 'PUT' || method === 'POST' ? {} : undefined;
    expect(await sendScim(`${scim.base}${path}`, method, scim.secret, body)).toMatchObject({
      status,
      body: { schemas: [errorSchema], detail: expect.stringMatching(/\w/), status: String(status) },
    });
  });
});

describe('RFC 9110 section 9.1, HEAD', () => {
  test.each(['/Users', '/Groups?count=1', '/ServiceProviderConfig', '/Schemas', '/'])(
    'of %s is answered like GET, without a body',
    async (path) => {
      const { status, body, headers } = await sendScim(`${scim.base}${path}`, 'HEAD', scim.secret);
      expect([status, body]).toEqual([200, null]);
      expect(headers.get('content-type')).toBe('application/scim+json; charset=utf-8');
    },
  );

  test('of a user has their version, and of nobody is 404', async () => {
    const of = (path: string) => sendScim(`${scim.base}${path}`, 'HEAD', scim.secret);
    expect((await of(`/Users/${id}`)).headers.get('etag')).toMatch(/^W\/"[0-9]+"$/);
    expect((await of('/Users/nobody')).status).toBe(404);
    const refused = await of('/Bulk');
    expect([refused.status, refused.headers.get('allow')]).toEqual([405, 'POST']);
  });
});

describe('RFC 7644 section 3.1, media types', () => {
  test.each(['application/scim+json', 'application/json', 'application/scim+json; charset=UTF-8'])(
    'takes %s',
    async (type) => {
      const user = scimUser(scim.email());
      expect((await scim.post('/Users', user, { 'content-type': type })).status).toBe(201);
    },
  );

  test.each(['text/plain', 'application/xml', 'application/x-www-form-urlencoded', 'multipart/form-data'])(
    'refuses %s with 415 as a SCIM error',
    async (type) => {
      const user = JSON.stringify(scimUser(scim.email()));
      expect(await scim.post('/Users', user, { 'content-type': type })).toMatchObject({
        status: 415,
        body: { schemas: [errorSchema], status: '415' },
      });
    },
  );

  test('refuses a compressed body with 415, and says how to send it', async () => {
    const user = JSON.stringify(scimUser(scim.email()));
    const refused = await scim.post('/Users', user, { 'content-encoding': 'gzip' });
    expect(refused).toMatchObject({ status: 415, body: { schemas: [errorSchema], status: '415' } });
    expect(refused.headers.get('accept-encoding')).toBe('identity');
    expect((await scim.post('/Users', user, { 'content-encoding': 'identity' })).status).toBe(201);
  });

  test.each(['application/scim+json', 'application/json', '*/*', 'text/html'])(
    'answers Accept: %s with application/scim+json',
    async (accept) => {
      const { status, headers } = await scim.get('/Users', { accept });
      expect([status, headers.get('content-type')]).toEqual([200, 'application/scim+json; charset=utf-8']);
    },
  );
});

describe('RFC 7644 section 2, authentication', () => {
  test('is asked for with 401 and a challenge', async () => {
    const { status, body, headers } = await sendScim(`${scim.base}/Users`, 'GET', null);
    expect({ status, body }).toMatchObject({ status: 401, body: { schemas: [errorSchema], status: '401' } });
    expect(headers.get('www-authenticate')).toMatch(/^Bearer/);
  });
});
