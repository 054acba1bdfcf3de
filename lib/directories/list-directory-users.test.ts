import { expect, test } from 'vitest';
import { useDatabase } from '@/tests/database';
import {
  createTestDirectory,
  mapGroup,
  type ProvisionedUser,
  provisionUser,
} from '@/tests/factories/directories';
import { programFor } from '@/tests/factories/programs';
import { memberRoleId } from '@/tests/factories/world';
import { patchUser } from '../scim/patch-user';
import { type ListDirectoryUsersInput, listDirectoryUsers } from './list-directory-users';

const database = useDatabase();
const everybody = {
  groupId: null,
  updatedAfter: null,
  search: null,
  cursor: null,
  pageSize: 50,
  detailed: false,
};

/** Three people, of whom the second is named; the first two are in a group. */
async function useDirectory() {
  const directory = await createTestDirectory(database.db);
  const { organizationId, directoryId, ctx } = directory;
  const people: ProvisionedUser[] = [];
  while (people.length < 3) people.push(await provisionUser(database.db, directory));
  const [first, second] = people.map(({ id }) => id);
  const operations = [
    {
      op: 'replace' as const,
      path: null,
      value: { displayName: 'Åsa "Quick" Berg', 'name.familyName': 'Berg_1%' },
    },
  ];
  const request = { method: 'PATCH', path: `/Users/${second}`, body: null };
  await patchUser(ctx, { userId: second ?? '', operations, ifMatch: null, request });
  const userIds = [first ?? '', second ?? ''];
  const groupId = await mapGroup(database.db, directory, { name: 'Staff', roleId: memberRoleId, userIds });
  const find = async (asked: Partial<ListDirectoryUsersInput>) => {
    const input = { organizationId, directoryId, ...everybody, ...asked };
    const { rows, total } = await listDirectoryUsers(programFor(database.db), input);
    return { rows: rows.map(({ id }) => people.findIndex((person) => person.id === id)), total };
  };
  return { find, people, groupId };
}

test('a search finds any part of a name or an address, and two characters the beginning of a user name', async () => {
  const { find, people } = await useDirectory();
  const nobody = { rows: [], total: 0 };
  const all = { rows: [0, 1, 2], total: 3 };
  expect(await find({ search: 'ÅSA' })).toEqual({ rows: [1], total: 1 });
  expect(await find({ search: 'g_1%' })).toEqual({ rows: [1], total: 1 });
  expect(await find({ search: 'g%1_' })).toEqual(nobody);
  expect(await find({ search: people[2]?.email.slice(2).toUpperCase() ?? '' })).toEqual({
    rows: [2],
    total: 1,
  });
  expect(await find({ search: 'pe' })).toEqual(all);
  expect(await find({ search: 'er' })).toEqual(nobody);
  expect(await find({ search: 'ers' })).toEqual(all);
});

test('the members of a group are counted with and without a search, and a group that is not there is refused', async () => {
  const { find, groupId } = await useDirectory();
  expect(await find({ groupId })).toEqual({ rows: [0, 1], total: 2 });
  expect(await find({ groupId, search: 'berg' })).toEqual({ rows: [1], total: 1 });
  await expect(find({ groupId: 'dirgroup_1000000000000000001' })).rejects.toMatchObject({
    code: 'not_found',
  });
});
