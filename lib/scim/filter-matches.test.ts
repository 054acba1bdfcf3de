import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { filterMatches } from './filter-matches';
import { readResource } from './read-resource';
import { readUser } from './read-user';
import type { ScimObject } from './read-value';
import { readFilter } from './resolve-filter';
import { enterpriseSchema, userSchema } from './schema';
import { ScimError } from './scim-error';
import { containmentsOf, searchedForm } from './searched';

const ada: ScimObject = {
  ...readUser({
    schemas: [userSchema, enterpriseSchema],
    userName: 'Ada@example.com',
    externalId: 'AbC',
    name: { givenName: 'Ada', familyName: 'Lovelace' },
    active: false,
    nickName: '',
    emails: [
      { type: 'Work', value: 'Ada@example.com', primary: true },
      { type: 'home', value: 'ada@home.example.org' },
    ],
    [enterpriseSchema]: { department: 'Engines', manager: '7' },
    badge: { Number: 12, tags: ['x'] },
    tags: ['Red', 'Green'],
    cars: [{ wheels: 4 }, { wheels: 3 }],
  }).resource,
  id: 'diru_1',
  meta: { resourceType: 'User', lastModified: '2026-01-31T09:00:00.000Z' },
};

function matches(filter: string): boolean {
  return filterMatches('User', ada, readFilter('User', filter));
}

describe('a filter (RFC 7644 section 3.4.2.2)', () => {
  test.each([
    'userName eq "ADA@EXAMPLE.COM"',
    'USERNAME sw "ada@"',
    'userName ew ".com"',
    'userName co "@"',
    `${userSchema}:userName eq "ada@example.com"`,
    'externalId eq "AbC"',
    'externalId ne "abc"',
    'id eq "diru_1" and active eq "False"',
    'active eq false',
    'active ne true',
    'active pr',
    'name.familyName gt "Lovelac"',
    'name.familyName ge "lovelace"',
    'name.familyName lt "lovelacf"',
    'name.familyName le "LOVELACE"',
    'name pr',
    'emails eq "ada@example.com"',
    'emails co "example.org"',
    'emails.type eq "work"',
    'emails[type eq "work" and value co "@example.com"]',
    'emails[type eq "work"].value eq "ada@example.com"',
    'emails[primary eq "true"].value pr',
    'emails[not (type eq "home")]',
    'not (emails[type eq "other"])',
    'schemas eq "urn:ietf:params:scim:schemas:core:2.0:user"',
    `${enterpriseSchema}:department eq "engines"`,
    `${enterpriseSchema}:manager eq "7"`,
    `${enterpriseSchema}:manager.value eq "7"`,
    'meta.lastModified gt "2026-01-31T08:00:00Z"',
    'meta.lastModified eq "2026-01-31T10:00:00+01:00"',
    'meta.lastModified le "2026-01-31T09:00:00.000"',
    'meta.resourceType eq "User"',
    'title eq null',
    'userName ne null',
    'title ne "Countess"',
    'not (nickName pr)',
    'badge.number eq 12',
    'badge.NUMBER gt 11.5',
    'tags eq "red"',
    'cars[wheels lt 4]',
    'cars.wheels eq 3',
    'userName eq "x" or active eq false and externalId pr',
  ])('%s finds Ada', (filter) => {
    expect(matches(filter)).toBe(true);
  });

  test.each([
    'externalId eq "abc"',
    'active eq true',
    'name.familyName gt "lovelace"',
    'emails[type eq "home" and primary eq true]',
    'emails[type eq "home"].value eq "ada@example.com"',
    'nickName pr',
    'title pr',
    'department eq "engines"',
    'urn:example:2.0:User:userName eq "ada@example.com"',
    'badge.number eq "12"',
    'badge.number co "1"',
    'badge eq "12"',
    'constructor pr',
    'toString pr',
    '(userName eq "x" or active eq false) and title pr',
  ])('%s does not', (filter) => {
    expect(matches(filter)).toBe(false);
  });

  test.each([
    'name eq "Ada"',
    'userName.first eq "x"',
    'userName[value eq "x"]',
    'userName eq 5',
    'userName eq true',
    'active eq "perhaps"',
    'active eq 1',
    'active co "tr"',
    'active gt "true"',
    'emails[primary sw "t"]',
    'meta eq "x"',
    'meta.created gt "yesterday"',
    'meta.created gt "2026"',
    'meta.created gt "2026-13-01T00:00:00Z"',
    'meta.created gt "0000-01-01T00:00:00Z"',
    'meta.created gt "9999-12-31T23:59:59-01:00"',
    'meta.created gt "+020260-01-01T00:00:00Z"',
    'meta.created co "2026"',
  ])('%s cannot be answered', (filter) => {
    const refusal = expect.objectContaining({ status: 400, scimType: 'invalidFilter' });
    expect(() => readFilter('User', filter)).toThrow(refusal);
    expect(() => readFilter('User', filter)).toThrow(ScimError);
  });

  test('finds parts of Greek words, whatever form their sigma has', () => {
    const odysseus = readUser({ userName: 'x', displayName: 'ΟΔΥΣΣΕΥΣ' }).resource;
    for (const filter of ['displayName eq "Οδυσσεύς"', 'displayName ew "ΕΥΣ"', 'displayName sw "οδυς"'])
      expect(filterMatches('User', odysseus, readFilter('User', filter.replace('ύ', 'υ')))).toBe(true);
  });
});

/** PostgreSQL's `@>` below the top. */
function contains(one: unknown, other: unknown): boolean {
  if (Array.isArray(other))
    return Array.isArray(one) && other.every((part) => one.some((each) => contains(each, part)));
  if (typeof other !== 'object' || other === null) return one === other;
  if (typeof one !== 'object' || one === null || Array.isArray(one)) return false;
  return Object.entries(other).every(
    ([key, part]) => Object.hasOwn(one, key) && contains(Reflect.get(one, key), part),
  );
}

const word = fc.constantFrom('a', 'A', 'b', 'ς', 'Σ', '1', 'true');
const type = fc.constantFrom('work', 'Work', 'home');
const email = fc.record({ type, value: word, primary: fc.boolean() }, { requiredKeys: ['value'] });
const scalar = fc.oneof(word, fc.integer({ min: 0, max: 2 }), fc.boolean());
const own = fc.oneof(
  scalar,
  fc.array(scalar),
  fc.dictionary(fc.constantFrom('x', 'Y'), fc.oneof(scalar, fc.array(scalar)), { noNullPrototype: true }),
  fc.array(fc.dictionary(fc.constantFrom('x', 'Y'), scalar, { noNullPrototype: true })),
);
const resource = fc
  .record(
    {
      userName: word,
      externalId: word,
      active: fc.boolean(),
      title: word,
      name: fc.record({ givenName: word, familyName: word }, { requiredKeys: [] }),
      emails: fc
        .uniqueArray(email, { selector: (each) => each.type?.toLowerCase(), maxLength: 3 })
        .map(onePrimary),
      roles: fc.array(word),
      own,
      [enterpriseSchema]: fc.record({ department: word, manager: word }, { requiredKeys: [] }),
      'urn:example:2.0:User': fc.record({ own }),
    },
    { requiredKeys: ['userName'] },
  )
  .map((body) => readResource('User', body));

const attribute = fc.constantFrom(
  'userName',
  'TITLE',
  'externalId',
  'name.givenName',
  'emails',
  'emails.type',
  'emails.value',
  'roles',
  'own',
  'own.x',
  'own.y',
  `${enterpriseSchema}:department`,
  `${enterpriseSchema.toUpperCase()}:manager`,
  'urn:example:2.0:User:own',
  'urn:EXAMPLE:2.0:user:OWN.x',
);
const equality = fc.oneof(
  fc.tuple(attribute, word).map(([name, value]) => `${name} eq "${value}"`),
  fc.boolean().map((value) => `active eq ${value}`),
  fc
    .tuple(fc.constantFrom('own', 'own.x', 'urn:example:2.0:User:own'), scalar)
    .map(([name, value]) => `${name} eq ${JSON.stringify(value)}`),
  fc.tuple(type, word).map(([each, value]) => `emails[type eq "${each}" and value eq "${value}"]`),
  fc.tuple(type, fc.boolean()).map(([each, value]) => `emails[type eq "${each}"].primary eq "${value}"`),
  word.map((value) => `name[givenName eq "${value}"]`),
  fc.tuple(scalar, scalar).map(([x, y]) => `own[x eq ${JSON.stringify(x)} and y eq ${JSON.stringify(y)}]`),
);

function onePrimary<T extends object>(values: readonly T[]) {
  return values.map((value, index) => (index === 0 ? value : { ...value, primary: false }));
}

describe('what is kept to be searched', () => {
  test('contains what an eq asks for exactly when the filter fits', () => {
    let fitting = 0;
    fc.assert(
      fc.property(resource, equality, (user, text) => {
        const filter = readFilter('User', text);
        const documents = containmentsOf('User', filter);
        if (!documents) throw new Error(`${text} is no eq`);
        const searched = searchedForm('User', user);
        const fits = filterMatches('User', user, filter);
        if (fits) fitting += 1;
        expect(documents.some((document) => contains(searched, document))).toBe(fits);
      }),
      { numRuns: 1500 },
    );
    expect(fitting).toBeGreaterThan(50);
  });

  test('answers no other filters than eq', () => {
    for (const text of ['title pr', 'title co "x"', 'not (title eq "x")', 'a eq 1 and b eq 2'])
      expect(containmentsOf('User', readFilter('User', text))).toBeNull();
    for (const text of [
      'emails[type co "x"]',
      'emails[type eq "x" or type eq "y"]',
      'emails[a eq 1 and a eq 2]',
    ])
      expect(containmentsOf('User', readFilter('User', text))).toBeNull();
  });
});
