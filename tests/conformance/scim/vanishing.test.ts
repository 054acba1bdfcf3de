import { describe, expect, test, vi } from 'vitest';
import type { Transaction } from '@/lib/db';
import { createDirectory } from '@/lib/directories/create-directory';
import { createDirectorySecret } from '@/lib/directories/create-directory-secret';
import { regenerateDirectorySecret } from '@/lib/directories/regenerate-directory-secret';
import { setDirectoryRoleMappings } from '@/lib/directories/set-directory-role-mappings';
import { switchDirectory } from '@/lib/directories/switch-directory';
import { updateDirectory } from '@/lib/directories/update-directory';
import { log } from '@/lib/log';
import { deleteOrganization } from '@/lib/organizations/delete-organization';
import { invite } from '@/tests/factories/invitations';
import { programFor } from '@/tests/factories/programs';
import { codesOf } from '@/tests/factories/refusals';
import { createRoleManager, makeRole } from '@/tests/factories/roles';
import { contextFor, createStaff, createTestOrganization } from '@/tests/factories/world';
import { type ScimClient, type ScimReply, scimUser, useDirectories } from '../start-scim';

// What is deleted here is deleted in a transaction that stays open until everything else has met it: whoever waits for a
// lock then, or has looked before, finds it gone in the middle of their work.

const directories = useDirectories();

const patch = (path: string, value: unknown) => [{ op: 'replace', path, value }];
const add = (...ids: string[]) => [{ op: 'add', path: 'members', value: ids.map((value) => ({ value })) }];

interface World {
  readonly scim: ScimClient;
  readonly roleId: string;
  /** A member by the directory, in both groups. */
  readonly user: string;
  /** One in no group. */
  readonly other: string;
  readonly group: string;
  /** Gives a role. */
  readonly mapped: string;
  /** The address of a member who is no user of the directory yet. */
  readonly known: string;
}

async function world(): Promise<World> {
  const scim = await directories.connect();
  const { organizationId, directoryId } = scim;
  const { db } = directories;
  const made = async (path: string, body: object): Promise<string> => (await scim.post(path, body)).body.id;
  const user = await made('/Users', scimUser(scim.email()));
  const members = [{ value: user }];
  const group = await made('/Groups', { displayName: 'Plain', members });
  const mapped = await made('/Groups', { displayName: 'Mapped', members });
  const roleId = await makeRole(await createRoleManager(db), organizationId, 'engineer');
  const mappings = [{ groupId: mapped, roleId }];
  await setDirectoryRoleMappings(programFor(db), { organizationId, directoryId, mappings });
  const known = scim.email();
  const { staff } = await createTestOrganization(db);
  await invite({ ...staff, now: new Date() }, organizationId, { email: known });
  return { scim, roleId, user, other: await made('/Users', scimUser(scim.email())), group, mapped, known };
}

type Ask = (of: World) => Promise<ScimReply>;

const ofUsers: Record<string, Ask> = {
  'a new user': ({ scim }) => scim.post('/Users', scimUser(scim.email())),
  'a new user who is off': ({ scim }) => scim.post('/Users', scimUser(scim.email(), { active: false })),
  'a user who is a member': ({ scim, known }) => scim.post('/Users', scimUser(known)),
  'a user’s PUT': ({ scim, user }) => scim.put(`/Users/${user}`, scimUser(scim.email())),
  'a user’s PATCH': ({ scim, user }) => scim.patch(`/Users/${user}`, patch('title', 'Head')),
  'a user’s end': ({ scim, user }) => scim.patch(`/Users/${user}`, patch('active', false)),
  'a user’s DELETE': ({ scim, user }) => scim.delete(`/Users/${user}`),
  'a test of the connection': ({ scim }) => scim.get('/Users?startIndex=1&count=1'),
};

const ofGroups: Record<string, Ask> = {
  'a new group': ({ scim }) => scim.post('/Groups', { displayName: 'New' }),
  'a new group with members': ({ scim, user }) =>
    scim.post('/Groups', { displayName: 'With', members: [{ value: user }] }),
  'a group’s PUT': ({ scim, group, user }) =>
    scim.put(`/Groups/${group}`, { displayName: 'Other', members: [{ value: user }] }),
  'a member more': ({ scim, group, user, other }) => scim.patch(`/Groups/${group}`, add(user, other)),
  'a member more with a role': ({ scim, mapped, other }) => scim.patch(`/Groups/${mapped}`, add(other)),
  'a group’s DELETE': ({ scim, group }) => scim.delete(`/Groups/${group}`),
  'a refusal': ({ scim }) => scim.post('/Groups', { displayName: '' }),
};

/** What each of these answers or refuses with, having met a deletion that is in the middle of itself. */
async function meet<Answer>(
  vanish: (tx: Transaction) => Promise<unknown>,
  asks: readonly (() => Promise<Answer>)[],
): Promise<PromiseSettledResult<Answer>[]> {
  const { db } = directories;
  let settled = 0;
  const asked = await db.$transaction(
    async (tx) => {
      await vanish(tx);
      const answers = Promise.allSettled(
        asks.map((ask) =>
          ask().finally(() => {
            settled += 1;
          }),
        ),
      );
      let waiting = 0;
      while (settled + waiting < asks.length) {
        const [row] = await db.$queryRaw<[{ count: number }]>`
          select count(*)::int from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
        waiting = row.count;
      }
      return { answers };
    },
    { timeout: 20_000 },
  );
  return asked.answers;
}

const lock = (tx: Transaction, { scim }: World) =>
  tx.$queryRaw`select 1 from organizations where id = ${scim.organizationId} for update`;

type Vanishing = 'directory' | 'organization' | 'user' | 'group' | 'person' | 'default role';

const vanishing: Record<Vanishing, (of: World) => (tx: Transaction) => Promise<unknown>> = {
  directory: (of) => async (tx) => {
    await lock(tx, of);
    await tx.$executeRaw`delete from directories where id = ${of.scim.directoryId}`;
  },
  organization: (of) => async (tx) => {
    await lock(tx, of);
    const { organizationId } = of.scim;
    await tx.$executeRaw`delete from memberships where organization_id = ${organizationId}`;
    await tx.$executeRaw`delete from directories where organization_id = ${organizationId}`;
    await tx.$executeRaw`delete from organizations where id = ${organizationId}`;
  },
  person: (of) => async (tx) => {
    await lock(tx, of);
    const people = await tx.$queryRaw<{ id: string }[]>`
      delete from memberships where organization_id = ${of.scim.organizationId} returning user_id as id`;
    await tx.$executeRaw`delete from users where id = any(${people.map(({ id }) => id)}::text[])`;
  },
  'default role': (of) => async (tx) => {
    const { organizationId } = of.scim;
    const [role] = await tx.$queryRaw<{ id: string }[]>`
      update organizations o set default_member_role_id = null from organizations was
      where o.id = ${organizationId} and was.id = o.id returning was.default_member_role_id as id`;
    await tx.$executeRaw`delete from roles where id = ${role?.id}`;
  },
  user: (of) => async (tx) => {
    await lock(tx, of);
    await tx.$executeRaw`delete from directory_users where id = ${of.user}`;
  },
  group: (of) => async (tx) => {
    await lock(tx, of);
    await tx.$executeRaw`delete from directory_groups where id = any(${[of.group, of.mapped]}::text[])`;
  },
};

/** The statuses by what was asked. */
async function answersOf(of: World, what: Vanishing, asks: Record<string, Ask>) {
  const calls = Object.values(asks).map((ask) => () => ask(of));
  const answers = await meet(vanishing[what](of), calls);
  const replies = answers.map((answer) => (answer.status === 'fulfilled' ? answer.value : null));
  for (const reply of replies.filter((each) => each && each.status >= 400))
    expect(reply?.body).toMatchObject({ schemas: [errorSchema], status: String(reply?.status) });
  return Object.fromEntries(Object.keys(asks).map((name, index) => [name, replies[index]?.status]));
}

const errorSchema = 'urn:ietf:params:scim:api:messages:2.0:Error';

describe('a request of a directory that meets', () => {
  test.each<[string, Vanishing, string, Record<string, Ask>]>([
    ['its directory’s deletion', 'directory', 'users', ofUsers],
    ['its directory’s deletion', 'directory', 'groups', ofGroups],
    ['its organization’s deletion', 'organization', 'users', ofUsers],
    ['its organization’s deletion', 'organization', 'groups', ofGroups],
  ])('%s is refused (401) as the next one: %s, %s', async (_, what, __, asks) => {
    const failed = vi.spyOn(log, 'error');
    const statuses = await answersOf(await world(), what, asks);
    expect(statuses).toEqual(Object.fromEntries(Object.keys(asks).map((name) => [name, 401])));
    expect(failed).not.toHaveBeenCalled();
  });

  test.each<[Vanishing, string, Record<string, Ask>]>([
    ['person', 'users', ofUsers],
    ['person', 'groups', ofGroups],
    ['default role', 'users', ofUsers],
  ])('the deletion of a %s goes on with whoever there is: %s', async (what, _, asks) => {
    const failed = vi.spyOn(log, 'error');
    const { 'a user’s DELETE': __, 'a group’s DELETE': ___, ...others } = asks;
    const of = await world();
    const { organizationId } = of.scim;
    const roleId = await makeRole(await createRoleManager(directories.db), organizationId, 'newcomer');
    const data = { defaultMemberRoleId: roleId };
    await directories.db.organization.update({ where: { id: organizationId }, data });
    const statuses = Object.entries(await answersOf(of, what, others));
    const refused = statuses.filter(([name, status]) => Number(status) >= 400 && name !== 'a refusal');
    expect(refused).toEqual([]);
    expect(failed).not.toHaveBeenCalled();
  });

  test('its user’s deletion finds no such user, and puts nobody into a group', async () => {
    const of = await world();
    expect(await answersOf(of, 'user', ofUsers)).toMatchObject({
      'a user’s PUT': 404,
      'a user’s PATCH': 404,
      'a user’s end': 404,
      'a user’s DELETE': 404,
    });
    const two = await world();
    const { 'a group’s DELETE': _, ...others } = ofGroups;
    expect(await answersOf(two, 'user', others)).toMatchObject({
      'a new group with members': 400,
      'a group’s PUT': 400,
      'a member more': 400,
    });
    for (const directoryUserId of [of.user, two.user])
      expect(await directories.db.directoryGroupMember.count({ where: { directoryUserId } })).toBe(0);
  });

  test('its group’s deletion finds no such group', async () => {
    expect(await answersOf(await world(), 'group', ofGroups)).toMatchObject({
      'a group’s PUT': 404,
      'a member more': 404,
      'a member more with a role': 404,
      'a group’s DELETE': 404,
    });
  });
});

describe('a change of a directory here that meets the deletion', () => {
  test.each(['directory', 'organization'] as const)('of the %s finds none', async (what) => {
    const of = await world();
    const { organizationId, directoryId } = of.scim;
    const ref = { organizationId, directoryId };
    const staff = contextFor(directories.db, await createStaff(directories.db, 'ADMIN'));
    const mappings = [{ groupId: of.group, roleId: of.roleId }];
    const refused = await meet<unknown>(vanishing[what](of), [
      () => createDirectorySecret(staff, ref),
      () => regenerateDirectorySecret(staff, { ...ref, overlapSeconds: 0 }),
      () => switchDirectory(staff, { ...ref, enabled: false }),
      () => updateDirectory(staff, { ...ref, name: 'Other' }),
      () => setDirectoryRoleMappings(staff, { ...ref, mappings }),
      ...(what === 'organization'
        ? [() => createDirectory(staff, { organizationId, provider: 'OKTA' as const, name: '' })]
        : []),
    ]);
    expect(codesOf(refused)).toEqual(refused.map(() => 'not_found'));
  });

  test('of a group or a role that is to be mapped says where it stands', async () => {
    const of = await world();
    const { organizationId, directoryId } = of.scim;
    const fleeting = await makeRole(await createRoleManager(directories.db), organizationId, 'fleeting');
    const program = programFor(directories.db);
    const map = (groupId: string, roleId: string) => () =>
      setDirectoryRoleMappings(program, { organizationId, directoryId, mappings: [{ groupId, roleId }] });
    const endRole = (tx: Transaction) => tx.$executeRaw`delete from roles where id = ${fleeting}`;
    const refused = [
      ...(await meet(endRole, [map(of.group, fleeting)])),
      ...(await meet(vanishing.group(of), [map(of.group, of.roleId)])),
    ];
    expect(refused).toMatchObject([
      { reason: { code: 'invalid_input', fields: { 'mappings.0.roleId': expect.any(String) } } },
      { reason: { code: 'invalid_input', fields: { 'mappings.0.groupId': expect.any(String) } } },
    ]);
  });
});

test('an organization is deleted with a directory whose groups give a role of its own', async () => {
  const { scim, roleId } = await world();
  const { organizationId, directoryId } = scim;
  await deleteOrganization(contextFor(directories.db, await createStaff(directories.db, 'OWNER')), {
    organizationId,
  });
  expect(await directories.db.directory.count({ where: { id: directoryId } })).toBe(0);
  expect(await directories.db.role.count({ where: { id: roleId } })).toBe(0);
});
