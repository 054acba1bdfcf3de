import { expect, test } from 'vitest';
import { useDatabase } from '@/tests/database';
import {
  createTestDirectory,
  mapGroup,
  type ProvisionedUser,
  provisionUser,
} from '@/tests/factories/directories';
import { createMember } from '@/tests/factories/members';
import { programFor } from '@/tests/factories/programs';
import { createRoleManager, makeRole } from '@/tests/factories/roles';
import { contextFor, createTestOrganization, memberRoleId } from '@/tests/factories/world';
import { assignRoles } from '../memberships/assign-roles';
import { changeRoles } from '../memberships/change-roles';
import { releaseRoles } from '../memberships/release-roles';
import { type DirectoryRolesPreview, previewDirectoryRoles } from './preview-directory-roles';
import { setDirectoryRoleMappings } from './set-directory-role-mappings';

const database = useDatabase();

/** Ten people in overlapping groups, of whom some have roles that people chose; Engineering gives Lead already. */
async function useDirectory() {
  const directory = await createTestDirectory(database.db);
  const { organizationId } = directory;
  await createMember(database.db, organizationId);
  const people: ProvisionedUser[] = [];
  while (people.length < 10) people.push(await provisionUser(database.db, directory));
  const manager = await createRoleManager(database.db);
  const [lead, seller, unmapped] = await Promise.all(
    ['lead', 'seller', 'unmapped'].map((name) => makeRole(manager, organizationId, name)),
  );
  const ids = (...indexes: number[]) => indexes.flatMap((index) => people[index]?.id ?? []);
  const group = (name: string, roleId = '', userIds: readonly string[] = []) =>
    mapGroup(database.db, directory, { name, roleId, userIds });
  const engineering = await group('Engineering', lead, ids(0, 1, 2, 3, 4, 8));
  const sales = await group('Sales', lead, ids(3, 4, 5, 6, 7, 9));
  const ref = { organizationId, directoryId: directory.directoryId };
  const program = programFor(database.db);
  const given = [{ groupId: engineering, roleId: lead ?? '' }];
  await setDirectoryRoleMappings(program, { ...ref, mappings: given });
  const member = (index: number) => ({ organizationId, membershipId: people[index]?.membershipId ?? '' });
  await assignRoles(program, { ...member(1), roleIds: [unmapped ?? ''] });
  await changeRoles(program, { ...member(6), roleIds: [unmapped ?? ''] });
  await changeRoles(program, { ...member(7), roleIds: [seller ?? ''] });
  await assignRoles(program, { ...member(8), roleIds: [unmapped ?? ''] });
  await releaseRoles(program, member(8));
  return { ref, program, lead: lead ?? '', seller: seller ?? '', engineering, sales, people };
}

async function readRoles(organizationId: string) {
  const rows = await database.db.membershipRole.findMany({ where: { organizationId } });
  return new Set(rows.map(({ membershipId, roleId }) => `${roleId} ${membershipId}`));
}

const countsOf = ({ roles }: DirectoryRolesPreview) =>
  roles.map(({ roleId, getting, losing }) => [roleId, getting.count, losing.count]).sort();

test('what is foreseen is what saving does, for every kind of mapping', async () => {
  const { ref, program, lead, seller, engineering, sales } = await useDirectory();
  const drafts = [
    [{ groupId: sales, roleId: seller }],
    [
      { groupId: sales, roleId: seller },
      { groupId: engineering, roleId: lead },
    ],
    [
      { groupId: engineering, roleId: lead },
      { groupId: sales, roleId: seller },
    ],
    [],
    [{ groupId: engineering, roleId: lead }],
  ];
  for (const mappings of drafts) {
    const before = await readRoles(ref.organizationId);
    const preview = await previewDirectoryRoles(program, { ...ref, mappings });
    expect(await readRoles(ref.organizationId)).toEqual(before);
    await setDirectoryRoleMappings(program, { ...ref, mappings });
    const after = await readRoles(ref.organizationId);
    const count = (id: string, some: Set<string>, others: Set<string>) =>
      [...some].filter((one) => one.startsWith(id) && !others.has(one)).length;
    const ids = new Set([...before, ...after].map((one) => one.split(' ')[0] ?? ''));
    const happened = [...ids]
      .map((id) => [id, count(id, after, before), count(id, before, after)] as const)
      .filter(([, gained, lost]) => gained + lost > 0);
    expect(countsOf(preview)).toEqual(happened.sort());
    expect(happened.length).toBeGreaterThan(0);
  }
});

test('names the first few, the group that decides, and who keeps what people chose', async () => {
  const { ref, program, seller, sales, people } = await useDirectory();
  const mappings = [{ groupId: sales, roleId: seller }];
  const preview = await previewDirectoryRoles(program, { ...ref, mappings });
  const sellers = preview.roles.find(({ roleId }) => roleId === seller);
  expect(sellers?.getting.count).toBe(4);
  expect(sellers?.getting.people).toContainEqual({ name: people[3]?.email, group: 'Sales' });
  expect(sellers?.losing).toEqual({ count: 0, people: [] });
  expect(preview.keeping).toEqual({ count: 1, people: [{ name: people[6]?.email, group: 'Sales' }] });
  expect(preview.unchanged).toBe(2);
});

test('is for who may save it, and knows no group or role of others', async () => {
  const { ref, program, seller, sales } = await useDirectory();
  const ask = (input: object, ctx = program) =>
    previewDirectoryRoles(ctx, { ...ref, mappings: [{ groupId: sales, roleId: seller }], ...input });
  const other = await createTestDirectory(database.db);
  const { organizationId } = await createTestOrganization(database.db);
  await expect(ask({ directoryId: other.directoryId })).rejects.toMatchObject({ code: 'not_found' });
  await expect(ask({ organizationId })).rejects.toMatchObject({ code: 'not_found' });
  const groupId = 'dirgroup_1000000000000000009';
  const foreign = ask({ mappings: [{ groupId, roleId: seller }] });
  await expect(foreign).rejects.toMatchObject({ fields: { 'mappings.0.groupId': expect.any(String) } });
  const gone = ask({ mappings: [{ groupId: sales, roleId: 'role_1000000000000000009' }] });
  await expect(gone).rejects.toMatchObject({ fields: { 'mappings.0.roleId': expect.any(String) } });
  const { actor } = await createMember(database.db, ref.organizationId, { roleIds: [memberRoleId] });
  const plain = ask({}, contextFor(database.db, actor));
  await expect(plain).rejects.toMatchObject({ code: 'forbidden' });
});
