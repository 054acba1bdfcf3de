import { expect, test } from 'vitest';
import { setDirectoryRoleMappings } from '@/lib/directories/set-directory-role-mappings';
import { programFor } from '@/tests/factories/programs';
import { countSeats } from '@/tests/factories/seats';
import { adminRoleId } from '@/tests/factories/world';
import { entraStyle } from '../directory-styles';
import { type ScimClient, useDirectories } from '../start-scim';
import { changeSource, type Ids, makeSource, type Source, syncDirectory } from './synced-directory';

const directories = useDirectories(entraStyle);

/** `npm run drill` syncs the whole of a large directory, which takes minutes; each run of the tests a small one. */
const size =
  process.env.USHER_DRILL === 'whole' ? { people: 20_000, groups: 500 } : { people: 1000, groups: 50 };

/** Everything that Usher holds, read page by page and group by group, against what the directory knows. */
async function expectSame(scim: ScimClient, source: Source, ids: Ids) {
  const { db } = directories;
  const { organizationId, directoryId } = scim;
  const read = new Map<string, object>();
  for (let startIndex = 1; startIndex <= source.people.size; startIndex += 1000) {
    const { body } = await scim.get(`/Users?startIndex=${startIndex}&count=1000`);
    expect(body.totalResults).toBe(source.people.size);
    for (const { id, userName, title, active } of body.Resources) read.set(id, { userName, title, active });
  }
  const people = [...source.people].map(
    ([number, { email, title, active }]) =>
      [ids.users.get(number), { userName: email, title, active }] as const,
  );
  expect(read).toEqual(new Map(people));
  for (const [name, members] of source.groups) {
    const { body } = await scim.get(`/Groups/${ids.groups.get(name)}`);
    const wanted = [...members].map((number) => ids.users.get(number));
    expect((body.members ?? []).map(({ value }: { value: string }) => value).sort()).toEqual(wanted.sort());
  }
  const active = [...source.people.values()].filter((person) => person.active).length;
  expect(await countSeats(db, organizationId)).toEqual({ used: active, recounted: active });
  const directory = await db.directory.findUniqueOrThrow({
    where: { id: directoryId },
    include: { blocks: true, groups: true },
  });
  expect(directory.userCount).toBe(source.people.size);
  expect(directory.blocks.reduce((sum, { users }) => sum + users, 0)).toBe(source.people.size);
  for (const { displayName, memberCount } of directory.groups)
    expect(memberCount).toBe(source.groups.get(displayName)?.size);
}

/** Whose role the mapped group gives: its members who are active, and nobody else. */
async function expectAdmins(scim: ScimClient, source: Source, ids: Ids, group: string) {
  const admins = await directories.db.membershipRole.findMany({
    where: { organizationId: scim.organizationId, roleId: adminRoleId, membership: { status: 'ACTIVE' } },
    select: { membership: { select: { directoryUser: { select: { id: true } } } } },
  });
  const members = [...(source.groups.get(group) ?? [])].filter((number) => source.people.get(number)?.active);
  expect(admins.map(({ membership }) => membership.directoryUser?.id).sort()).toEqual(
    members.map((number) => ids.users.get(number)).sort(),
  );
}

test(`a directory of ${size.people} people and ${size.groups} groups is synced, changed and synced again with nothing lost`, async () => {
  const scim = await directories.connect();
  const { organizationId, directoryId } = scim;
  const ids: Ids = { users: new Map(), groups: new Map() };
  const before = makeSource(scim, size.people, size.groups);
  await syncDirectory(scim, before, ids);
  await expectSame(scim, before, ids);
  const group = 'Group 1';
  const mappings = [{ groupId: ids.groups.get(group) ?? '', roleId: adminRoleId }];
  await setDirectoryRoleMappings(programFor(directories.db), { organizationId, directoryId, mappings });
  await expectAdmins(scim, before, ids, group);
  const after = changeSource(before, scim.domain);
  expect(await syncDirectory(scim, after, ids)).toBeGreaterThan(0);
  await expectSame(scim, after, ids);
  await expectAdmins(scim, after, ids, group);
  expect(await syncDirectory(scim, after, ids)).toBe(0);
}, 1_800_000);
