import { describe, expect, test } from 'vitest';
import { entraStyle } from '../directory-styles';
import { type ScimClient, useDirectories } from '../start-scim';
import { lookUp, provision } from './user';

const directories = useDirectories(entraStyle);
const microsoftSchema = 'http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group';

/** As Entra ID creates a group: with a schema of its own and without members. */
function entraGroup(displayName: string) {
  return {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group', microsoftSchema],
    externalId: '8aa1a0c0-c4c3-4bc0-b4a5-2ef676900159',
    displayName,
    meta: { resourceType: 'Group' },
  };
}

async function group(members: number) {
  const scim = await directories.connect();
  const { body } = await scim.post('/Groups', entraGroup('Engineering'));
  const ids: string[] = [];
  for (let index = 0; index < members; index += 1) ids.push(await provision(scim));
  if (ids.length > 0) await scim.patch(`/Groups/${body.id}`, [add(ids)]);
  return { scim, id: body.id as string, ids };
}

const entries = (ids: readonly string[]) => ids.map((value) => ({ $ref: null, value }));
const add = (ids: readonly string[]) => ({ op: 'Add', path: 'members', value: entries(ids) });
const membersOf = async (scim: ScimClient, id: string): Promise<string[]> =>
  ((await scim.get(`/Groups/${id}`)).body.members ?? []).map(({ value }: { value: string }) => value);

describe('Entra ID initial cycle of a group', () => {
  test('looks by displayName without members, creates it with its own schema, which is not shown as an extension', async () => {
    const scim = await directories.connect();
    const query = `excludedAttributes=members&filter=${encodeURIComponent('displayName eq "Engineering"')}`;
    expect((await scim.get(`/Groups?${query}`)).body).toMatchObject({ totalResults: 0, Resources: [] });
    const { status, body } = await scim.post('/Groups', entraGroup('Engineering'));
    expect({ status, body }).toMatchObject({
      status: 201,
      body: { displayName: 'Engineering', externalId: entraGroup('').externalId },
    });
    expect(body.schemas).toEqual(['urn:ietf:params:scim:schemas:core:2.0:Group']);
    expect(JSON.stringify(body)).not.toContain('microsoft');
    const [found] = (await scim.get(`/Groups?${query}`)).body.Resources;
    expect(found).toMatchObject({ id: body.id });
    expect(found).not.toHaveProperty('members');
    expect((await lookUp(scim, 'Groups', `externalId eq "${body.externalId}"`)).body.totalResults).toBe(1);
  });

  test('of a name that is taken is 409 uniqueness', async () => {
    const { scim } = await group(0);
    expect(await scim.post('/Groups', entraGroup('ENGINEERING'))).toMatchObject({
      status: 409,
      body: { scimType: 'uniqueness' },
    });
  });

  test('reads a group without its members', async () => {
    const { scim, id } = await group(1);
    const without = await scim.get(`/Groups/${id}?excludedAttributes=members`);
    expect(without.body).toMatchObject({ id, displayName: 'Engineering' });
    expect(without.body).not.toHaveProperty('members');
    const only = await scim.get(`/Groups/${id}?attributes=displayName`);
    expect(Object.keys(only.body).sort()).toEqual(['displayName', 'id', 'schemas']);
  });
});

describe('Entra ID group membership updates', () => {
  test('adds several in several operations with 204 and no members, and again without harm', async () => {
    const { scim, id } = await group(0);
    const ids = [await provision(scim), await provision(scim), await provision(scim)];
    const operations = [add(ids.slice(0, 2)), add(ids.slice(1))];
    for (let round = 0; round < 2; round += 1)
      expect(await scim.patch(`/Groups/${id}`, operations)).toMatchObject({ status: 204, body: null });
    expect(await membersOf(scim, id)).toEqual(ids);
  });

  test.each([
    [
      'without the flag: a list of values, which are not all members',
      (gone: string) => [{ op: 'Remove', path: 'members', value: [{ $ref: null, value: gone }] }],
    ],
    [
      'without the flag: values as plain texts',
      (gone: string) => [{ op: 'Remove', path: 'members', value: [gone] }],
    ],
    [
      'with the flag: a filter in the path',
      (gone: string) => [{ op: 'remove', path: `members[value eq "${gone}"]` }],
    ],
  ])('removes one member %s', async (_, operations) => {
    const { scim, id, ids } = await group(3);
    const [first = '', gone = '', last = ''] = ids;
    for (let round = 0; round < 2; round += 1)
      expect((await scim.patch(`/Groups/${id}`, operations(gone))).status).toBe(204);
    expect(await membersOf(scim, id)).toEqual([first, last]);
  });

  test('removing somebody who is no member, or nobody at all, changes nothing', async () => {
    const { scim, id, ids } = await group(2);
    const stranger = await provision(scim);
    const { body: before } = await scim.get(`/Groups/${id}`);
    for (const value of [[{ value: stranger }], [{ value: 'diruser_1' }], []]) {
      const { status } = await scim.patch(`/Groups/${id}`, [{ op: 'Remove', path: 'members', value }]);
      expect(status).toBe(204);
    }
    expect((await scim.get(`/Groups/${id}`)).body).toEqual(before);
    expect(await membersOf(scim, id)).toEqual(ids);
  });

  test('probes whether somebody is in it by id and members', async () => {
    const { scim, id, ids } = await group(1);
    const stranger = await provision(scim);
    const probe = (user: string) => lookUp(scim, 'Groups', `id eq "${id}" and members eq "${user}"`);
    expect((await probe(ids[0] ?? '')).body).toMatchObject({ totalResults: 1, Resources: [{ id }] });
    expect((await probe(stranger)).body).toMatchObject({ totalResults: 0, Resources: [] });
  });

  test('renames with Replace and deletes with DELETE, which leaves the people', async () => {
    const { scim, id, ids } = await group(1);
    const renamed = await scim.patch(`/Groups/${id}`, [
      { op: 'Replace', path: 'displayName', value: 'Makers' },
    ]);
    expect(renamed.status).toBe(204);
    expect((await lookUp(scim, 'Groups', 'displayName eq "makers"')).body.totalResults).toBe(1);
    expect((await scim.delete(`/Groups/${id}`)).status).toBe(204);
    expect((await scim.delete(`/Groups/${id}`)).status).toBe(404);
    expect((await scim.get(`/Users/${ids[0]}`)).body).toMatchObject({ active: true });
  });
});
