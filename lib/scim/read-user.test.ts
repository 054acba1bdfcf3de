import { describe, expect, test } from 'vitest';
import { readUser } from './read-user';
import { enterpriseSchema, userSchema } from './schema';
import { ScimError } from './scim-error';

function refusalOf(body: unknown): string | null {
  try {
    readUser(body);
  } catch (error) {
    if (error instanceof ScimError) return `${error.status} ${error.scimType}`;
    throw error;
  }
  return null;
}

describe('a user', () => {
  test('of Okta is read without its password, its id and its groups, also when Okta sends all back', () => {
    const kept = {
      schemas: [userSchema],
      userName: 'ada@example.com',
      name: { givenName: 'Ada', familyName: 'Lovelace' },
      emails: [{ primary: true, value: 'ada@example.com', type: 'work' }],
      displayName: 'Ada Lovelace',
      locale: 'en-GB',
      externalId: '00u1',
      active: true,
    };
    const echoed = { id: '1', meta: { version: 'W/"1"' }, groups: [{ value: 'g' }], password: '1mz050nq' };
    expect(readUser({ ...kept, ...echoed })).toEqual({
      userName: 'ada@example.com',
      externalId: '00u1',
      metadata: {},
      active: true,
      email: { address: 'ada@example.com', key: 'ada@example.com' },
      names: { givenName: 'Ada', familyName: 'Lovelace', displayName: 'Ada Lovelace' },
      resource: kept,
    });
  });

  test('keeps no password wherever it stands', () => {
    const own = {
      Password: 'hidden',
      list: [{ passWord: 'hidden' }, { city: 'Turin' }],
      deep: { password: 'hidden' },
    };
    const { resource } = readUser({
      userName: 'ada',
      [`${userSchema}:password`]: 'hidden',
      [enterpriseSchema]: { password: 'hidden', department: 'Engines', passwordHint: 'none' },
      'urn:example:2.0:User': own,
      'urn:example:2.0:Other': { password: 'hidden' },
    });
    expect(resource).toEqual({
      schemas: [userSchema, enterpriseSchema, 'urn:example:2.0:User'],
      userName: 'ada',
      active: true,
      [enterpriseSchema]: { department: 'Engines', passwordHint: 'none' },
      'urn:example:2.0:User': { list: [{ city: 'Turin' }] },
    });
  });

  test('of Entra ID has string booleans, an extension, and its manager as a text', () => {
    const { resource, active } = readUser({
      schemas: [userSchema, enterpriseSchema],
      userName: 'ada',
      active: 'False',
      emails: [{ primary: 'True', type: 'work', value: 'ada@example.com' }],
      roles: [],
      title: null,
      [enterpriseSchema.toUpperCase()]: { Department: 'Engines', manager: '7' },
    });
    expect(active).toBe(false);
    expect(resource).toEqual({
      schemas: [userSchema, enterpriseSchema],
      userName: 'ada',
      active: false,
      emails: [{ primary: true, type: 'work', value: 'ada@example.com' }],
      [enterpriseSchema]: { department: 'Engines', manager: { value: '7' } },
    });
  });

  test('has names in their canonical case, and everything of the directory’s own as it came', () => {
    const own = { Shoe: { Size: 38.5, colours: ['red', 'Blue'] }, 'urn:example:2.0:Extra': { A: [true] } };
    const { resource } = readUser({
      USERNAME: 'ada',
      Emails: { VALUE: 'ada@example.com', Note: 'x' },
      ...own,
    });
    expect(resource).toEqual({
      schemas: [userSchema, 'urn:example:2.0:Extra'],
      userName: 'ada',
      active: true,
      emails: [{ value: 'ada@example.com', Note: 'x' }],
      ...own,
    });
  });

  test('keeps values as they were sent, each once, without those that say nothing', () => {
    const { resource } = readUser({
      userName: 'ada',
      phoneNumbers: [
        { value: '(555) 01-00', type: 'Work' },
        { type: 'home', value: '' },
        { type: 'fax', value: null, display: 'Fax' },
      ],
      roles: ['reader', { value: 'reader' }, { display: null }],
      name: {},
      nickName: '',
    });
    expect(resource).toMatchObject({
      phoneNumbers: [{ value: '(555) 01-00', type: 'Work' }],
      roles: [{ value: 'reader' }],
      nickName: '',
    });
    expect(resource).not.toHaveProperty('name');
  });

  test.each([
    [[{ value: 'a@example.com' }, { value: 'b@example.com', primary: true }], 'b@example.com'],
    [
      [
        { value: 'a@example.com', type: 'home' },
        { value: 'B@Example.com', type: 'Work' },
      ],
      'B@example.com',
    ],
    [[{ value: 'a@example.com', type: 'home' }, { value: 'b@example.com' }], 'a@example.com'],
    [[{ display: 'none' }, { value: 'b@example.com' }], 'b@example.com'],
    [[], 'name@example.com'],
  ])('with the addresses %j counts as %s', (emails, address) => {
    expect(readUser({ userName: 'name@example.com', emails }).email?.address).toBe(address);
  });

  test('without an address is nobody', () => {
    expect(readUser({ userName: 'ada' }).email).toBeNull();
    expect(refusalOf({ userName: 'ada@example.com', emails: [{ value: 'ada' }] })).toBe('400 invalidValue');
  });

  test.each([
    [null, 'invalidSyntax'],
    [[], 'invalidSyntax'],
    ['ada', 'invalidSyntax'],
    [{}, 'invalidValue'],
    [{ userName: ' ' }, 'invalidValue'],
    [{ userName: 5 }, 'invalidValue'],
    [{ userName: ['ada'] }, 'invalidValue'],
    [{ userName: 'x'.repeat(513) }, 'invalidValue'],
    [{ userName: 'ada\0' }, 'invalidValue'],
    [{ userName: 'ada', externalId: 5 }, 'invalidValue'],
    [{ userName: 'ada', externalId: 'x'.repeat(513) }, 'invalidValue'],
    [{ userName: 'ada', displayName: 'x'.repeat(513) }, 'invalidValue'],
    [{ userName: 'ada', name: { familyName: 'x'.repeat(513) } }, 'invalidValue'],
    [{ userName: 'ada', username: 'eve' }, 'invalidSyntax'],
    [{ userName: 'ada', schemas: [] }, 'invalidSyntax'],
    [{ userName: 'ada', schemas: [enterpriseSchema] }, 'invalidSyntax'],
    [{ userName: 'ada', schemas: 5 }, 'invalidSyntax'],
    [{ userName: 'ada', active: 'maybe' }, 'invalidValue'],
    [{ userName: 'ada', name: 'Ada' }, 'invalidValue'],
    [{ userName: 'ada', name: [] }, 'invalidValue'],
    [{ userName: 'ada', emails: [['a@example.com']] }, 'invalidValue'],
    [{ userName: 'ada', emails: [{ value: { a: 1 } }] }, 'invalidValue'],
    [{ userName: 'ada', emails: ['a@example.com', 'b@example.com'].map(work) }, 'invalidValue'],
    [{ userName: 'ada', roles: [1, 2].map((n) => ({ value: `${n}`, primary: true })) }, 'invalidValue'],
    [{ userName: 'ada', photos: Array.from({ length: 501 }, String) }, 'invalidValue'],
    [{ userName: 'ada', own: Array.from({ length: 501 }, String) }, 'invalidValue'],
    [{ userName: 'ada', ...ownAttributes(500) }, 'invalidValue'],
    [{ userName: 'ada', own: Number.POSITIVE_INFINITY }, 'invalidValue'],
    [{ userName: 'ada', own: [[[[[[[[[1]]]]]]]]] }, 'invalidValue'],
    [{ userName: 'ada', [enterpriseSchema]: 'x' }, 'invalidValue'],
    [{ userName: 'ada', [userSchema]: { username: 'x' } }, 'invalidSyntax'],
    [{ userName: 'ada', [userSchema]: 'x' }, 'invalidValue'],
    [{ userName: 'ada', 'own\0': 1 }, 'invalidSyntax'],
    [{ userName: 'ada', '': 1 }, 'invalidSyntax'],
    [JSON.parse('{"userName":"ada","__proto__":{"x":1}}'), 'invalidSyntax'],
    [JSON.parse('{"userName":"ada","name":{"constructor":{"x":1}}}'), 'invalidSyntax'],
  ])('like %j is refused', (body, scimType) => {
    expect(refusalOf(body)).toBe(`400 ${scimType}`);
  });

  test('may have several roles of one type, as Entra ID sends application roles', () => {
    const roles = ['a', 'b'].map((value) => ({ value, type: 'WindowsAzureActiveDirectoryRole' }));
    expect(readUser({ userName: 'ada', roles }).resource.roles).toEqual(roles);
  });
});

function work(value: string) {
  return { value, type: 'work' };
}

function ownAttributes(count: number) {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`own${index}`, 1]));
}
