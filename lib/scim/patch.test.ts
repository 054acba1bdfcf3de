import { describe, expect, test } from 'vitest';
import { applyPatch, readPatch } from './patch';
import { readUser } from './read-user';
import type { ScimObject } from './read-value';
import { enterpriseSchema, userSchema } from './schema';
import { ScimError } from './scim-error';

const ada = readUser({
  schemas: [userSchema, enterpriseSchema],
  userName: 'ada@example.com',
  name: { givenName: 'Ada', familyName: 'Lovelace' },
  emails: [
    { type: 'work', value: 'ada@example.com', primary: true },
    { type: 'home', value: 'ada@home.example.com' },
  ],
  roles: [{ value: 'reader' }, { value: 'writer' }],
  [enterpriseSchema]: { department: 'Engines', manager: { value: '7' } },
}).resource;

function patch(...operations: ScimObject[]): ScimObject {
  const before = structuredClone(ada);
  const patched = applyPatch('User', ada, readPatch({ Operations: operations }));
  expect(ada).toEqual(before);
  return patched;
}

function refusalOf(...operations: unknown[]): string | null {
  try {
    patch(...(operations as ScimObject[]));
  } catch (error) {
    if (error instanceof ScimError) return `${error.status} ${error.scimType}`;
    throw error;
  }
  return null;
}

describe('a PATCH of Entra ID', () => {
  test.each(['Replace', 'REPLACE', 'replace'])('may call its operation %s', (op) => {
    expect(patch({ op, path: 'active', value: false }).active).toBe(false);
  });

  test.each([
    ['False', false],
    ['false', false],
    ['True', true],
    [true, true],
  ])('deactivates and reactivates by %j', (value, active) => {
    expect(patch({ op: 'Replace', path: 'active', value }).active).toBe(active);
    expect(patch({ op: 'Replace', value: { active: value } }).active).toBe(active);
  });

  test.each(['no', '', '0', 'yes', 1, 0, [], {}, null])('is refused where active is to be %j', (value) => {
    expect(refusalOf({ op: 'replace', path: 'active', value })).toBe('400 invalidValue');
  });

  test('takes "True" for primary too, and moves it from the other address', () => {
    const { emails } = patch({ op: 'Replace', path: 'emails[type eq "home"].primary', value: 'True' });
    expect(emails).toEqual([
      { type: 'work', value: 'ada@example.com', primary: false },
      { type: 'home', value: 'ada@home.example.com', primary: true },
    ]);
  });

  test('names parts by dotted and by URN keys where it has no path', () => {
    const patched = patch({
      op: 'replace',
      value: {
        'name.givenName': 'Augusta',
        [`${enterpriseSchema}:employeeNumber`]: '12',
        [`${enterpriseSchema}:manager.value`]: '8',
        'emails[type eq "home"].value': 'new@home.example.com',
      },
    });
    expect(patched).toMatchObject({
      name: { givenName: 'Augusta', familyName: 'Lovelace' },
      [enterpriseSchema]: { department: 'Engines', employeeNumber: '12', manager: { value: '8' } },
      emails: [{ value: 'ada@example.com' }, { value: 'new@home.example.com' }],
    });
  });

  test('finds an attribute of an extension by its URN, which holds dots', () => {
    const path = `${enterpriseSchema}:department`;
    expect(patch({ op: 'Replace', path, value: 'Looms' })[enterpriseSchema]).toMatchObject({
      department: 'Looms',
    });
    expect(patch({ op: 'Add', path: path.toUpperCase(), value: 'Looms' })[enterpriseSchema]).toMatchObject({
      department: 'Looms',
    });
    expect(patch({ op: 'Remove', path })[enterpriseSchema]).toEqual({ manager: { value: '7' } });
  });

  test('makes the value that its filter wants where there is none, and leaves primary where it is', () => {
    const patched = patch(
      { op: 'Replace', path: 'phoneNumbers[type eq "Mobile"].value', value: '+1 (555) 0100' },
      { op: 'Replace', path: 'addresses[type eq "work"].postalCode', value: '1000' },
      { op: 'Add', path: 'emails[type eq "other"].value', value: 'other@example.com' },
      { op: 'Replace', path: 'roles[primary eq "True"].value', value: 'owner' },
    );
    expect(patched).toMatchObject({
      phoneNumbers: [{ type: 'Mobile', value: '+1 (555) 0100' }],
      addresses: [{ type: 'work', postalCode: '1000' }],
      emails: [{ primary: true }, { type: 'home' }, { type: 'other', value: 'other@example.com' }],
      roles: [{ value: 'reader' }, { value: 'writer' }, { value: 'owner', primary: true }],
    });
    expect((patched.emails as ScimObject[])[2]).not.toHaveProperty('primary');
  });

  test('may say the parts of a new value one by one, in any order', () => {
    const parts = { primary: 'True', display: 'Mobile', value: '+1 555 0100' };
    for (const order of [Object.entries(parts), Object.entries(parts).toReversed()]) {
      const path = 'phoneNumbers[type eq "mobile"]';
      const operations = order.map(([name, value]) => ({ op: 'Add', path: `${path}.${name}`, value }));
      expect(patch(...operations).phoneNumbers).toEqual([{ type: 'mobile', ...parts, primary: true }]);
    }
  });

  test('removes by a list of values those alone', () => {
    const entry = { $ref: null, value: 'WRITER' };
    expect(patch({ op: 'Remove', path: 'roles', value: [entry] }).roles).toEqual([{ value: 'reader' }]);
    expect(patch({ op: 'Remove', path: 'roles', value: [{ value: 'stranger' }] }).roles).toEqual(ada.roles);
    expect(patch({ op: 'Remove', path: 'roles' })).not.toHaveProperty('roles');
  });

  test('names a manager by a text, by an object or by its value, and removes one by an empty text', () => {
    const path = `${enterpriseSchema}:manager`;
    for (const value of ['9', { value: '9' }, { value: '9', displayName: 'Charles' }])
      expect(patch({ op: 'Add', path, value })[enterpriseSchema]).toEqual({
        department: 'Engines',
        manager: { value: '9' },
      });
    for (const value of ['', { value: '' }, null])
      expect(patch({ op: 'Replace', path, value })[enterpriseSchema]).toEqual({ department: 'Engines' });
    expect(patch({ op: 'Replace', path: `${path}.value`, value: '' })[enterpriseSchema]).toEqual({
      department: 'Engines',
    });
    expect(patch({ op: 'Remove', path })[enterpriseSchema]).toEqual({ department: 'Engines' });
  });

  test('that would make two work addresses is refused', () => {
    const other = [{ type: 'Work', value: 'second@example.com' }];
    expect(refusalOf({ op: 'add', path: 'emails', value: other })).toBe('400 invalidValue');
    expect(refusalOf({ op: 'replace', path: 'emails[type eq "home"].type', value: 'work' })).toBe(
      '400 invalidValue',
    );
  });
});

describe('a PATCH of Okta', () => {
  test('deactivates without a path, and may send what it has read', () => {
    const meta = { version: 'W/"4"' };
    const value = { id: 'somebody-else', schemas: [userSchema], meta, active: false };
    expect(patch({ op: 'replace', value })).toEqual({ ...ada, active: false });
  });
});

describe('a PATCH (RFC 7644 section 3.5.2)', () => {
  test('without operations changes nothing', () => {
    expect(applyPatch('User', ada, readPatch({ Operations: [] }))).toBe(ada);
  });

  test('adds to a list what it lacks, and to a value that is there the parts that it lacks', () => {
    const value = [
      { value: 'ADA@example.com', type: 'work', display: 'Ada' },
      { value: 'new@example.com', type: 'other' },
    ];
    expect(patch({ op: 'add', path: 'emails', value }).emails).toEqual([
      { type: 'work', value: 'ADA@example.com', primary: true, display: 'Ada' },
      { type: 'home', value: 'ada@home.example.com' },
      { type: 'other', value: 'new@example.com' },
    ]);
    const twice = { op: 'add', path: 'roles', value: { value: 'owner' } };
    expect(patch(twice, twice).roles).toHaveLength(3);
    const address = { op: 'add', path: 'addresses', value: [{ type: 'work', locality: 'London' }] };
    expect(patch(address, address).addresses).toHaveLength(1);
  });

  test('moves primary to the value that is added with it', () => {
    const value = { value: 'new@example.com', type: 'other', primary: true };
    expect(patch({ op: 'add', path: 'emails', value }).emails).toEqual([
      { type: 'work', value: 'ada@example.com', primary: false },
      { type: 'home', value: 'ada@home.example.com' },
      value,
    ]);
  });

  test('replaces a whole list, and of a complex value only what it names', () => {
    const emails = [{ value: 'only@example.com', type: 'work' }];
    expect(patch({ op: 'replace', path: 'emails', value: emails }).emails).toEqual(emails);
    expect(patch({ op: 'replace', path: 'name', value: { familyName: 'King' } }).name).toEqual({
      givenName: 'Ada',
      familyName: 'King',
    });
    expect(patch({ op: 'replace', path: 'name', value: { familyName: null } }).name).toEqual({
      givenName: 'Ada',
    });
    const path = 'emails[type eq "work" and value ew "@example.com"]';
    expect(patch({ op: 'replace', path, value: { display: 'Work' } }).emails).toMatchObject([
      { type: 'work', value: 'ada@example.com', display: 'Work' },
      { type: 'home' },
    ]);
    expect(patch({ op: 'replace', path: 'emails.display', value: 'Both' }).emails).toMatchObject([
      { type: 'work', display: 'Both' },
      { type: 'home', display: 'Both' },
    ]);
  });

  test('removes an attribute, a part, the values that a filter finds, and their parts', () => {
    expect(patch({ op: 'remove', path: 'NAME' })).not.toHaveProperty('name');
    expect(patch({ op: 'remove', path: 'name.FAMILYNAME' }).name).toEqual({ givenName: 'Ada' });
    expect(
      patch({ op: 'remove', path: 'name.givenName' }, { op: 'remove', path: 'name.familyName' }),
    ).not.toHaveProperty('name');
    expect(patch({ op: 'remove', path: 'emails[not (type eq "work")]' }).emails).toHaveLength(1);
    expect(patch({ op: 'remove', path: 'emails[type pr]' })).not.toHaveProperty('emails');
    expect(patch({ op: 'remove', path: 'emails[type eq "home"].value' }).emails).toHaveLength(1);
    expect(patch({ op: 'replace', path: 'emails[type eq "home"]', value: null }).emails).toHaveLength(1);
    const named = { op: 'replace', path: 'emails[type eq "home"].display', value: 'Home' };
    expect(patch(named, { op: 'remove', path: 'emails[type eq "home"].value' }).emails).toHaveLength(1);
    expect(patch({ op: 'replace', path: 'emails[type eq "other"].value', value: null })).toEqual(ada);
    expect(patch({ op: 'remove', path: 'emails.primary' }).emails).toEqual([
      { type: 'work', value: 'ada@example.com' },
      { type: 'home', value: 'ada@home.example.com' },
    ]);
    const gone = patch({ op: 'remove', path: enterpriseSchema });
    expect(gone).not.toHaveProperty([enterpriseSchema]);
    expect(gone.schemas).toEqual([userSchema]);
  });

  test('that removes what is not there does nothing', () => {
    for (const path of [
      'nickName',
      'name.middleName',
      'emails[type eq "other"]',
      'phoneNumbers[type eq "x"].value',
    ])
      expect(patch({ op: 'remove', path })).toEqual(ada);
    expect(patch({ op: 'remove', path: 'urn:example:none:2.0:User:size' })).toEqual(ada);
  });

  test('brings names into their canonical case, and schemas in line with the extensions', () => {
    const patched = patch(
      { op: 'remove', path: enterpriseSchema.toLowerCase() },
      { op: 'add', value: { DISPLAYNAME: 'Ada L.', 'urn:example:shoes:2.0:User': { size: 38 } } },
      { op: 'add', path: 'urn:example:shoes:2.0:User:colour', value: 'red' },
      { op: 'replace', path: 'urn:EXAMPLE:shoes:2.0:User:Size', value: 39 },
      { op: 'add', path: 'urn:example:shoes:2.0:User:box', value: { colour: 'blue' } },
      { op: 'add', path: `${enterpriseSchema.toUpperCase()}:costcenter`, value: '5' },
    );
    expect(patched).toMatchObject({
      displayName: 'Ada L.',
      'urn:example:shoes:2.0:User': { size: 39, colour: 'red', box: { colour: 'blue' } },
      [enterpriseSchema]: { costCenter: '5' },
    });
    expect(patched.schemas).toEqual([userSchema, 'urn:example:shoes:2.0:User', enterpriseSchema]);
    const bare = { op: 'remove', path: enterpriseSchema };
    expect(refusalOf(bare, { op: 'add', path: enterpriseSchema, value: 'x' })).toBe('400 invalidValue');
    for (const path of [enterpriseSchema.toUpperCase(), undefined]) {
      const department = { Department: 'Looms' };
      const value = path ? department : { [enterpriseSchema.toLowerCase()]: department };
      expect(patch(bare, { op: 'add', path, value })).toHaveProperty([enterpriseSchema], {
        department: 'Looms',
      });
    }
  });

  test('keeps attributes of the directory’s own', () => {
    const patched = patch(
      { op: 'add', path: 'badge', value: { colour: 'blue', number: 4 } },
      { op: 'replace', path: 'BADGE.number', value: 5 },
      { op: 'add', path: 'tags', value: ['a', 'b'] },
      { op: 'add', path: 'tags', value: ['B', 'c'] },
      { op: 'remove', path: 'tags[value eq "a"]' },
    );
    expect(patched).toMatchObject({ badge: { colour: 'blue', number: 5 }, tags: ['B', 'c'] });
  });

  test('forgets a password', () => {
    expect(patch({ op: 'replace', path: 'password', value: 'secret' })).toEqual(ada);
    expect(patch({ op: 'add', value: { password: 'secret' } })).toEqual(ada);
    expect(patch({ op: 'add', path: 'urn:x:own', value: { PassWord: 'secret' } })).toEqual(ada);
    expect(patch({ op: 'add', path: `${enterpriseSchema}:password`, value: 'secret' })).toEqual(ada);
  });

  test.each([
    [{ op: 'remove' }, '400 noTarget'],
    [{ op: 'remove', path: userSchema }, '400 noTarget'],
    [{ op: 'replace', path: 'emails[type co "x"].value', value: 'a@example.com' }, '400 noTarget'],
    [{ op: 'replace', path: 'emails[type eq "other"].primary', value: true }, '400 noTarget'],
    [{ op: 'move', path: 'userName' }, '400 invalidSyntax'],
    [{ path: 'userName', value: 'x' }, '400 invalidSyntax'],
    ['replace', '400 invalidSyntax'],
    [{ op: 'add', path: 'userName', PATH: 'active', value: 'x' }, '400 invalidSyntax'],
    [{ op: 'add', path: 'nickName' }, '400 invalidValue'],
    [{ op: 'add', value: 'nickName' }, '400 invalidValue'],
    [{ op: 'add', path: 'nickName', value: 7 }, '400 invalidValue'],
    [{ op: 'add', path: 'name', value: 7 }, '400 invalidValue'],
    [{ op: 'add', path: 'emails[type eq "work"]', value: [7] }, '400 invalidValue'],
    [{ op: 'add', path: 'nickName', value: 'a\0' }, '400 invalidValue'],
    [{ op: 'add', path: 'nickName', value: '\ud800' }, '400 invalidValue'],
    [{ op: 'add', path: 'emails.primary', value: true }, '400 invalidValue'],
    [{ op: 'add', path: 'own', value: [[[[[[[[[1]]]]]]]]] }, '400 invalidValue'],
    [{ op: 'add', path: 'photos', value: Array.from({ length: 501 }, String) }, '400 invalidValue'],
    [{ op: 'add', path: 5, value: 'x' }, '400 invalidPath'],
    [{ op: 'add', path: '', value: 'x' }, '400 invalidPath'],
    [{ op: 'add', path: 'a b', value: 'x' }, '400 invalidPath'],
    [{ op: 'add', path: 'userName.first', value: 'x' }, '400 invalidPath'],
    [{ op: 'add', path: 'name[givenName eq "Ada"].familyName', value: 'x' }, '400 invalidPath'],
    [{ op: 'add', path: 'emails[type is "work"]', value: {} }, '400 invalidFilter'],
    [{ op: 'add', path: 'emails[primary gt "true"].value', value: 'x' }, '400 invalidFilter'],
    [{ op: 'replace', path: 'id', value: 'x' }, '400 mutability'],
    [{ op: 'replace', path: 'meta.version', value: 'x' }, '400 mutability'],
    [{ op: 'add', path: 'groups', value: [{ value: 'x' }] }, '400 mutability'],
    [{ op: 'add', value: { groups: [] } }, '400 mutability'],
    [{ op: 'add', path: `${enterpriseSchema}:manager.displayName`, value: 'x' }, '400 mutability'],
    [{ op: 'remove', path: 'userName' }, '400 mutability'],
    [{ op: 'replace', path: 'userName', value: null }, '400 mutability'],
    [{ op: 'replace', path: 'userName', value: ' ' }, '400 invalidValue'],
    [{ op: 'remove', path: 'active' }, '400 invalidValue'],
  ])('like %j is refused with %s', (operation, refusal) => {
    expect(refusalOf({ op: 'replace', path: 'title', value: 'Countess' }, operation)).toBe(refusal);
  });

  test('is refused when a list is too long on the way, too', () => {
    const value = (from: number) =>
      Array.from({ length: 300 }, (_, index) => ({ value: String(from + index) }));
    const operations = [0, 300].map((from) => ({ op: 'add', path: 'roles', value: value(from) }));
    expect(refusalOf(...operations, { op: 'remove', path: 'roles' })).toBe('400 invalidValue');
  });

  test('is refused when it goes through a large resource too often', () => {
    const own = Array.from({ length: 400 }, (_, index) => ({ name: String(index), text: 'x'.repeat(200) }));
    const large = readUser({ userName: 'ada', own }).resource;
    const operations = (count: number) =>
      Array.from(
        { length: count },
        () => ({ op: 'add', path: 'own', value: [{ name: '0', text: 'y' }] }) as const,
      );
    expect(() => applyPatch('User', large, operations(500))).toThrow(/fewer operations/);
    expect(applyPatch('User', large, operations(5)).own).toHaveLength(401);
    expect(Object.keys(applyPatch('User', ada, operations(100)))).toContain('own');
  });

  test('is refused when it has too many values, or makes too many attributes', () => {
    const roles = Array.from({ length: 401 }, (_, index) => ({ value: String(index) }));
    const operations = Array.from({ length: 5 }, () => ({ op: 'add', path: 'roles', value: roles }));
    expect(refusalOf(...operations)).toBe('400 invalidValue');
    expect(refusalOf(...operations.slice(1))).toBeNull();
    const attributes = Array.from({ length: 501 }, (_, index) => [`own${index}`, 1] as const);
    const one = attributes.map(([path, value]) => ({ op: 'add', path, value }));
    expect(refusalOf(...one)).toBe('400 invalidValue');
    expect(refusalOf({ op: 'add', value: Object.fromEntries(attributes) })).toBe('400 invalidValue');
  });

  test.each(['__proto__', 'constructor', 'prototype', 'CONSTRUCTOR'])('never touches %s', (name) => {
    for (const value of [`{"${name}":{"x":1}}`, `{"name":{"${name}":1}}`, `{"own":[{"a":{"${name}":1}}]}`])
      expect(refusalOf({ op: 'add', value: JSON.parse(value) })).toMatch(/^400 /);
    for (const path of [name, `${name}.x`, `name.${name}`, `${enterpriseSchema}:${name}`, `own.${name}`])
      expect(refusalOf({ op: 'add', path, value: 'x' })).toMatch(/^400 /);
    expect(({} as Record<string, unknown>).x).toBeUndefined();
  });

  test('is refused when the filters of its paths, or of its names, would compare for seconds', () => {
    const pathOf = (count: number) =>
      `emails[${Array.from({ length: count }, () => 'value co "x"').join(' or ')}]`;
    const remove = { op: 'remove', path: pathOf(150) };
    expect(refusalOf(remove, remove)).toBeNull();
    expect(refusalOf(remove, remove, remove)).toBe('400 invalidValue');
    const named = [149, 150, 151].map((count) => [`${pathOf(count)}.display`, null] as const);
    expect(refusalOf({ op: 'replace', value: Object.fromEntries(named) })).toBe('400 invalidValue');
  });

  test('reads no body that is none, names another message, or has too many operations', () => {
    const many = Array.from({ length: 1001 }, () => ({ op: 'add', path: 'title', value: 'x' }));
    for (const body of [null, [], 'x', {}, { Operations: {} }, { Operations: many }])
      expect(() => readPatch(body)).toThrow(ScimError);
    for (const schemas of ['x', [], [userSchema]])
      expect(() => readPatch({ schemas, Operations: [] })).toThrow(ScimError);
    const schemas = ['urn:ietf:params:scim:api:messages:2.0:PatchOp'];
    expect(readPatch({ schemas, operations: many.slice(1) })).toHaveLength(1000);
  });
});
