import { beforeAll, describe, expect, test } from 'vitest';
import { scimLimits } from '@/lib/scim/discovery';
import { type ScimClient, sendScim, useDirectories } from '../start-scim';

const directories = useDirectories();
const core = 'urn:ietf:params:scim:schemas:core:2.0';
let scim: ScimClient;

beforeAll(async () => {
  scim = await directories.connect();
});

const withoutSecret = (path: string) => sendScim(`${scim.base}${path}`, 'GET', null);

describe('RFC 7644 section 4, discovery', () => {
  test('/ServiceProviderConfig says what is supported and how to prove who asks', async () => {
    const { status, body } = await scim.get('/ServiceProviderConfig');
    expect({ status, body }).toMatchObject({
      status: 200,
      body: {
        schemas: [`${core}:ServiceProviderConfig`],
        patch: { supported: true },
        filter: { supported: true, maxResults: scimLimits.results },
        sort: { supported: true },
        etag: { supported: true },
        changePassword: { supported: false },
        bulk: {
          supported: expect.any(Boolean),
          maxOperations: expect.any(Number),
          maxPayloadSize: expect.any(Number),
        },
        authenticationSchemes: [{ type: 'oauthbearertoken', primary: true }],
      },
    });
    expect(body.meta.location).toMatch(/\/scim\/v2\/ServiceProviderConfig$/);
  });

  test('/ResourceTypes lists users and groups with their schemas and extensions', async () => {
    const { body } = await scim.get('/ResourceTypes');
    expect(body).toMatchObject({
      totalResults: 2,
      Resources: [
        { id: 'User', endpoint: '/Users', schema: `${core}:User`, schemaExtensions: [{ required: false }] },
        { id: 'Group', endpoint: '/Groups', schema: `${core}:Group` },
      ],
    });
    expect((await scim.get('/ResourceTypes/User')).body).toEqual(body.Resources[0]);
    const words = body.Resources.map((each: Record<string, string>) => [each.name, each.description]);
    expect(words).toEqual([
      ['User', 'User Account'],
      ['Group', 'Group'],
    ]);
  });

  test('/Schemas lists each schema, and each is found by its URN in any case', async () => {
    const { body } = await scim.get('/Schemas');
    expect(body).toMatchObject({ totalResults: 3, itemsPerPage: 3 });
    for (const schema of body.Resources) {
      expect((await scim.get(`/Schemas/${schema.id}`)).body).toEqual(schema);
      expect((await scim.get(`/Schemas/${schema.id.toUpperCase()}`)).body).toEqual(schema);
    }
    expect(JSON.stringify(body)).not.toContain(':null');
    const words = body.Resources.map((each: Record<string, string>) => [each.name, each.description]);
    expect(words).toEqual([
      ['User', 'User Account'],
      ['Group', 'Group'],
      ['EnterpriseUser', 'Enterprise User'],
    ]);
  });

  test('is answered to whoever asks without a secret, and alike', async () => {
    for (const path of ['/ServiceProviderConfig', '/ResourceTypes', '/Schemas'])
      expect((await withoutSecret(path)).body).toEqual((await scim.get(path)).body);
  });

  test.each(['/Schemas/urn:nothing', '/ResourceTypes/Nothing', '/ServiceProviderConfig/x'])(
    'of %s is 404 with a SCIM error',
    async (path) => {
      expect(await scim.get(path)).toMatchObject({
        status: 404,
        body: { schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'], status: '404' },
      });
    },
  );

  test.each(['POST', 'PUT', 'PATCH', 'DELETE'])('is not changed by %s: 405', async (method) => {
    for (const path of ['/ServiceProviderConfig', '/Schemas', '/ResourceTypes'])
      expect((await sendScim(`${scim.base}${path}`, method, scim.secret)).status).toBe(405);
  });

  test('with a filter is refused with 403', async () => {
    expect((await scim.get('/Schemas?filter=id+eq+%22x%22')).status).toBe(403);
  });
});

describe('RFC 7643 section 8.7.1, the usual types of values', () => {
  const photos = ['photo', 'thumbnail'];
  const places = ['work', 'home', 'other'];
  test.each([
    ['emails', places],
    ['phoneNumbers', ['work', 'home', 'mobile', 'fax', 'pager', 'other']],
    ['ims', ['aim', 'gtalk', 'icq', 'xmpp', 'msn', 'skype', 'qq', 'yahoo']],
    ['photos', photos],
    ['addresses', places],
    ['groups', ['direct', 'indirect']],
  ])('of %s are shown', async (name, expected) => {
    const named = (each: { name: string }) => each.name === name;
    const { body } = await scim.get(`/Schemas/${core}:User`);
    const { subAttributes } = body.attributes.find(named);
    const type = subAttributes.find((each: { name: string }) => each.name === 'type');
    expect(type.canonicalValues).toEqual(expected);
  });
});

describe('RFC 7643 section 7, what /Schemas says', () => {
  interface Attribute {
    readonly name: string;
    readonly subAttributes?: readonly Attribute[];
  }
  const flatten = (attributes: readonly Attribute[]): readonly Attribute[] =>
    attributes.flatMap((each) => [each, ...flatten(each.subAttributes ?? [])]);

  test('of each attribute is everything that the section asks for', async () => {
    const { body } = await scim.get('/Schemas');
    for (const attribute of flatten(
      body.Resources.flatMap((each: { attributes: Attribute[] }) => each.attributes),
    ))
      expect(attribute).toMatchObject({
        name: expect.stringMatching(/^\$?[A-Za-z][A-Za-z0-9_-]*$/),
        type: expect.stringMatching(/^(?:string|boolean|decimal|integer|dateTime|reference|binary|complex)$/),
        multiValued: expect.any(Boolean),
        description: expect.stringMatching(/\w/),
        required: expect.any(Boolean),
        caseExact: expect.any(Boolean),
        mutability: expect.stringMatching(/^(?:readOnly|readWrite|immutable|writeOnly)$/),
        returned: expect.stringMatching(/^(?:always|never|default|request)$/),
        uniqueness: expect.stringMatching(/^(?:none|server|global)$/),
      });
  });

  test.each([
    ['User', 'userName', { required: true, caseExact: false, uniqueness: 'server' }],
    ['User', 'password', { mutability: 'writeOnly', returned: 'never' }],
    ['User', 'groups', { mutability: 'readOnly', multiValued: true }],
    ['User', 'emails', { multiValued: true, type: 'complex', mutability: 'readWrite' }],
    ['User', 'x509Certificates', { multiValued: true, type: 'complex' }],
    ['Group', 'displayName', { required: true }],
    ['Group', 'members', { multiValued: true, type: 'complex' }],
  ])('of %s %s is as sections 4 and 8.7.1 have it', async (type, name, expected) => {
    const { body } = await scim.get(`/Schemas/${core}:${type}`);
    expect(body.attributes.find((each: Attribute) => each.name === name)).toMatchObject(expected);
  });
});
