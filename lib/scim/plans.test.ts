import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Prisma } from '@/prisma/generated/client';
import { useDatabase } from '@/tests/database';
import { createTestDirectory, type TestDirectory } from '@/tests/factories/directories';
import { testNow } from '@/tests/factories/world';
import type { Ctx } from '../authz/context';
import { type Database, prepared } from '../db';
import { readAttributePath } from './filter';
import { followGroups } from './follow-groups';
import { listGroups } from './list-groups';
import type { ListQuery } from './list-query';
import { listUsers } from './list-users';
import { moveMembers } from './move-members';
import { readFilter } from './resolve-filter';
import type { ResourceType } from './schema';

const database = useDatabase();
const [users, groups, enterprise] = [4000, 300, 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'];
const [userId, groupId] = ['diruser_1200000000000000007', 'dirgroup_1000000000000000007'];
const request = { method: 'GET', path: '/Users', body: null };
let directory: TestDirectory;
let client: pg.Client;

beforeAll(async () => {
  directory = await createTestDirectory(database.db);
  await insertUsers(directory);
  // Of other directories an index must not lead through the users.
  await insertUsers(await createTestDirectory(database.db), 'other');
  await insertGroups(directory);
  await insertManyDirectories(directory);
  await database.db.$executeRaw`vacuum analyze`;
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
  await client.query('set enable_seqscan = off');
});
afterAll(() => client.end());

describe('an index answers users', () => {
  test.each([
    ['userName eq "u7@example.com"', 'directory_users_directory_id_user_name_key_key'],
    ['externalId eq "e7"', 'directory_users_directory_id_external_id_ordinal_idx'],
    [`id eq "${userId}"`, 'directory_users_pkey'],
    ['emails eq "u7@example.com"', 'directory_users_searched_idx'],
    ['emails.value eq "u7@example.com"', 'directory_users_searched_idx'],
    ['emails[type eq "work"].value eq "u7@example.com"', 'directory_users_searched_idx'],
    ['emails[type eq "work" and value eq "u7@example.com"]', 'directory_users_searched_idx'],
    [
      'emails[type sw "w" and (value eq "u7@example.com" and not (primary eq true))]',
      'directory_users_searched_idx',
    ],
  ])('of the filter %s, by a plan that is good for directories of any size', async (filter, index) => {
    const used = await explainUsers({ filter });
    expect(used.filter((step) => step.startsWith('directory_users'))).toEqual([index]);
  });

  test.each([
    ['userName sw "u77"', 'only directory_users_directory_id_user_name_key_key'],
    ['userName gt "u99"', 'only directory_users_directory_id_user_name_key_key'],
    ['userName co "777"', 'directory_users_search_idx'],
    ['userName ew "777@example.com"', 'directory_users_search_idx'],
    ['externalId sw "e77"', 'only directory_users_directory_id_external_id_ordinal_idx'],
    ['emails[type eq "work" and value co "u777"]', 'directory_users_search_idx'],
    ['emails.value co "u777"', 'directory_users_search_idx'],
    ['emails.value sw "u777"', 'directory_users_search_idx'],
    ['displayName eq "Person 7"', 'only directory_users_by_display_name'],
    ['displayName sw "Person 77"', 'only directory_users_by_display_name'],
    ['displayName co "son 777"', 'directory_users_search_idx'],
    ['name.familyName eq "Family 7"', 'only directory_users_by_family_name'],
    ['name.familyName sw "Family 77"', 'only directory_users_by_family_name'],
    ['name.familyName co "ily 777"', 'directory_users_search_idx'],
    ['name.givenName sw "Given 777"', 'directory_users_search_idx'],
    ['name.givenName eq "Given 7"', 'directory_users_searched_idx'],
    ['title eq "Title 7"', 'directory_users_searched_idx'],
    [`${enterprise}:department eq "Department 7"`, 'directory_users_searched_idx'],
    [`${enterprise}:manager.value eq "7"`, 'directory_users_searched_idx'],
    ['active eq true', 'only directory_users_directory_id_active_ordinal_idx'],
    ['not (active eq "True")', 'only directory_users_directory_id_active_ordinal_idx'],
    [
      'meta.lastModified gt "2026-11-20T00:00:00Z"',
      'only directory_users_directory_id_updated_at_ordinal_idx',
    ],
    ['meta.created ge "2026-11-20T00:00:00Z"', 'only directory_users_directory_id_created_at_ordinal_idx'],
    ['userName eq "u7@example.com" and active eq true', 'directory_users_directory_id_user_name_key_key'],
    ['title eq "Title 7" and active eq true', 'directory_users_searched_idx'],
    [`groups.value eq "${groupId}"`, 'directory_group_members_pkey'],
  ])('of the filter %s', async (filter, index) => {
    const used = await explainUsers({ filter });
    expect(used).toContain(index);
    expect(used.filter(readsBeside)).toEqual([]);
  });

  test.each([
    ['userName', 'directory_users_directory_id_user_name_key_key'],
    ['externalId', 'directory_users_directory_id_external_id_ordinal_idx'],
    ['displayName', 'directory_users_by_display_name'],
    ['name.familyName', 'directory_users_by_family_name'],
    ['meta.created', 'directory_users_directory_id_created_at_ordinal_idx'],
    ['meta.lastModified', 'directory_users_directory_id_updated_at_ordinal_idx'],
  ])('in the order of %s, without reading those before the page', async (sortBy, index) => {
    for (const descending of [false, true])
      for (const more of [{ startIndex: 3900 }, { filter: 'userName pr' }]) {
        const used = await explainUsers({ sortBy, descending, ...more });
        expect(used).toContain(`only ${index}`);
        expect(used).not.toContain('Incremental Sort');
      }
  });

  test('on any page', async () => {
    for (const asked of [
      {},
      { startIndex: 3900 },
      { count: 0 },
      { filter: 'userName pr', startIndex: 3900 },
    ]) {
      const used = await explainUsers(asked);
      expect(used).toContain('directory_users_directory_id_ordinal_key');
      expect(used.filter(readsBeside)).toEqual([]);
    }
  });

  test('of either of two filters', async () => {
    const used = await explainUsers({ filter: 'userName eq "u7@example.com" or externalId eq "e9"' });
    expect(used).toContain('directory_users_directory_id_user_name_key_key');
    expect(used).toContain('directory_users_directory_id_external_id_ordinal_idx');
  });
});

describe('an index answers groups', () => {
  test.each([
    ['displayName eq "Team 7"', 'directory_groups_directory_id_display_name_key_key'],
    ['displayName sw "Team 77"', 'directory_groups_directory_id_display_name_key_key'],
    ['externalId eq "g7"', 'directory_groups_directory_id_external_id_idx'],
    [`id eq "${groupId}"`, 'directory_groups_pkey'],
    [`members eq "${userId}"`, 'directory_group_members_directory_user_id_group_id_idx'],
    [`members.value eq "${userId}"`, 'directory_group_members_directory_user_id_group_id_idx'],
    [`members[value eq "${userId}"]`, 'directory_group_members_directory_user_id_group_id_idx'],
    [`id eq "${groupId}" and members eq "${userId}"`, 'directory_groups_pkey'],
  ])('of the filter %s', async (filter, index) => {
    expect(await explainGroups({ filter })).toContain(index);
  });

  test('in the order of their names, and of their creation', async () => {
    expect(await explainGroups({ sortBy: 'displayName', descending: true })).toContain(
      'directory_groups_directory_id_display_name_key_key',
    );
    const used = await explainGroups({ startIndex: 200 });
    expect(used).toContain('directory_groups_directory_id_ordinal_key');
    expect(used.filter(readsBeside)).toEqual([]);
  });
});

test('an index finds those who come into a group or go, by plans that are good for directories of any size', async () => {
  const members = { replace: null, add: [userId], remove: ['diruser_1200000000000000008'] };
  const moved = { groupId, members, request, status: 204 } as const;
  const { directoryId, organizationId } = directory;
  const actor = {
    kind: 'directory',
    directoryId,
    organizationId,
    name: 'Okta',
    attributeMapping: {},
  } as const;
  const plans = [
    ...(await explainAll((ctx) => moveMembers(ctx, actor, moved))),
    ...(await explainAll((ctx) => followGroups(ctx.db, ctx, { directoryId, userIds: [userId] }))),
  ];
  for (const used of plans)
    expect(used.filter((step) => /directory_users_(?:directory_id|by)_/.test(step))).toEqual([]);
  expect(plans.filter((used) => used.includes('directory_users_pkey')).length).toBeGreaterThan(1);
});

/** A join that reads all of the other side. */
const readsBeside = (step: string) => /^(?:Hash|Merge) Join$/.test(step);

interface Asked {
  readonly filter?: string;
  readonly sortBy?: string;
  readonly descending?: boolean;
  readonly startIndex?: number;
  readonly count?: number;
}

const explainUsers = (asked: Asked) =>
  explain((ctx) => listUsers(ctx, { query: queryOf('User', asked), request }));

const explainGroups = (asked: Asked) =>
  explain((ctx) => listGroups(ctx, { query: queryOf('Group', asked), withMembers: false }));

function queryOf(type: ResourceType, { filter, sortBy, descending, startIndex, count }: Asked): ListQuery {
  const path = sortBy === undefined ? null : readAttributePath(sortBy);
  return {
    filter: filter === undefined ? null : readFilter(type, filter),
    sort: path && { path, descending: descending ?? false },
    startIndex: startIndex ?? 1,
    count: count ?? 100,
  };
}

interface Node {
  readonly 'Node Type': string;
  readonly 'Index Name'?: string;
  readonly Plans?: readonly Node[];
}

/** The steps and indexes of the plan of the one statement, as it is run; “only” before those that spare it the table. */
async function explain(run: (ctx: Ctx) => Promise<unknown>): Promise<readonly string[]> {
  const [used, ...more] = await explainAll(run);
  if (!used || more.length > 0) throw new Error('It is not one statement.');
  return used;
}

async function explainAll(run: (ctx: Ctx) => Promise<unknown>): Promise<readonly (readonly string[])[]> {
  const asked: Prisma.Sql[] = [];
  await run({ ...directory.ctx, db: listening(asked) });
  const plans = [];
  for (const sql of asked) plans.push(await explainOne(sql));
  return plans;
}

async function explainOne({ text, values }: Prisma.Sql): Promise<readonly string[]> {
  const mode = text.startsWith(prepared.sql) ? 'force_generic_plan' : 'force_custom_plan';
  const parameters = values.length === 0 ? '' : `(${values.map(literal).join(', ')})`;
  await client.query(`set plan_cache_mode = ${mode}`);
  await client.query(`prepare asked as ${text}`);
  const { rows } = await client.query<{ 'QUERY PLAN': [{ Plan: Node }] }>(
    `explain (format json) execute asked${parameters}`,
  );
  await client.query('deallocate asked');
  return rows.flatMap((row) => usedBy(row['QUERY PLAN'][0].Plan));
}

function literal(value: unknown): string {
  if (value === null) return 'null';
  if (value instanceof Date) return `'${value.toISOString()}'`;
  return client.escapeLiteral(Array.isArray(value) ? `{${value.join(',')}}` : String(value));
}

function usedBy(node: Node): readonly string[] {
  const { 'Node Type': type, 'Index Name': index } = node;
  const only = type === 'Index Only Scan' ? [`only ${index}`] : [];
  return [type, ...(index ? [index, ...only] : []), ...(node.Plans ?? []).flatMap(usedBy)];
}

/** A database that is asked and answers nothing. */
function listening(asked: Prisma.Sql[]): Database {
  const db = {
    $queryRaw(query: TemplateStringsArray | Prisma.Sql, ...values: unknown[]) {
      const sql = 'raw' in query ? Prisma.sql(query, ...values) : query;
      if (!sql.text.includes('set_config')) asked.push(sql);
      return Promise.resolve([]);
    },
    $transaction: (work: (tx: unknown) => unknown) => work(db),
  };
  return db as unknown as Database;
}

async function insertUsers({ directoryId, organizationId }: TestDirectory, prefix = ''): Promise<void> {
  const first = prefix === '' ? 1_200_000_000_000_000_000n : 1_300_000_000_000_000_000n;
  await database.db.$executeRaw`
    insert into directory_users (id, directory_id, organization_id, ordinal, user_name, user_name_key, external_id, active, resource,
      searched, created_at, updated_at)
    select 'diruser_' || ${first}::bigint + n, ${directoryId}, ${organizationId}, n, address, address, 'e' || n, n % 50 <> 0, '{}',
      jsonb_build_object('username', address, 'displayname', 'person ' || n, 'title', 'title ' || n % 100,
        'name', jsonb_build_object('givenname', 'given ' || n, 'familyname', 'family ' || n % 1000),
        'emails', jsonb_build_array(jsonb_build_object('value', address, 'type', 'work')), ${enterprise.toLowerCase()}::text,
        jsonb_build_object('department', 'department ' || n % 100, 'manager', jsonb_build_object('value', (n % 100)::text))),
      ${testNow}::timestamptz - n * interval '1 hour', ${testNow}::timestamptz - (n * 7 % ${users}::int) * interval '1 hour'
    from generate_series(1, ${users}::int) n, lateral (select ${prefix}::text || 'u' || n || '@example.com') named(address)`;
  await database.db.$executeRaw`
    insert into directory_user_blocks (directory_id, block, users)
    select ${directoryId}, ordinal / 1000, count(*) from directory_users where directory_id = ${directoryId} group by 2`;
  await database.db.directory.update({ where: { id: directoryId }, data: { userCount: users } });
}

/** Of one user each, so that whoever plans for any directory expects few users. */
async function insertManyDirectories({ organizationId }: TestDirectory): Promise<void> {
  await database.db.$executeRaw`
    with made as (
      insert into directories (id, organization_id, name, provider)
      select 'dir_' || 1000000000000000000 + n, ${organizationId}, 'Okta', 'OKTA' from generate_series(1, 400) n returning id)
    insert into directory_users (id, directory_id, organization_id, ordinal, user_name, user_name_key, resource, searched)
    select 'diruser_' || substr(id, 5), id, ${organizationId}, 1, 'only', 'only', '{}', '{}' from made`;
}

/** Of ten members each. */
async function insertGroups({ directoryId, organizationId }: TestDirectory): Promise<void> {
  await database.db.$executeRaw`
    insert into directory_groups (id, directory_id, organization_id, ordinal, display_name, display_name_key, external_id, resource, searched)
    select 'dirgroup_' || 1000000000000000000 + n, ${directoryId}, ${organizationId}, 5000 + n, 'Team ' || n, 'team ' || n, 'g' || n, '{}', '{}'
    from generate_series(1, ${groups}::int) n`;
  await database.db.$executeRaw`
    insert into directory_group_members (group_id, directory_user_id)
    select 'dirgroup_' || 1000000000000000000 + n, 'diruser_' || 1200000000000000000 + n * 10 + k
    from generate_series(1, ${groups}::int) n, generate_series(0, 9) k`;
  await database.db.directory.update({ where: { id: directoryId }, data: { groupCount: groups } });
}
