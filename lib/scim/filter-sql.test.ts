import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { Prisma } from '@/prisma/generated/client';
import { useDatabase } from '@/tests/database';
import { createTestDirectory, type TestDirectory } from '@/tests/factories/directories';
import { testNow } from '@/tests/factories/world';
import type { Filter } from './filter';
import { filterMatches } from './filter-matches';
import { filterSql } from './filter-sql';
import { readUser, type UserInput } from './read-user';
import { readFilter } from './resolve-filter';
import { userColumns, userValuesSql } from './user-columns';

const database = useDatabase();
let directory: TestDirectory;
let resources: { readonly id: string; readonly [name: string]: unknown }[] = [];

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const custom = 'urn:example:2.0:User';

/** Few words, so that filters meet values. */
const words = ['ada', 'Ada', 'ADA', 'b', 'straße', 'ΣΑΣ', 'σας', 'true', 'a b', '%_\\', '"quoted"', '1', ''];
const word = fc.constantFrom(...words);
const addresses = ['Ada@example.com', 'ada.b@example.com', 'b_1%ada@Example.COM'];
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 2 });

const user = fc.record({
  externalId: maybe(fc.constantFrom('x', 'X', 'ada')),
  active: maybe(fc.boolean()),
  title: maybe(word),
  displayName: maybe(word),
  name: maybe(fc.record({ givenName: maybe(word), familyName: maybe(word) })),
  emails: maybe(
    fc.uniqueArray(
      fc.record({ type: fc.constantFrom('work', 'home'), value: fc.constantFrom(...addresses) }),
      {
        selector: ({ type }) => type,
        maxLength: 2,
      },
    ),
  ),
  phoneNumbers: maybe(
    fc.uniqueArray(fc.record({ type: fc.constantFrom('work', 'Home', 'fax'), value: word }), {
      selector: ({ type }) => type,
      maxLength: 3,
    }),
  ),
  [enterprise]: maybe(fc.record({ department: maybe(word), manager: maybe(fc.record({ value: word })) })),
  [custom]: maybe(fc.record({ level: maybe(fc.oneof(word, fc.integer({ min: 0, max: 3 }), fc.boolean())) })),
  nicknames: maybe(fc.oneof(word, fc.array(word, { maxLength: 3 }), fc.integer({ min: 0, max: 3 }))),
});

const paths = [
  'userName',
  'externalId',
  'active',
  'title',
  'displayName',
  'name',
  'name.givenName',
  'name.familyName',
  'emails',
  'emails.type',
  'emails.value',
  'phoneNumbers',
  'phoneNumbers.type',
  'phoneNumbers.value',
  `${enterprise}:department`,
  `${enterprise}:manager`,
  `${enterprise}:manager.value`,
  `${custom}:level`,
  'nicknames',
  'id',
  'meta',
  'meta.created',
  'groups',
  'unknown',
  'schemas',
];
const texts = [...words, 'u3', 'x', 'work', 'ada@EXAMPLE', '_1%a', 'a_b', 'mple.com', enterprise];
const literals = [
  ...texts.map((text) => JSON.stringify(text)),
  'true',
  'false',
  'null',
  '1',
  '2',
  '"2026-11-22T12:00:00Z"',
];
const path = fc.constantFrom(...paths);
const value = fc.constantFrom(...literals);
const operator = fc.constantFrom('eq', 'ne', 'co', 'sw', 'ew', 'gt', 'ge', 'lt', 'le');
const compared = (name: fc.Arbitrary<string>) =>
  fc.oneof(
    fc.tuple(name, operator, value).map((parts) => parts.join(' ')),
    name.map((each) => `${each} pr`),
  );
const part = compared(fc.constantFrom('type', 'value', 'primary'));
const emailPart = fc.constantFrom(
  'value eq "ada@example.com"',
  'value co "ada"',
  'value ew "mple.com"',
  'type eq "work"',
  'type sw "wor"',
);
const { filter } = fc.letrec<{ filter: string }>((tie) => ({
  filter: fc.oneof(
    { maxDepth: 3 },
    compared(path),
    fc
      .tuple(fc.constantFrom('phoneNumbers', 'emails'), part, fc.constantFrom('and', 'or'), part)
      .map(([name, ...parts]) => `${name}[${parts.join(' ')}]`),
    fc
      .tuple(emailPart, fc.constantFrom('and', 'or'), emailPart, fc.constantFrom('and', 'or'), part)
      .map(([a, word, b, other, c]) => `emails[(${a} ${word} ${b}) ${other} not (${c})]`),
    fc
      .tuple(tie('filter'), fc.constantFrom('and', 'or'), tie('filter'))
      .map(([a, word, b]) => `(${a}) ${word} (${b})`),
    tie('filter').map((each) => `not (${each})`),
  ),
}));

beforeAll(async () => {
  directory = await createTestDirectory(database.db);
  const { directoryId, organizationId } = directory;
  const sent: object[] = JSON.parse(JSON.stringify(fc.sample(user, { numRuns: 120, seed: 7643 })));
  const read = sent.map(
    (each, index): UserInput =>
      readUser({ schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'], userName: `u${index}`, ...each }),
  );
  const rows = read.map((input, index) => {
    const id = `diruser_${1_000_000_000_000_000_000n + BigInt(index)}`;
    return Prisma.sql`(${id}, ${directoryId}, ${organizationId}, ${index}::bigint, ${testNow}::timestamptz,
      ${testNow}::timestamptz, ${userValuesSql(input)})`;
  });
  await database.db.$executeRaw`
    insert into directory_users (id, directory_id, organization_id, ordinal, created_at, updated_at, ${userColumns})
    values ${Prisma.join(rows)}`;
  const time = testNow.toISOString();
  const meta = { resourceType: 'User', created: time, lastModified: time, version: 'W/"1"' };
  resources = read.map(({ resource }, index) => {
    return { ...resource, id: `diruser_${1_000_000_000_000_000_000n + BigInt(index)}`, meta };
  });
});

test('a filter selects the same users in SQL as in memory', async () => {
  let compared = 0;
  await fc.assert(
    fc.asyncProperty(filter, async (text) => {
      const plain = readOrNull(text);
      if (!plain) return;
      const [found] = await selectBoth([plain]);
      expect(found?.inSql).toEqual(found?.inMemory);
      if (found && found.inSql.length > 0 && found.inSql.length < resources.length) compared += 1;
    }),
    { numRuns: 600 },
  );
  expect(compared).toBeGreaterThan(50);
});

test.each(['co', 'sw', 'ew', 'eq'])('so does every attribute by %s with every value', async (each) => {
  const named = [...paths, 'emails[type eq "work"].value', 'phoneNumbers[type eq "work"].value'];
  const filters = named.flatMap((name) =>
    literals.flatMap((literal) => readOrNull(`${name} ${each} ${literal}`) ?? []),
  );
  expect(filters.length).toBeGreaterThan(300);
  for (const { inSql, inMemory, filter: one } of await selectBoth(filters))
    expect({ filter: one, found: inSql }).toEqual({ filter: one, found: inMemory });
});

/** The ids of the users who fit, of each filter, in one statement. */
async function selectBoth(filters: readonly Filter[]) {
  const { directoryId } = directory;
  const selections = filters.map(
    (each, place) => Prisma.sql`(${place}::int, array(
      select r.id from directory_users r where r.directory_id = ${directoryId} and ${filterSql('User', each)} order by r.ordinal))`,
  );
  const rows = await database.db.$queryRaw<{ ids: string[] }[]>`
    select ids from (values ${Prisma.join(selections)}) found(place, ids) order by place`;
  return filters.map((each, place) => ({
    filter: each,
    inSql: rows[place]?.ids ?? [],
    inMemory: resources.filter((resource) => filterMatches('User', resource, each)).map(({ id }) => id),
  }));
}

/** What is refused is refused before SQL and memory. */
function readOrNull(text: string) {
  try {
    return readFilter('User', text);
  } catch {
    return null;
  }
}
