import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { log } from '@/lib/log';
import { useDatabase } from '@/tests/database';
import { type RunningApi, startApi } from '../start-api';
import { connectDirectory, type ScimClient, scimUser } from '../start-scim';

const database = useDatabase();
let api: RunningApi;
let scim: ScimClient;

const names = ['ada', 'Grace', 'edsger', 'Barbara', 'alan'];

beforeAll(async () => {
  log.level = 'silent';
  api = await startApi(database.url);
  scim = await connectDirectory(api.url, database.db);
  for (const [index, name] of names.entries()) {
    const more = {
      externalId: `Ext-${index}`,
      title: index % 2 === 0 ? 'Head' : undefined,
      active: name !== 'alan',
      name: { givenName: name, familyName: 'Example' },
    };
    await scim.post('/Users', scimUser(`${name}@${scim.domain}`, more));
  }
});
afterAll(() => api.stop());

const found = async (query: string) => {
  const { status, body } = await scim.get(`/Users?${query}`);
  expect({ status, schemas: body.schemas }).toEqual({
    status: 200,
    schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
  });
  return {
    ...body,
    names: body.Resources.map(({ name }: { name?: { givenName: string } }) => name?.givenName),
  };
};
const filtered = async (filter: string) => (await found(`filter=${encodeURIComponent(filter)}`)).names;

describe('RFC 7644 section 3.4.2.4, a page', () => {
  test('is in order of creation, and says how many there are', async () => {
    expect(await found('')).toMatchObject({ names, totalResults: 5, startIndex: 1, itemsPerPage: 5 });
  });

  test.each([
    ['startIndex=1&count=2', { names: ['ada', 'Grace'], totalResults: 5, startIndex: 1, itemsPerPage: 2 }],
    [
      'startIndex=4&count=100',
      { names: ['Barbara', 'alan'], totalResults: 5, startIndex: 4, itemsPerPage: 2 },
    ],
    ['startIndex=6', { names: [], totalResults: 5, startIndex: 6, itemsPerPage: 0 }],
    ['startIndex=999999999999', { names: [], totalResults: 5, itemsPerPage: 0 }],
    ['startIndex=0&count=1', { names: ['ada'], startIndex: 1 }],
    ['startIndex=-5&count=-1', { names: [], totalResults: 5, startIndex: 1, itemsPerPage: 0 }],
    ['count=0', { names: [], totalResults: 5, itemsPerPage: 0 }],
    ['count=0&filter=active+eq+true', { names: [], totalResults: 4, itemsPerPage: 0 }],
    ['filter=active+eq+true&startIndex=4', { names: ['Barbara'], totalResults: 4, startIndex: 4 }],
    ['filter=active+eq+true&startIndex=9', { names: [], totalResults: 4 }],
  ])('of %s', async (query, expected) => {
    expect(await found(query)).toMatchObject(expected);
  });

  test('stays right when users of the first pages are deleted', async () => {
    const other = await connectDirectory(api.url, database.db);
    const ids: string[] = [];
    for (const name of names)
      ids.push((await other.post('/Users', scimUser(`${name}@${other.domain}`))).body.id);
    await other.delete(`/Users/${ids[1]}`);
    const { body } = await other.get('/Users?startIndex=3&count=1');
    expect(body).toMatchObject({ totalResults: 4, Resources: [{ id: ids[3] }] });
  });

  test('finds a page in any block of a thousand', async () => {
    const other = await connectDirectory(api.url, database.db);
    await database.db.$executeRaw`
      insert into directory_users (id, directory_id, organization_id, ordinal, user_name, user_name_key, resource, searched)
      select 'diruser_' || (1000000000000000000 + n), ${other.directoryId}, ${other.organizationId}, n * 3, 'u' || n, 'u' || n,
        jsonb_build_object('userName', 'u' || n), jsonb_build_object('username', 'u' || n)
      from generate_series(1, 2500) n`;
    await database.db.$executeRaw`
      insert into directory_user_blocks (directory_id, block, users)
      select directory_id, (ordinal / 1000)::int, count(*) from directory_users
      where directory_id = ${other.directoryId} group by 1, 2`;
    await database.db.directory.update({ where: { id: other.directoryId }, data: { userCount: 2500 } });
    for (const startIndex of [1, 2, 333, 334, 335, 1000, 1001, 2499, 2500]) {
      const { body } = await other.get(`/Users?startIndex=${startIndex}&count=1`);
      expect(body).toMatchObject({ totalResults: 2500, Resources: [{ userName: `u${startIndex}` }] });
    }
    expect((await other.get('/Users?startIndex=2501')).body.Resources).toEqual([]);
  });
});

describe('RFC 7644 section 3.4.2.2, a filter', () => {
  test.each([
    ['userName eq "ADA@DOMAIN"', ['ada']],
    ['externalId eq "Ext-1"', ['Grace']],
    ['externalId eq "ext-1"', []],
    ['emails[type eq "work"].value eq "Grace@DOMAIN"', ['Grace']],
    ['emails[type eq "work" and value eq "GRACE@DOMAIN"]', ['Grace']],
    ['emails.value eq "grace@DOMAIN"', ['Grace']],
    ['emails eq "grace@DOMAIN"', ['Grace']],
    ['emails[type eq "home"]', []],
    ['emails[primary eq "True"] and active eq false', ['alan']],
    ['urn:ietf:params:scim:schemas:core:2.0:User:userName sw "AL"', ['alan']],
    ['userName co "ra" or userName sw "eds"', ['Grace', 'edsger', 'Barbara']],
    ['not (title pr)', ['Grace', 'Barbara']],
    ['title ne "head"', ['Grace', 'Barbara']],
    ['title eq null and active eq "true"', ['Grace', 'Barbara']],
    ['name.givenName gt "b" and name.givenName le "edsger"', ['edsger', 'Barbara']],
    ['meta.created gt "2020-01-01T00:00:00Z" and userName ew "DOMAIN" and not (active eq true)', ['alan']],
    ['meta.lastModified lt "2020-01-01T00:00:00Z"', []],
    ['groups pr', []],
    ['groups.value eq "dirgroup_1"', []],
    ['unknownThing eq "x"', []],
  ])('%s', async (filter, expected) => {
    expect(await filtered(filter.replaceAll('DOMAIN', scim.domain))).toEqual(expected);
  });

  test.each(['userName zz "x"', 'userName eq', '(userName eq "x"', 'active gt true', 'meta.location eq "x"'])(
    '%s is refused as invalidFilter',
    async (filter) => {
      expect(await scim.get(`/Users?filter=${encodeURIComponent(filter)}`)).toMatchObject({
        status: 400,
        body: { scimType: 'invalidFilter', detail: expect.stringMatching(/./) },
      });
    },
  );
});

describe('RFC 7644 section 3.4.2.3, an order', () => {
  test.each([
    ['sortBy=userName', ['ada', 'alan', 'Barbara', 'edsger', 'Grace']],
    ['sortBy=NAME.givenname&sortOrder=descending', ['Grace', 'edsger', 'Barbara', 'alan', 'ada']],
    ['sortBy=emails&startIndex=2&count=2', ['alan', 'Barbara']],
    ['sortBy=title', ['ada', 'edsger', 'alan', 'Grace', 'Barbara']],
    ['sortBy=meta.created&sortOrder=descending&filter=active+eq+true', ['Barbara', 'edsger', 'Grace', 'ada']],
  ])('by %s', async (query, expected) => {
    expect((await found(query)).names).toEqual(expected);
  });

  test.each([
    'sortBy=userName&sortOrder=upwards',
    'sortBy=%22',
    'count=many',
    'startIndex=1.5',
    'count=1&count=2',
  ])('%s is refused', async (query) => {
    expect((await scim.get(`/Users?${query}`)).status).toBe(400);
  });
});

describe('RFC 7644 section 3.9, a projection', () => {
  test('shows what is asked for, and what is always returned', async () => {
    const { body } = await scim.get('/Users?attributes=userName,emails.value&count=1');
    expect(Object.keys(body.Resources[0]).sort()).toEqual(['emails', 'id', 'schemas', 'userName']);
    expect(body.Resources[0].emails).toEqual([{ value: `ada@${scim.domain}` }]);
    const twice = await scim.get('/Users?attributes=userName&attributes=emails.value&count=1');
    expect(twice.body).toEqual(body);
    const { id } = body.Resources[0];
    const one = await scim.get(`/Users/${id}?excludedAttributes=emails,meta`);
    expect(one.body).toMatchObject({ id, name: { givenName: 'ada' } });
    expect(one.body).not.toHaveProperty('emails');
    expect(one.headers.get('etag')).toBe('W/"1"');
  });
});
