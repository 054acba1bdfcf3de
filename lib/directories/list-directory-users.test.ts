import { expect, test } from 'vitest';
import { useDatabase } from '@/tests/database';
import {
  createTestDirectory,
  mapGroup,
  type ProvisionedUser,
  provisionUser,
} from '@/tests/factories/directories';

import { programFor } from '@/tests/factories/programs';
import { contextFor, createStaff, memberRoleId } from '@/tests/factories/world';
import type { Ctx } from '../authz/context';
import { detachMember } from '../memberships/detach-member';
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
  return { directory, find, people, groupId };
}

test('who is no member by it any more is said to be in other hands, or in nobody’s', async () => {
  const { directory, people } = await useDirectory();
  const { organizationId, directoryId, ctx } = directory;
  const held = { organizationId, directoryId };
  const [first, second, third] = people.map(({ membershipId }) => membershipId);
  const admin = contextFor(database.db, await createStaff(database.db, 'ADMIN'));
  await detachMember(admin, { organizationId, membershipId: first ?? '' });
  await detachMember(admin, { organizationId, membershipId: second ?? '' });
  const other = await createTestDirectory(database.db, { organizationId, domain: directory.domain });
  await provisionUser(database.db, { ctx: other.ctx, email: () => people[1]?.email ?? '' });
  await detachMember(admin, { organizationId, membershipId: third ?? '' });
  await database.db.membership.delete({ where: { id: third ?? '' } });
  const { rows } = await listDirectoryUsers(programFor(database.db), { ...held, ...everybody });
  expect(rows.map(({ otherHands }) => otherHands)).toEqual(['people', 'directory', null]);
  const outcomes = await Promise.all(people.map(({ id }) => changeTitle(ctx, id)));
  expect(outcomes).toEqual(['user_managed_here', 'user_managed_elsewhere', 'user_removed_here']);
});

/** What the log says of it. */
async function changeTitle(ctx: Ctx, userId: string) {
  const operations = [{ op: 'replace' as const, path: 'title', value: 'Captain' }];
  const path = `/Users/${userId}`;
  await patchUser(ctx, { userId, operations, ifMatch: null, request: { method: 'PATCH', path, body: null } });
  const where = { path, outcome: { not: null } };
  const line = await database.db.directoryRequest.findFirst({ where, orderBy: { id: 'desc' } });
  return line?.outcome;
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
