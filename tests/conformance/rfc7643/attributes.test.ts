import { beforeAll, describe, expect, test } from 'vitest';
import { type ScimClient, scimUser, useDirectories } from '../start-scim';

const directories = useDirectories();
const core = 'urn:ietf:params:scim:schemas:core:2.0:User';
const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const own = 'urn:example:params:scim:schemas:extension:badge:2.0:User';
let scim: ScimClient;

beforeAll(async () => {
  scim = await directories.connect();
});

async function create(more: object = {}) {
  const { status, body } = await scim.post('/Users', scimUser(scim.email(), more));
  expect({ status, detail: body.detail }).toEqual({ status: 201, detail: undefined });
  return body;
}

const replace = (path: string, value: unknown) => [{ op: 'replace', path, value }];
const count = async (filter: string): Promise<number> =>
  (await scim.get(`/Users?filter=${encodeURIComponent(filter)}`)).body.totalResults;

describe('RFC 7643 section 2.1, names of attributes', () => {
  test('are the same in any case, and come back in their canonical one', async () => {
    const email = scim.email();
    const { status, body } = await scim.post('/Users', {
      SCHEMAS: [core],
      USERNAME: email,
      Name: { FAMILYNAME: 'King' },
      EMails: [{ VALUE: email, Type: 'work' }],
    });
    expect({ status, body }).toMatchObject({
      status: 201,
      body: { userName: email, name: { familyName: 'King' }, emails: [{ value: email, type: 'work' }] },
    });
  });
});

describe('RFC 7643 section 2.2, characteristics', () => {
  test.each(['id', 'meta', 'groups'])(
    '%s is readOnly: what POST and PUT send of it is passed over',
    async (name) => {
      const sent = {
        id: 'mine',
        meta: { created: '2001-01-01T00:00:00Z' },
        groups: [{ value: 'dirgroup_1' }],
      };
      const body = await create({ [name]: Reflect.get(sent, name) });
      expect(body[name]).not.toEqual(Reflect.get(sent, name));
      const put = await scim.put(`/Users/${body.id}`, { ...body, ...sent });
      expect(put).toMatchObject({ status: 200, body: { id: body.id, meta: { created: body.meta.created } } });
      expect(put.body).not.toHaveProperty('groups');
    },
  );

  test.each([
    ['groups', [{ value: 'dirgroup_1' }]],
    ['meta.created', '2001-01-01T00:00:00Z'],
    ['id', 'mine'],
  ])('%s is readOnly: a PATCH of it is refused as mutability', async (path, value) => {
    const { id } = await create();
    for (const op of ['add', 'replace', 'remove'])
      expect(await scim.patch(`/Users/${id}`, [{ op, path, value }])).toMatchObject({
        status: 400,
        body: { scimType: 'mutability' },
      });
  });

  test('a password is writeOnly and never returned, also where it is asked for', async () => {
    const { id } = await create({ password: 'correct horse' });
    const answers = [
      await scim.patch(`/Users/${id}`, replace('password', 'battery staple')),
      await scim.get(`/Users/${id}?attributes=password,userName`),
      await scim.get(`/Users?attributes=password&filter=${encodeURIComponent(`id eq "${id}"`)}`),
    ];
    for (const { status, body } of answers) {
      expect(status).toBe(200);
      expect(JSON.stringify(body)).not.toMatch(/password|horse|staple/);
    }
  });

  test('id and schemas are always returned, whatever is asked for or left out', async () => {
    const { id } = await create();
    for (const query of ['attributes=title', 'excludedAttributes=id,schemas', 'attributes=nothing.there']) {
      const { body } = await scim.get(`/Users/${id}?${query}`);
      expect(body).toMatchObject({ id, schemas: [core] });
    }
  });

  test('userName is unique on the server whatever its case, and compared without it', async () => {
    const { userName } = await create();
    const other = scimUser(scim.email(), { userName: userName.toUpperCase() });
    expect(await scim.post('/Users', other)).toMatchObject({ status: 409, body: { scimType: 'uniqueness' } });
    expect(await count(`userName eq "${userName.toUpperCase()}"`)).toBe(1);
  });

  test('externalId and id are caseExact: compared with their case', async () => {
    const { id } = await create({ externalId: 'Exact-Ä' });
    expect(await count('externalId eq "Exact-Ä"')).toBe(1);
    expect(await count('externalId eq "exact-ä"')).toBe(0);
    expect(await count(`id eq "${id.toUpperCase()}"`)).toBe(0);
  });

  test('userName is required: not to be left out, emptied or removed', async () => {
    const { id, ...user } = await create();
    const { userName: _, ...nameless } = user;
    for (const body of [nameless, { ...user, userName: '' }, { ...user, userName: null }])
      expect((await scim.put(`/Users/${id}`, body)).status).toBe(400);
    for (const operation of [{ op: 'remove', path: 'userName' }, ...replace('userName', '')])
      expect((await scim.patch(`/Users/${id}`, [operation])).status).toBe(400);
  });
});

describe('RFC 7643 section 2.3, types', () => {
  test.each([
    ['userName', 42],
    ['title', { value: 'Head' }],
    ['displayName', true],
    ['name', 'Ada Example'],
    ['emails', 7],
    ['active', 'perhaps'],
    ['active', 1],
    ['addresses', [['work']]],
    [enterprise, 'Research'],
  ])('%s of another type is refused as invalidValue', async (name, value) => {
    const refused = await scim.post('/Users', { ...scimUser(scim.email()), [name]: value });
    expect(refused).toMatchObject({ status: 400, body: { scimType: 'invalidValue' } });
  });

  test('times are ISO 8601 in UTC and do not go backwards', async () => {
    const { id, meta } = await create();
    const { body } = await scim.patch(`/Users/${id}`, replace('title', 'Head'));
    const times = [meta.created, meta.lastModified, body.meta.created, body.meta.lastModified];
    for (const time of times) expect(time).toBe(new Date(time).toISOString());
    expect(body.meta.created).toBe(meta.created);
    expect(Date.parse(body.meta.lastModified)).toBeGreaterThanOrEqual(Date.parse(meta.lastModified));
  });
});

describe('RFC 7643 section 2.4, multi-valued attributes', () => {
  test('have one primary value at most: two are refused, and a new one takes it from the old', async () => {
    const email = scim.email();
    const phones = [
      { type: 'work', value: '1', primary: true },
      { type: 'home', value: '2', primary: true },
    ];
    const refused = await scim.post('/Users', scimUser(email, { phoneNumbers: phones }));
    expect(refused).toMatchObject({ status: 400, body: { scimType: 'invalidValue' } });
    const { id } = await create({ phoneNumbers: phones.slice(0, 1) });
    const { body } = await scim.patch(`/Users/${id}`, [
      { op: 'add', path: 'phoneNumbers', value: phones.slice(1) },
    ]);
    expect(body.phoneNumbers.map(({ primary }: { primary: boolean }) => primary)).toEqual([false, true]);
  });

  test('hold the same value once', async () => {
    const role = { value: 'maintainer' };
    expect((await create({ roles: [role, role] })).roles).toEqual([role]);
  });
});

describe('RFC 7643 section 2.5, unassigned values', () => {
  test('null, an empty list and an absent attribute are the same', async () => {
    const body = await create({ title: null, phoneNumbers: [], nickName: null, name: { middleName: null } });
    for (const name of ['title', 'phoneNumbers', 'nickName']) expect(body).not.toHaveProperty(name);
    expect(await count(`id eq "${body.id}" and title pr`)).toBe(0);
    const { id } = await create({ title: 'Head' });
    const { body: emptied } = await scim.patch(`/Users/${id}`, replace('title', null));
    expect(emptied).not.toHaveProperty('title');
  });
});

describe('RFC 7643 section 3, resources', () => {
  test('schemas name what the resource has, and follow what is added and removed', async () => {
    const body = await create({ [enterprise]: { department: 'Research' } });
    expect(body.schemas).toEqual([core, enterprise]);
    const removed = await scim.patch(`/Users/${body.id}`, [
      { op: 'remove', path: `${enterprise}:department` },
    ]);
    expect(removed.body.schemas).toEqual([core]);
    expect(removed.body).not.toHaveProperty([enterprise]);
  });

  test('of no schema, or of another resource’s alone, are refused', async () => {
    const group = 'urn:ietf:params:scim:schemas:core:2.0:Group';
    for (const schemas of [[], [group], 'nothing', [7]]) {
      const refused = await scim.post('/Users', { ...scimUser(scim.email()), schemas });
      expect(refused).toMatchObject({ status: 400, body: { scimType: 'invalidSyntax' } });
    }
  });

  test('may keep their own attributes below the URN of their schema, which are not there twice', async () => {
    const userName = scim.email();
    const made = await scim.post('/Users', { schemas: [core], title: 'Head', [core]: { userName } });
    expect(made).toMatchObject({ status: 201, body: { schemas: [core], userName, title: 'Head' } });
    expect(made.body).not.toHaveProperty([core]);
    const put = await scim.put(`/Users/${made.body.id}`, { schemas: [core], [core]: { userName } });
    expect(put).toMatchObject({ status: 200, body: { userName } });
    for (const own of [{ userName }, 'nothing'])
      expect((await scim.post('/Users', { ...scimUser(scim.email()), [core]: own })).status).toBe(400);
    const group = 'urn:ietf:params:scim:schemas:core:2.0:Group';
    const members = [{ value: put.body.id }];
    const grouped = await scim.post('/Groups', { [group]: { displayName: 'Below its URN', members } });
    expect(grouped).toMatchObject({ status: 201, body: { displayName: 'Below its URN', members } });
  });

  test('meta has type, times, place and version, and the place answers', async () => {
    const { id, meta } = await create();
    expect(meta).toMatchObject({ resourceType: 'User', version: 'W/"1"' });
    expect(new URL(meta.location).pathname).toBe(new URL(`${scim.base}/Users/${id}`).pathname);
  });

  test('an extension of an unknown schema is kept, found and changed by its URN (section 3.3)', async () => {
    const { id } = await create({ schemas: [core, own], [own]: { badge: 'B-7', floors: [1, 2] } });
    expect(await count(`${own}:badge eq "b-7"`)).toBe(1);
    const { body } = await scim.patch(`/Users/${id}`, replace(`${own}:badge`, 'B-8'));
    expect(body[own]).toEqual({ badge: 'B-8', floors: [1, 2] });
    expect(body.schemas).toEqual([core, own]);
  });
});

describe('RFC 7643 section 4.3, the enterprise extension', () => {
  test('is written, found by the URN, and its manager has a value', async () => {
    const extension = {
      employeeNumber: '701984',
      costCenter: '4130',
      organization: 'Example',
      division: 'Theme Park',
      department: 'Tour Operations',
      manager: { value: '26118915-6090-4610-87e4-49d8ca9f808d', displayName: 'John Smith' },
    };
    const { displayName: _, ...manager } = extension.manager;
    const body = await create({ schemas: [core, enterprise], [enterprise]: extension });
    expect(body[enterprise]).toEqual({ ...extension, manager });
    expect(await count(`${enterprise}:costCenter eq "4130"`)).toBe(1);
    expect(await count(`${enterprise}:manager.value eq "${manager.value}"`)).toBe(1);
  });
});

describe('RFC 7643 section 8.2, the full user', () => {
  test('is stored with everything that may be written', async () => {
    const email = scim.email('bjensen');
    const full = {
      ...scimUser(email),
      externalId: '701984',
      name: {
        formatted: 'Ms. Barbara J Jensen, III',
        familyName: 'Jensen',
        givenName: 'Barbara',
        middleName: 'Jane',
        honorificPrefix: 'Ms.',
        honorificSuffix: 'III',
      },
      displayName: 'Babs Jensen',
      nickName: 'Babs',
      profileUrl: 'https://login.example.com/bjensen',
      emails: [
        { value: email, type: 'work', primary: true },
        { value: 'babs@home.example.com', type: 'home' },
      ],
      addresses: [
        {
          streetAddress: '100 Universal City Plaza',
          locality: 'Hollywood',
          region: 'CA',
          postalCode: '91608',
          country: 'USA',
          type: 'work',
          primary: true,
        },
      ],
      phoneNumbers: [
        { value: '555-555-5555', type: 'work' },
        { value: '555-555-4444', type: 'mobile' },
      ],
      ims: [{ value: 'someaimhandle', type: 'aim' }],
      photos: [{ value: 'https://photos.example.com/profilephoto/F', type: 'photo' }],
      userType: 'Employee',
      title: 'Tour Guide',
      preferredLanguage: 'en-US',
      locale: 'en-US',
      timezone: 'America/Los_Angeles',
      entitlements: [{ value: 'tours' }],
      roles: [{ value: 'guide', primary: true }],
      x509Certificates: [{ value: 'MIIDQzCCAqygAwIBAgICEAAwDQYJKoZIhvcNAQEFBQAwTjELMAkGA1UEBhMCVVMx' }],
    };
    const { status, body } = await scim.post('/Users', full);
    expect({ status, body }).toMatchObject({ status: 201, body: full });
  });
});
