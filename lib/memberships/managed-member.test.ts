import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, test } from 'vitest';
import { useDatabase } from '@/tests/database';
import {
  createTestDirectory,
  mapGroup,
  type ProvisionedUser,
  provisionUser,
  type TestDirectory,
} from '@/tests/factories/directories';
import { createMember, createSession } from '@/tests/factories/members';
import { programFor, provision } from '@/tests/factories/programs';
import { createRoleManager, makeRole } from '@/tests/factories/roles';
import { adminRoleId, contextFor, createStaff, createTestOrganization } from '@/tests/factories/world';
import type { Ctx } from '../authz/context';
import { deleteDirectory } from '../directories/delete-directory';
import { applyToMembers } from '../invitations/apply-to-members';
import { patchUser } from '../scim/patch-user';
import { revokeAllSessions } from '../sessions/revoke-all-sessions';
import { getOwnProfile } from '../users/get-own-profile';
import { getUser } from '../users/get-user';
import { updateOwnProfile } from '../users/update-own-profile';
import { updateUser } from '../users/update-user';
import { assignRoles } from './assign-roles';
import { changeRoles } from './change-roles';
import { deactivateMember } from './deactivate-member';
import { deleteUser } from './delete-user';
import { detachMember } from './detach-member';
import { listMembers } from './list-members';
import { listMembersSchema } from './member-list.schema';
import { reactivateMember } from './reactivate-member';
import { releaseRoles } from './release-roles';
import { removeMember } from './remove-member';
import { takeRole } from './take-role';
import { updateMembership } from './update-membership';

const database = useDatabase();
let directory: TestDirectory;
let managed: ProvisionedUser;
let groupRoleId: string;
let program: Ctx;

/** Somebody whom a directory manages and to whom its group gives a role, in an organization with an admin. */
beforeEach(async () => {
  directory = await createTestDirectory(database.db);
  const { organizationId } = directory;
  await createMember(database.db, organizationId);
  managed = await provisionUser(database.db, directory);
  groupRoleId = await makeRole(await createRoleManager(database.db), organizationId, 'lead');
  const group = { name: 'Engineering', roleId: groupRoleId, userIds: [managed.id] };
  await mapGroup(database.db, directory, group);
  program = programFor(database.db);
});

const refOf = () => ({ organizationId: directory.organizationId, membershipId: managed.membershipId });
const self = () => {
  const { userId, email } = managed;
  const person = { kind: 'user', userId, email, name: email, sessionId: 'ses_1', staffRole: null } as const;
  return contextFor(database.db, { ...person, organizations: new Map() });
};
const namesOf = (givenName: string) => ({ givenName, familyName: null, displayName: null });
const readManaged = () =>
  database.db.membership.findUniqueOrThrow({
    where: { id: managed.membershipId },
    select: { status: true, user: { select: { givenName: true } }, roles: { select: { source: true } } },
  });

type Verb = () => Promise<unknown>;

/** What only the directory may do to whom it manages, by the verb that stands in docs/architecture.md. */
const refused: Record<string, Verb> = {
  'deactivate member': () => deactivateMember(program, refOf()),
  'reactivate member': () => reactivateMember(program, refOf()),
  'remove member': () => removeMember(program, { ...refOf(), keepUser: true }),
  'delete user': () => deleteUser(program, { userId: managed.userId }),
  'take role': () => takeRole(program, { ...refOf(), roleId: groupRoleId }),
  'change roles': () => changeRoles(program, { ...refOf(), roleIds: [adminRoleId] }),
  'update user': () => updateUser(program, { userId: managed.userId, givenName: 'Eve' }),
  'update own profile': () => updateOwnProfile(self(), namesOf('Eve')),
};

/** What people and programs go on doing. */
const allowed: Record<string, Verb> = {
  'assign roles': () => assignRoles(program, { ...refOf(), roleIds: [adminRoleId] }),
  'change roles': () => changeRoles(program, { ...refOf(), roleIds: [groupRoleId, adminRoleId] }),
  'release roles': () => releaseRoles(program, refOf()),
  'update membership': () => updateMembership(program, { ...refOf(), metadata: { desk: '4' } }),
  'update user': () => updateUser(program, { userId: managed.userId, metadata: { crm: '17' } }),
  'revoke all sessions': () => revokeAllSessions(program, { userId: managed.userId }),
  'detach member': async () =>
    detachMember(contextFor(database.db, await createStaff(database.db, 'ADMIN')), refOf()),
};

/** They are about nobody who is a member yet, or about nobody at all. */
const aboutOthers = ['export members', 'join by domain', 'provision member'];

test('every verb about members is refused or allowed here', () => {
  const document = readFileSync('docs/architecture.md', 'utf8');
  const rows = [...document.matchAll(/^\| ([^|]+?) +\| `lib\/memberships\//gm)].map(([, verb = '']) => verb);
  expect(rows.length).toBeGreaterThan(5);
  const known = [...Object.keys(refused), ...Object.keys(allowed), ...aboutOthers];
  expect(rows.filter((verb) => !known.includes(verb))).toEqual([]);
});

describe('whom a directory manages', () => {
  test.each(Object.entries(refused))('nobody here can %s', async (_, verb) => {
    const before = await readManaged();
    const error = await verb().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      code: 'managed_by_directory',
      message: expect.stringContaining('directory Okta'),
    });
    expect(await readManaged()).toEqual(before);
  });

  test.each(Object.entries(allowed))('people and programs can %s', async (_, verb) => {
    await createSession(database.db, managed.userId, directory.organizationId);
    await expect(verb()).resolves.not.toThrow();
  });

  test.each(Object.entries(refused))('anybody can %s while the directory is off', async (verb, run) => {
    await switchOff();
    if (verb === 'reactivate member') await deactivateMember(program, refOf());
    await expect(run()).resolves.not.toThrow();
  });

  test.each(Object.entries(refused))('anybody can %s once the directory is deleted', async (verb, run) => {
    await switchOff();
    const { organizationId, directoryId } = directory;
    await deleteDirectory(program, { organizationId, directoryId });
    if (verb === 'reactivate member') await deactivateMember(program, refOf());
    await expect(run()).resolves.not.toThrow();
  });

  test('is said where they are looked at, with the group that gave the role and its line', async () => {
    const { organizationId, directoryId } = directory;
    const sales = { name: 'Sales', roleId: adminRoleId, userIds: [managed.id] };
    await mapGroup(database.db, directory, sales);
    const line = { directoryId_groupId: { directoryId, groupId: await groupIdOf('Engineering') } };
    await database.db.directoryRoleMapping.update({ where: line, data: { position: 6 } });
    const listed = async () => {
      const { members } = await listMembers(program, listMembersSchema.parse({ organizationId }));
      return members.find(({ membershipId }) => membershipId === managed.membershipId);
    };
    expect(await listed()).toMatchObject({
      source: 'directory',
      managedBy: { id: directoryId, name: 'Okta' },
      roles: [{ source: 'DIRECTORY', reason: 'group Engineering', directory: { name: 'Okta', rank: 7 } }],
    });
    const { memberships } = await getUser(program, { userId: managed.userId });
    expect(memberships).toMatchObject([{ managedBy: 'Okta', roles: [{ directory: { name: 'Okta' } }] }]);
    expect(await getOwnProfile(self())).toMatchObject({ namedBy: 'Okta' });
    await switchOff();
    expect(await listed()).toMatchObject({
      managedBy: null,
      roles: [{ directory: { name: 'Okta', rank: 7 } }],
    });
    expect(await getOwnProfile(self())).toMatchObject({ namedBy: null });
  });

  test('a bulk operation leaves alone, and says so', async () => {
    const other = await provision(program, directory.organizationId);
    const result = await applyToMembers(program, {
      organizationId: directory.organizationId,
      membershipIds: [managed.membershipId, other.membershipId],
      operation: 'deactivate',
    });
    const sentence = 'The directory Okta manages this person. Change it there.';
    expect(result).toEqual({ done: 1, refused: [{ membershipId: managed.membershipId, sentence }] });
  });

  test('keeps the role of the group when another one is given and taken', async () => {
    await assignRoles(program, { ...refOf(), roleIds: [adminRoleId] });
    await takeRole(program, { ...refOf(), roleId: adminRoleId });
    expect(await readManaged()).toMatchObject({ roles: [{ source: 'DIRECTORY' }] });
  });

  test('keeps the names that are theirs where they belong to another organization, too', async () => {
    const { organizationId } = await createTestOrganization(database.db);
    await provision(program, organizationId, { email: managed.email });
    await updateOwnProfile(self(), namesOf('Eve'));
    expect(await readManaged()).toMatchObject({ user: { givenName: 'Eve' } });
  });
});

describe('detaching a member', () => {
  const admin = async () => contextFor(database.db, await createStaff(database.db, 'ADMIN'));
  const turn = (active: boolean) =>
    patchUser(directory.ctx, {
      userId: managed.id,
      operations: [{ op: 'replace', path: 'active', value: active }],
      ifMatch: null,
      request: { method: 'PATCH', path: '/Users', body: null },
    });

  test('gives them into the hands of people as they are, and is recorded once', async () => {
    await detachMember(await admin(), refOf());
    await detachMember(await admin(), refOf());
    expect(await readManaged()).toMatchObject({ status: 'ACTIVE', roles: [{ source: 'MANUAL' }] });
    const where = { action: 'membership.detached', targetId: managed.membershipId };
    expect(await database.db.auditEvent.findMany({ where })).toMatchObject([
      { changes: { before: { managedBy: 'Okta' }, after: { managedBy: null } } },
    ]);
    await deactivateMember(program, refOf());
  });

  test('holds while the directory changes them or turns them off, and ends when it turns them on', async () => {
    await detachMember(await admin(), refOf());
    expect(await turn(false)).toMatchObject({ active: false });
    expect(await readManaged()).toMatchObject({ status: 'ACTIVE' });
    const outcomes = await database.db.directoryRequest.findMany({
      where: { directoryId: directory.directoryId },
      orderBy: { id: 'desc' },
      take: 1,
    });
    expect(outcomes).toMatchObject([{ outcome: 'user_managed_here' }]);
    await turn(true);
    await expect(deactivateMember(program, refOf())).rejects.toMatchObject({ code: 'managed_by_directory' });
    await turn(false);
    expect(await readManaged()).toMatchObject({ status: 'INACTIVE' });
  });

  test('is for who may switch directories off, in their own organization', async () => {
    const support = contextFor(database.db, await createStaff(database.db));
    const { organizationId } = await createTestOrganization(database.db);
    await expect(detachMember(support, refOf())).rejects.toMatchObject({ code: 'forbidden' });
    const foreign = detachMember(await admin(), { ...refOf(), organizationId });
    await expect(foreign).rejects.toMatchObject({ code: 'not_found' });
    await expect(deactivateMember(program, refOf())).rejects.toMatchObject({ code: 'managed_by_directory' });
  });
});

async function groupIdOf(displayName: string) {
  const { directoryId } = directory;
  return (await database.db.directoryGroup.findFirstOrThrow({ where: { directoryId, displayName } })).id;
}

async function switchOff() {
  await database.db.directory.update({
    where: { id: directory.directoryId },
    data: { enabled: false },
  });
}
