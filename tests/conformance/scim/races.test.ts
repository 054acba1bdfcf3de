import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { hashToken } from '@/lib/crypto';
import { setDirectoryRoleMappings } from '@/lib/directories/set-directory-role-mappings';
import { newId } from '@/lib/id';
import { acceptIdentity } from '@/lib/sso/accept-identity';
import { invite } from '@/tests/factories/invitations';
import { untilWaiting } from '@/tests/factories/locks';
import { programFor } from '@/tests/factories/programs';
import { createRoleManager, makeRole } from '@/tests/factories/roles';
import { countSeats } from '@/tests/factories/seats';
import { asserted, createTestConnection } from '@/tests/factories/single-sign-on';
import { contextFor, createTestOrganization, memberRoleId } from '@/tests/factories/world';
import { type ScimClient, scimUser, useDirectories } from '../start-scim';

const directories = useDirectories();

const times = <T>(count: number, make: (index: number) => Promise<T>) =>
  Promise.all(Array.from({ length: count }, (_, index) => make(index)));
const add = (...ids: string[]) => ({ op: 'add', path: 'members', value: ids.map((value) => ({ value })) });
const remove = (id: string) => ({ op: 'remove', path: `members[value eq "${id}"]` });
const replace = (path: string, value: unknown) => [{ op: 'replace', path, value }];

const makeUsers = (scim: ScimClient, count: number): Promise<string[]> =>
  times(count, async () => (await scim.post('/Users', scimUser(scim.email()))).body.id);
const makeGroup = async (scim: ScimClient, displayName: string, members: string[] = []): Promise<string> =>
  (await scim.post('/Groups', { displayName, members: members.map((value) => ({ value })) })).body.id;
const membersOf = async (scim: ScimClient, id: string): Promise<string[]> =>
  ((await scim.get(`/Groups/${id}`)).body.members ?? []).map(({ value }: { value: string }) => value);

/** One membership, one user of the directory, and a seat counter that is right. */
async function expectOneMember(scim: ScimClient, email: string) {
  const { organizationId, directoryId } = scim;
  const { db } = directories;
  expect(await db.membership.findMany({ where: { organizationId, emailKey: email } })).toMatchObject([
    { status: 'ACTIVE' },
  ]);
  expect(await db.directoryUser.count({ where: { directoryId } })).toBe(1);
  expect(await countSeats(db, organizationId)).toEqual({ used: 1, recounted: 1 });
}

describe('a user who is created at the same moment', () => {
  test('by fifty requests at two addresses of one userName exists once, and 49 hear 409', async () => {
    const scim = await directories.connect();
    const userName = scim.email();
    const answers = await times(50, (index) =>
      scim.post(
        '/Users',
        scimUser(scim.email(), { userName: index % 2 ? userName : userName.toUpperCase() }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array(49).fill(409)]);
    expect(answers.filter(({ status, body }) => status === 409 && body.scimType !== 'uniqueness')).toEqual(
      [],
    );
    expect(await directories.db.membership.count({ where: { organizationId: scim.organizationId } })).toBe(1);
    expect(await countSeats(directories.db, scim.organizationId)).toEqual({ used: 1, recounted: 1 });
  });

  test('as an invitation goes out to them is one member, and no invitation is left open', async () => {
    for (let round = 0; round < 5; round += 1) {
      const scim = await directories.connect();
      const email = scim.email();
      const staff = { ...(await createTestOrganization(directories.db)).staff, now: new Date() };
      const { organizationId } = scim;
      const [created] = await Promise.all([
        scim.post('/Users', scimUser(email)),
        invite(staff, organizationId, { email }).catch(() => null),
      ]);
      expect(created.status).toBe(201);
      await expectOneMember(scim, email);
      const where = { organizationId, acceptedAt: null, revokedAt: null };
      expect(await directories.db.invitation.count({ where })).toBe(0);
    }
  });

  test('as they log in for the first time at their identity provider is one member with one account', async () => {
    for (let round = 0; round < 5; round += 1) {
      const world = await createTestConnection(directories.db);
      const { organizationId, domain, connection } = world;
      const scim = await directories.connect({ organizationId, domain });
      const email = scim.email();
      const ctx = { ...contextFor(directories.db), now: new Date(), ip: randomUUID() };
      const browserHash = hashToken(randomUUID());
      const request = { returnTo: null, invitationId: null, loginAttemptId: null, browserHash };
      const [created, login] = await Promise.all([
        scim.post('/Users', scimUser(email)),
        acceptIdentity(ctx, { connection, identity: asserted(email), request }),
      ]);
      expect({ status: created.status, login: login.ok }).toEqual({ status: 201, login: true });
      expect(await directories.db.user.count({ where: { emailKey: email } })).toBe(1);
      await expectOneMember(scim, email);
    }
  });

  test('by two directories of the organization is one member of one of them', async () => {
    const first = await directories.connect();
    const { organizationId, domain } = first;
    const second = await directories.connect({ organizationId, domain });
    const email = first.email();
    const answers = await times(10, (index) => (index % 2 ? first : second).post('/Users', scimUser(email)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array(9).fill(409)]);
    expect(await countSeats(directories.db, organizationId)).toEqual({ used: 1, recounted: 1 });
  });

  test('over the last seat is one of them', async () => {
    const scim = await directories.connect();
    const where = { id: scim.organizationId };
    await directories.db.organization.update({ where, data: { seatsCap: 3 } });
    const answers = await times(20, () => scim.post('/Users', scimUser(scim.email())));
    expect(answers.map(({ status }) => status).sort()).toEqual([
      ...Array(3).fill(201),
      ...Array(17).fill(403),
    ]);
    expect(await countSeats(directories.db, scim.organizationId)).toEqual({ used: 3, recounted: 3 });
  });
});

describe('a user who is changed at the same moment', () => {
  test('by PUT and PATCH that both read one version is changed by one, and the others hear 412', async () => {
    const scim = await directories.connect();
    const email = scim.email();
    const { id } = (await scim.post('/Users', scimUser(email))).body;
    const headers = { 'if-match': 'W/"1"' };
    const answers = await times(10, (index) =>
      index % 2
        ? scim.put(`/Users/${id}`, scimUser(email, { title: `put ${index}` }), headers)
        : scim.patch(`/Users/${id}`, replace('title', `patch ${index}`), headers),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(9).fill(412)]);
    const winner = answers.find(({ status }) => status === 200);
    expect((await scim.get(`/Users/${id}`)).body).toEqual(winner?.body);
  });

  test('off and on ends as the last answer says, with its member and its seat', async () => {
    const scim = await directories.connect();
    const email = scim.email();
    const { id } = (await scim.post('/Users', scimUser(email))).body;
    const answers = await times(20, (index) =>
      scim.patch(`/Users/${id}`, replace('active', index % 2 === 0)),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200));
    const { active } = (await scim.get(`/Users/${id}`)).body;
    const member = await directories.db.membership.findFirstOrThrow({
      where: { organizationId: scim.organizationId, emailKey: email },
    });
    expect(member.status).toBe(active ? 'ACTIVE' : 'INACTIVE');
    const seats = active ? 1 : 0;
    expect(await countSeats(directories.db, scim.organizationId)).toEqual({ used: seats, recounted: seats });
  });

  test('to one userName is refused for all but one', async () => {
    const scim = await directories.connect();
    const ids = await makeUsers(scim, 10);
    const answers = await Promise.all(
      ids.map((id) => scim.patch(`/Users/${id}`, replace('userName', 'wanted'))),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(9).fill(409)]);
  });
});

describe('a group whose members change at the same moment', () => {
  test.each(['plain', 'mapped'])('and which is %s loses none, and nobody comes back', async (kind) => {
    const scim = await directories.connect();
    const ids = await makeUsers(scim, 20);
    const [leaving, coming] = [ids.slice(0, 10), ids.slice(10)];
    const id = await makeGroup(scim, 'Engineering', leaving);
    const { organizationId, directoryId } = scim;
    // Not admin: the last of the leaving would stay one.
    const roleId = await makeRole(await createRoleManager(directories.db), organizationId, 'engineer');
    const mappings = [{ groupId: id, roleId }];
    if (kind === 'mapped')
      await setDirectoryRoleMappings(programFor(directories.db), { organizationId, directoryId, mappings });
    const operations = [...leaving.map(remove), ...coming.map((each) => add(each))];
    const answers = await Promise.all(operations.map((each) => scim.patch(`/Groups/${id}`, [each])));
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(204));
    expect((await membersOf(scim, id)).sort()).toEqual([...coming].sort());
    const group = await directories.db.directoryGroup.findUnique({ where: { id } });
    expect(group).toMatchObject({ memberCount: 10, version: 21 });
    const engineers = await directories.db.membershipRole.count({ where: { organizationId, roleId } });
    expect(engineers).toBe(kind === 'mapped' ? 10 : 0);
  });

  test('and which is mapped then waits for no line of the log that waits for it', async () => {
    const scim = await directories.connect();
    const { organizationId, directoryId } = scim;
    const groupId = await makeGroup(scim, 'Engineering');
    const mappings = [{ groupId, roleId: memberRoleId }];
    const saved = await directories.db.$transaction(async (tx) => {
      await tx.$queryRaw`select 1 from directory_groups where id = ${groupId} for update`;
      const program = programFor(directories.db);
      const saving = setDirectoryRoleMappings(program, { organizationId, directoryId, mappings });
      await untilWaiting(directories.db);
      const line = { id: newId('directoryRequest'), directoryId, at: new Date(), method: 'PATCH' };
      await tx.directoryRequest.create({ data: { ...line, path: '/', status: 204, requestId: 'test' } });
      return { saving };
    });
    await saved.saving;
  });

  test('and which is deleted is gone with all of it, whatever came first', async () => {
    const scim = await directories.connect();
    const ids = await makeUsers(scim, 6);
    const id = await makeGroup(scim, 'Engineering');
    const answers = await Promise.all([
      ...ids.map((user) => scim.patch(`/Groups/${id}`, [add(user)])),
      scim.delete(`/Groups/${id}`),
      ...ids.map((user) => scim.patch(`/Groups/${id}`, [add(user)])),
    ]);
    for (const { status } of answers) expect([204, 404]).toContain(status);
    expect(await directories.db.directoryGroupMember.count({ where: { groupId: id } })).toBe(0);
    expect((await scim.get('/Groups')).body.totalResults).toBe(0);
  });

  test('in several groups of the same people, in either order, stands still for nobody', async () => {
    const scim = await directories.connect();
    const ids = await makeUsers(scim, 12);
    const groups = await times(4, (index) => makeGroup(scim, `Group ${index}`));
    const goes = ids[5] ?? '';
    const patches = groups.flatMap((group, index) => [
      scim.patch(`/Groups/${group}`, [add(...(index % 2 ? ids : [...ids].reverse()))]),
      scim.patch(`/Groups/${group}`, [replace('displayName', `Renamed ${index}`)[0], remove(ids[0] ?? '')]),
    ]);
    const answers = await Promise.all([...patches, scim.delete(`/Users/${goes}`)]);
    // Whoever adds somebody who is deleted at that moment is told that there is nobody.
    for (const { status } of answers) expect([204, 400]).toContain(status);
    for (const group of groups) {
      const members = await membersOf(scim, group);
      expect(members).not.toContain(goes);
      const row = await directories.db.directoryGroup.findUnique({ where: { id: group } });
      expect(row?.memberCount).toBe(members.length);
    }
  });
});

describe('a customer whose requests wait for each other', () => {
  const locked = (scim: ScimClient, meanwhile: () => Promise<void>) =>
    directories.db.$transaction(async (tx) => {
      await tx.$queryRaw`select 1 from organizations where id = ${scim.organizationId} for update`;
      await meanwhile();
    });

  test('keeps nobody else waiting', async () => {
    const [slow, other] = [await directories.connect(), await directories.connect()];
    const posts: ReturnType<ScimClient['post']>[] = [];
    await locked(slow, async () => {
      for (let index = 0; index < 30; index += 1) posts.push(slow.post('/Users', scimUser(slow.email())));
      await untilWaiting(directories.db, 8);
      expect((await other.post('/Users', scimUser(other.email()))).status).toBe(201);
    });
    expect((await Promise.all(posts)).map(({ status }) => status)).toEqual(Array(30).fill(201));
  });

  test('has its turn again however requests before were refused', async () => {
    const scim = await directories.connect();
    const refused = await times(10, () => scim.post('/Users/.search', { schemas: ['urn:other'] }));
    expect(refused.map(({ status }) => status)).toEqual(Array(10).fill(400));
    expect((await scim.get('/Users')).status).toBe(200);
  });

  test('is told to send fewer when very many wait', async () => {
    const scim = await directories.connect();
    const posts: ReturnType<ScimClient['post']>[] = [];
    const answered: number[] = [];
    await locked(scim, async () => {
      await new Promise<void>((resolve) => {
        const note = ({ status }: { readonly status: number }) => {
          if (answered.push(status) === 12) resolve();
        };
        for (let index = 0; index < 120; index += 1) {
          const post = scim.post('/Users', scimUser(scim.email()));
          posts.push(post);
          void post.then(note);
        }
      });
      expect(answered).toEqual(Array(12).fill(429));
    });
    const others = (await Promise.all(posts)).filter(({ status }) => status === 201);
    expect(others).toHaveLength(108);
    expect(await countSeats(directories.db, scim.organizationId)).toEqual({ used: 108, recounted: 108 });
  });
});
