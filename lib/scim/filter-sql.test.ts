import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { Prisma } from '@/prisma/generated/client';
import { useDatabase } from '@/tests/database';
import { createTestDirectory, type TestDirectory } from '@/tests/factories/directories';
import { testNow } from '@/tests/factories/world';
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
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 2 });

const user = fc.record({
  externalId: maybe(fc.constantFrom('x', 'X', 'ada')),
  active: maybe(fc.boolean()),
  title: maybe(word),
  name: maybe(fc.record({ givenName: maybe(word), familyName: maybe(word) })),
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

const path = fc.constantFrom(
  'userName',
  'externalId',
  'active',
  'title',
  'name',
  'name.givenName',
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
); // prettier-ignore
const value = fc.oneof(
  word.map((text) => JSON.stringify(text)),
  fc.constantFrom(
    'true',
    'false',
    'null',
    '1',
    '2',
    '"u3"',
    '"2026-11-22T12:00:00Z"',
    '"x"',
    '"work"',
    `"${enterprise}"`,
  ),
);
const operator = fc.constantFrom('eq', 'ne', 'co', 'sw', 'ew', 'gt', 'ge', 'lt', 'le');
const compared = (name: fc.Arbitrary<string>) =>
  fc.oneof(
    fc.tuple(name, operator, value).map((parts) => parts.join(' ')),
    name.map((each) => `${each} pr`),
  );
const part = compared(fc.constantFrom('type', 'value', 'primary'));
const { filter } = fc.letrec<{ filter: string }>((tie) => ({
  filter: fc.oneof(
    { maxDepth: 3 },
    compared(path),
    fc.tuple(part, fc.constantFrom('and', 'or'), part).map((parts) => `phoneNumbers[${parts.join(' ')}]`),
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
      const rows = await database.db.$queryRaw<{ id: string }[]>`
        select r.id from directory_users r
        where r.directory_id = ${directory.directoryId} and ${filterSql('User', plain)} order by r.ordinal`;
      const expected = resources.filter((resource) => filterMatches('User', resource, plain));
      expect(rows.map(({ id }) => id)).toEqual(expected.map(({ id }) => id));
      if (rows.length > 0 && rows.length < resources.length) compared += 1;
    }),
    { numRuns: 600 },
  );
  expect(compared).toBeGreaterThan(50);
});

/** What is refused is refused before SQL and memory. */
function readOrNull(text: string) {
  try {
    return readFilter('User', text);
  } catch {
    return null;
  }
}
