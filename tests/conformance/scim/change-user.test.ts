import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '@/lib/id';
import { log } from '@/lib/log';
import { useDatabase } from '@/tests/database';
import { createMember, createPerson, createSession } from '@/tests/factories/members';
import { countSeats } from '@/tests/factories/seats';
import { adminRoleId, createTestOrganization } from '@/tests/factories/world';
import { type RunningApi, startApi } from '../start-api';
import { connectDirectory, type ScimClient, scimUser } from '../start-scim';

const database = useDatabase();
let api: RunningApi;

beforeAll(async () => {
  log.level = 'silent';
  api = await startApi(database.url);
});
afterAll(() => api.stop());

interface Provisioned {
  readonly scim: ScimClient;
  readonly email: string;
  readonly id: string;
  readonly userId: string;
  readonly membershipId: string;
}

async function provision(more: object = {}): Promise<Provisioned> {
  const scim = await connectDirectory(api.url, database.db);
  const email = scim.email();
  const { body } = await scim.post('/Users', scimUser(email, more));
  const member = await database.db.membership.findFirstOrThrow({
    where: { organizationId: scim.organizationId, emailKey: email },
  });
  return { scim, email, id: body.id, userId: member.userId, membershipId: member.id };
}

const readMember = (id: string) =>
  database.db.membership.findUnique({ where: { id }, include: { roles: true } });
const countSessions = (userId: string) => database.db.session.count({ where: { userId } });

async function lastOutcome({ directoryId }: ScimClient) {
  const [last] = await database.db.directoryRequest.findMany({
    where: { directoryId },
    orderBy: { id: 'desc' },
    take: 1,
  });
  return last;
}

const replace = (path: string, value: unknown) => ({ op: 'replace', path, value });

describe('a user who is turned off', () => {
  test.each([
    ['as RFC 7644 has it', [replace('active', false)]],
    ['as Okta does', [{ op: 'replace', value: { active: false } }]],
    ['as Entra ID does', [{ op: 'Replace', path: 'active', value: 'False' }]],
    ['beside something else', [replace('active', false), replace('title', 'Emerita')]],
  ])('%s is inactive at once, with everything that ends with it', async (_, operations) => {
    const { scim, id, userId, membershipId, email } = await provision();
    await createSession(database.db, userId, scim.organizationId);
    const token = { id: newId('apiToken'), organizationId: scim.organizationId, membershipId };
    await database.db.apiToken.create({ data: { ...token, hash: token.id, suffix: 'xxxx' } });
    const answer = await scim.patch(`/Users/${id}`, operations);
    expect(answer).toMatchObject({ status: 200, body: { id, active: false, meta: { version: 'W/"2"' } } });
    expect(await readMember(membershipId)).toMatchObject({ status: 'INACTIVE', roles: [{}] });
    expect(await countSessions(userId)).toBe(0);
    expect(await database.db.apiToken.findUnique({ where: { id: token.id } })).toMatchObject({
      endedAt: expect.any(Date),
    });
    expect(await countSeats(database.db, scim.organizationId)).toEqual({ used: 0, recounted: 0 });
    expect(await lastOutcome(scim)).toMatchObject({
      status: 200,
      outcome: 'member_deactivated',
      subject: email,
    });
    expect(await scim.get(`/Users/${id}`)).toMatchObject({ status: 200, body: answer.body });
    const events = await database.db.event.findMany({
      where: { organizationId: scim.organizationId },
      orderBy: { id: 'asc' },
    });
    expect(
      events
        .slice(-2)
        .map(({ type }) => type)
        .sort(),
    ).toEqual(['organization.directory.user_updated', 'user.organization_membership_updated']);
    const where = { organizationId: scim.organizationId, action: 'membership.deactivated' };
    expect(await database.db.auditEvent.findMany({ where })).toMatchObject([
      {
        actorKind: 'directory',
        actorId: scim.directoryId,
        targetId: membershipId,
        changes: {
          before: { status: 'ACTIVE' },
          after: { status: 'INACTIVE', apiTokensEnded: 1 },
        },
      },
    ]);
  });

  test('comes back with their roles when turned on, if there is a seat', async () => {
    const { scim, id, membershipId } = await provision();
    const before = await readMember(membershipId);
    await scim.patch(`/Users/${id}`, [replace('active', false)]);
    await database.db.organization.update({ where: { id: scim.organizationId }, data: { seatsCap: 0 } });
    expect((await scim.patch(`/Users/${id}`, [replace('active', true)])).status).toBe(403);
    await database.db.organization.update({ where: { id: scim.organizationId }, data: { seatsCap: 1 } });
    expect(await scim.patch(`/Users/${id}`, [replace('active', true)])).toMatchObject({
      status: 200,
      body: { active: true },
    });
    expect(await readMember(membershipId)).toMatchObject({ status: 'ACTIVE', roles: before?.roles });
    expect(await lastOutcome(scim)).toMatchObject({ outcome: 'member_reactivated' });
    expect(await countSeats(database.db, scim.organizationId)).toEqual({ used: 1, recounted: 1 });
  });

  test('who is the only admin stays, and the refusal says what to do', async () => {
    const scim = await connectDirectory(api.url, database.db);
    const email = scim.email();
    const actor = await createPerson(database.db, email);
    const { membershipId } = await createMember(database.db, scim.organizationId, { actor });
    const { body } = await scim.post('/Users', scimUser(email));
    const refused = await scim.patch(`/Users/${body.id}`, [replace('active', false)]);
    expect(refused).toMatchObject({
      status: 409,
      body: { detail: expect.stringContaining('Make someone else an admin') },
    });
    expect((await scim.delete(`/Users/${body.id}`)).status).toBe(409);
    const where = { directoryId: scim.directoryId, status: 409 };
    const refusals = await database.db.directoryRequest.findMany({ where, select: { subject: true } });
    expect(refusals).toEqual([{ subject: email }, { subject: email }]);
    expect(await readMember(membershipId)).toMatchObject({ status: 'ACTIVE' });
    expect(await scim.get(`/Users/${body.id}`)).toMatchObject({ body: { active: true } });
  });

  test('does not come back when their domain is not verified any more', async () => {
    const { scim, id, membershipId } = await provision();
    await scim.patch(`/Users/${id}`, [replace('active', false)]);
    await database.db.domain.updateMany({
      where: { organizationId: scim.organizationId },
      data: { verifiedAt: null },
    });
    const refused = await scim.patch(`/Users/${id}`, [replace('active', true)]);
    expect(refused).toMatchObject({ status: 400, body: { scimType: 'invalidValue' } });
    expect(await readMember(membershipId)).toMatchObject({ status: 'INACTIVE' });
  });

  test('is not given back a member whom people manage, once their domain is not verified any more', async () => {
    const { scim, id, membershipId } = await provision();
    await database.db.directoryUser.update({ where: { id }, data: { membershipId: null } });
    await scim.patch(`/Users/${id}`, [replace('active', false)]);
    const where = { organizationId: scim.organizationId };
    await database.db.domain.updateMany({ where, data: { verifiedAt: null } });
    expect((await scim.patch(`/Users/${id}`, [replace('active', true)])).status).toBe(400);
    expect(await database.db.directoryUser.findUnique({ where: { id } })).toMatchObject({
      membershipId: null,
    });
    expect(await readMember(membershipId)).toMatchObject({ status: 'ACTIVE' });
  });

  test('who is off already stays as they are, and nothing is written but the log', async () => {
    const { scim, id } = await provision();
    await scim.patch(`/Users/${id}`, [replace('active', false)]);
    const again = await scim.patch(`/Users/${id}`, [replace('active', false)]);
    expect(again).toMatchObject({ status: 200, body: { meta: { version: 'W/"2"' } } });
    expect(await lastOutcome(scim)).toMatchObject({ outcome: 'nothing_changed' });
  });

  test('who was removed here since does not come back by another change, and does when turned off and on', async () => {
    const { scim, id, membershipId, email } = await provision();
    await database.db.membership.delete({ where: { id: membershipId } });
    await database.db.organization.update({ where: { id: scim.organizationId }, data: { seatsUsed: 0 } });
    expect((await scim.patch(`/Users/${id}`, [replace('title', 'Head')])).status).toBe(200);
    const where = { organizationId: scim.organizationId, emailKey: email };
    expect(await database.db.membership.count({ where })).toBe(0);
    await scim.patch(`/Users/${id}`, [replace('active', false)]);
    await scim.patch(`/Users/${id}`, [replace('active', true)]);
    expect(await database.db.membership.findFirst({ where })).toMatchObject({ status: 'ACTIVE' });
  });
});

describe('a user who changes', () => {
  test('brings their names to an account that belongs nowhere else', async () => {
    const { scim, id, userId } = await provision();
    await scim.patch(`/Users/${id}`, [replace('name.familyName', 'Lovelace')]);
    expect(await database.db.user.findUnique({ where: { id: userId } })).toMatchObject({
      givenName: 'Ada',
      familyName: 'Lovelace',
    });
    const other = await createTestOrganization(database.db);
    const actor = {
      ...(await createPerson(database.db)),
      userId,
      email: (await readMember(userId))?.emailKey ?? '',
    };
    const emailKey = (await database.db.user.findUniqueOrThrow({ where: { id: userId } })).emailKey;
    await createMember(database.db, other.organizationId, { actor: { ...actor, email: emailKey } });
    await scim.patch(`/Users/${id}`, [replace('name.familyName', 'Byron')]);
    expect(await database.db.user.findUnique({ where: { id: userId } })).toMatchObject({
      familyName: 'Lovelace',
    });
  });

  test('who was adopted while they were off has the names that came then', async () => {
    const scim = await connectDirectory(api.url, database.db);
    const email = scim.email();
    const actor = await createPerson(database.db, email);
    await database.db.user.update({
      where: { id: actor.userId },
      data: { givenName: null, familyName: null, name: null },
    });
    await createMember(database.db, scim.organizationId, { actor, status: 'INACTIVE' });
    const { body } = await scim.post('/Users', scimUser(email, { active: false }));
    expect((await scim.patch(`/Users/${body.id}`, [replace('active', true)])).status).toBe(200);
    expect(await database.db.user.findUnique({ where: { id: actor.userId } })).toMatchObject({
      givenName: body.name.givenName,
    });
  });

  test('takes a new address along, unproven, and their sessions end', async () => {
    const { scim, id, userId, email } = await provision();
    await createSession(database.db, userId);
    await database.db.user.update({ where: { id: userId }, data: { emailVerified: new Date() } });
    const next = scim.email('married');
    const { status, body } = await scim.put(`/Users/${id}`, scimUser(next));
    expect({ status, body }).toMatchObject({
      status: 200,
      body: { userName: next, emails: [{ value: next }] },
    });
    expect(await database.db.user.findUnique({ where: { id: userId } })).toMatchObject({
      email: next,
      emailVerified: null,
    });
    expect(await countSessions(userId)).toBe(0);
    expect(await database.db.user.count({ where: { emailKey: email } })).toBe(0);
  });

  test.each(['somebody else’s', 'outside of the verified domains'])(
    'keeps their address where the new one is %s',
    async (kind) => {
      const { scim, id, userId, email } = await provision();
      const foreign = kind === 'somebody else’s' ? scim.email('victim') : 'x@elsewhere.example.com';
      await createPerson(database.db, foreign);
      const refused = await scim.patch(`/Users/${id}`, [replace('emails[type eq "work"].value', foreign)]);
      expect(refused.status).toBe(kind === 'somebody else’s' ? 409 : 400);
      expect(await database.db.user.findUnique({ where: { id: userId } })).toMatchObject({ email });
      expect(await scim.get(`/Users/${id}`)).toMatchObject({ body: { emails: [{ value: email }] } });
    },
  );

  test('keeps the address of an account that was there before the directory', async () => {
    const scim = await connectDirectory(api.url, database.db);
    const email = scim.email();
    const actor = await createPerson(database.db, email);
    await createMember(database.db, scim.organizationId, { actor });
    const { body } = await scim.post('/Users', scimUser(email));
    const refused = await scim.put(`/Users/${body.id}`, scimUser(scim.email('next')));
    expect(refused).toMatchObject({ status: 409, body: { scimType: 'uniqueness' } });
    expect(await database.db.user.findUnique({ where: { id: actor.userId } })).toMatchObject({ email });
  });

  test.each([
    ['people', { source: 'MANUAL' }, 409],
    ['people, who let groups decide', { source: 'DEFAULT', reason: 'until groups decide' }, 409],
    ['single sign-on', { source: 'SSO' }, 409],
    ['a group of another directory', { source: 'DIRECTORY' }, 409],
    ['a group', { source: 'DIRECTORY' }, 200],
  ] as const)(
    'who is an admin by %s has a new address only if it is by a group of their directory',
    async (who, held, status) => {
      const { scim, id, userId, email } = await provision();
      const { directoryId } = scim;
      const group = (await scim.post('/Groups', { displayName: 'Owners' })).body.id;
      const line = { directoryId, groupId: group, roleId: adminRoleId, position: 0 };
      if (who === 'a group') await database.db.directoryRoleMapping.create({ data: line });
      const data = { roleId: adminRoleId, ...held };
      await database.db.membershipRole.updateMany({ where: { membership: { userId } }, data });
      const next = scim.email('next');
      expect((await scim.put(`/Users/${id}`, scimUser(next))).status).toBe(status);
      const user = await database.db.user.findUniqueOrThrow({ where: { id: userId } });
      expect(user.email).toBe(status === 409 ? email : next);
    },
  );

  test('to another’s userName is refused with 409', async () => {
    const { scim, id } = await provision();
    const other = scim.email();
    await scim.post('/Users', scimUser(other));
    expect(await scim.patch(`/Users/${id}`, [replace('userName', other.toUpperCase())])).toMatchObject({
      status: 409,
      body: { scimType: 'uniqueness' },
    });
  });

  test('in parallel loses no change', async () => {
    const { scim, id } = await provision();
    const kinds = ['work', 'home', 'mobile', 'fax', 'pager', 'other'];
    const answers = await Promise.all(
      kinds.map((type) =>
        scim.patch(`/Users/${id}`, [{ op: 'add', path: 'phoneNumbers', value: [{ type, value: type }] }]),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual(kinds.map(() => 200));
    const { body } = await scim.get(`/Users/${id}`);
    expect(body.phoneNumbers.map(({ type }: { type: string }) => type).sort()).toEqual([...kinds].sort());
    expect(body.meta.version).toBe('W/"7"');
  });

  test('with If-Match is changed in that version alone', async () => {
    const { scim, id } = await provision();
    const title = [replace('title', 'Head')];
    expect(await scim.patch(`/Users/${id}`, title, { 'if-match': 'W/"2"' })).toMatchObject({
      status: 412,
      body: { status: '412' },
    });
    expect((await scim.patch(`/Users/${id}`, title, { 'if-match': 'W/"1"' })).status).toBe(200);
    expect((await scim.get(`/Users/${id}`, { 'if-none-match': 'W/"2"' })).status).toBe(304);
    expect((await scim.delete(`/Users/${id}`, { 'if-match': 'W/"1"' })).status).toBe(412);
  });
});

describe('a user who is deleted', () => {
  test('is inactive, keeps their history, and comes back by another user of their address', async () => {
    const { scim, id, membershipId, userId, email } = await provision();
    await createSession(database.db, userId, scim.organizationId);
    expect(await scim.delete(`/Users/${id}`)).toMatchObject({ status: 204, body: null });
    expect(await scim.delete(`/Users/${id}`)).toMatchObject({ status: 404, body: { status: '404' } });
    expect((await scim.get(`/Users/${id}`)).status).toBe(404);
    expect(await readMember(membershipId)).toMatchObject({ status: 'INACTIVE' });
    expect(await countSessions(userId)).toBe(0);
    expect(
      await database.db.directory.findUnique({ where: { id: scim.directoryId }, include: { blocks: true } }),
    ).toMatchObject({
      userCount: 0,
      blocks: [{ users: 0 }],
    });
    const { body } = await scim.post('/Users', scimUser(email));
    expect(body.id).not.toBe(id);
    expect(await readMember(membershipId)).toMatchObject({ status: 'ACTIVE' });
    expect(await countSeats(database.db, scim.organizationId)).toEqual({ used: 1, recounted: 1 });
  });

  test('while they are changed ends deleted or is not found, and never half', async () => {
    const { scim, id, membershipId } = await provision();
    const answers = await Promise.all([
      ...Array.from({ length: 5 }, (_, index) =>
        scim.patch(`/Users/${id}`, [replace('title', String(index))]),
      ),
      scim.delete(`/Users/${id}`),
      ...Array.from({ length: 5 }, () => scim.patch(`/Users/${id}`, [replace('active', false)])),
    ]);
    expect(answers.every(({ status }) => [200, 204, 404].includes(status))).toBe(true);
    expect((await scim.get(`/Users/${id}`)).status).toBe(404);
    expect(await readMember(membershipId)).toMatchObject({ status: 'INACTIVE' });
    expect(await countSeats(database.db, scim.organizationId)).toEqual({ used: 0, recounted: 0 });
  });
});

test('a PUT that does not say whether somebody is active lets nobody in, and shuts nobody out', async () => {
  const { scim, email, id, membershipId } = await provision({ title: 'Head' });
  const { active: _, ...silent } = scimUser(email);
  for (const active of [true, false]) {
    await scim.patch(`/Users/${id}`, [replace('active', active)]);
    expect(await scim.put(`/Users/${id}`, silent)).toMatchObject({ status: 200, body: { active } });
    expect(await readMember(membershipId)).toMatchObject({ status: active ? 'ACTIVE' : 'INACTIVE' });
  }
});

test('a PUT to an id that there is not is 404 and makes nothing', async () => {
  const { scim } = await provision();
  const email = scim.email();
  expect((await scim.put(`/Users/${newId('directoryUser')}`, scimUser(email))).status).toBe(404);
  expect(await database.db.user.count({ where: { emailKey: email } })).toBe(0);
});
