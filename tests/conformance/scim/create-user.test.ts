import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inviteMember } from '@/lib/invitations/invite-member';
import { log } from '@/lib/log';
import { useDatabase } from '@/tests/database';
import { createMember, createPerson } from '@/tests/factories/members';
import { countSeats } from '@/tests/factories/seats';
import { createEndpointManager, makeEndpoint } from '@/tests/factories/webhooks';
import { createTestOrganization, memberRoleId } from '@/tests/factories/world';
import { type RunningApi, startApi } from '../start-api';
import { connectDirectory, type ScimClient, scimUser } from '../start-scim';

const database = useDatabase();
let api: RunningApi;

beforeAll(async () => {
  log.level = 'silent';
  api = await startApi(database.url);
});
afterAll(() => api.stop());

const connect = (options?: object) => connectDirectory(api.url, database.db, options);

function findMember({ organizationId }: ScimClient, email: string) {
  return database.db.membership.findFirst({
    where: { organizationId, emailKey: email.toLowerCase() },
    select: {
      id: true,
      status: true,
      provisioningMethod: true,
      user: { select: { id: true, givenName: true, familyName: true } },
      roles: { select: { roleId: true, source: true } },
      directoryUser: { select: { id: true } },
    },
  });
}

function listLogged({ directoryId }: ScimClient) {
  const select = {
    method: true,
    path: true,
    status: true,
    outcome: true,
    subject: true,
    body: true,
    detail: true,
  };
  return database.db.directoryRequest.findMany({ where: { directoryId }, orderBy: { id: 'asc' }, select });
}

describe('a user whom nobody here knows', () => {
  test('is a member at once, with the default role and without mail', async () => {
    await makeEndpoint(await createEndpointManager(database.db));
    const scim = await connect();
    const email = scim.email('ada');
    const { status, body, headers } = await scim.post('/Users', scimUser(email));
    expect({ status, body }).toMatchObject({ status: 201, body: { userName: email, active: true } });
    expect(headers.get('content-type')).toBe('application/scim+json; charset=utf-8');
    expect(headers.get('location')).toBe(body.meta.location);
    expect(await scim.get(`/Users/${body.id}`)).toMatchObject({ status: 200, body });
    expect(await findMember(scim, email)).toMatchObject({
      status: 'ACTIVE',
      provisioningMethod: 'scim',
      user: { givenName: 'Ada', familyName: 'Example' },
      roles: [{ roleId: memberRoleId, source: 'DEFAULT' }],
      directoryUser: { id: body.id },
    });
    expect(await database.db.mailMessage.count({ where: { toAddress: email } })).toBe(0);
    expect(await countSeats(database.db, scim.organizationId)).toEqual({ used: 1, recounted: 1 });
  });

  test('is told of, logged and counted in the same statement', async () => {
    const scim = await connect();
    const email = scim.email();
    const { body } = await scim.post('/Users', scimUser(email, { password: 'not to be kept' }));
    const where = { organizationId: scim.organizationId };
    const events = await database.db.event.findMany({
      where,
      orderBy: { id: 'asc' },
      select: { type: true, data: true },
    });
    const [told, joined] = events.filter(({ type }) => !/^organization\.(created|domain)/.test(type));
    expect(told).toMatchObject({
      type: 'organization.directory.user_created',
      data: { id: body.id, email, active: true, roles: [{ role_name: 'member' }] },
    });
    expect(joined).toMatchObject({
      type: 'user.organization_membership_created',
      data: { user: { email, membership: { membership_status: 'ACTIVE', provisioning_method: 'scim' } } },
    });
    expect(await listLogged(scim)).toMatchObject([
      { method: 'POST', path: '/Users', status: 201, outcome: 'user_created', subject: email },
    ]);
    expect((await listLogged(scim))[0]?.body).not.toContain('not to be kept');
    const directory = await database.db.directory.findUnique({
      where: { id: scim.directoryId },
      include: { blocks: true, users: true },
    });
    expect(directory).toMatchObject({ userCount: 1, lastOrdinal: 1n, blocks: [{ block: 0, users: 1 }] });
    expect(JSON.stringify(directory?.users[0]?.resource)).not.toContain('password');
    const jobs = await database.db.$queryRaw<
      unknown[]
    >`select 1 from webhook_deliveries d join events e on e.id = d.event_id
      where e.organization_id = ${scim.organizationId} and e.type like '%created' and e.type not like 'organization.%ed'`;
    expect(jobs.length).toBeGreaterThan(0);
  });

  test('without an address, or turned off, is kept and is no member', async () => {
    const scim = await connect();
    const nameless = await scim.post('/Users', { ...scimUser('x'), userName: 'ada', emails: undefined });
    expect(nameless).toMatchObject({ status: 201, body: { userName: 'ada', active: true } });
    const email = scim.email();
    const off = await scim.post('/Users', scimUser(email, { active: false }));
    expect(off).toMatchObject({ status: 201, body: { active: false } });
    expect(await findMember(scim, email)).toBeNull();
    const outcomes = (await listLogged(scim)).map(({ outcome }) => outcome);
    expect(outcomes.sort()).toEqual(['user_inactive', 'user_without_address']);
    expect(await countSeats(database.db, scim.organizationId)).toEqual({ used: 0, recounted: 0 });
  });

  test('at an address outside of the verified domains is refused with what to do, and nothing is written', async () => {
    const scim = await connect();
    const refused = await scim.post('/Users', scimUser('ada@elsewhere.example.com'));
    expect(refused).toMatchObject({
      status: 400,
      body: {
        status: '400',
        scimType: 'invalidValue',
        detail: expect.stringContaining('not a verified domain'),
      },
    });
    expect(await database.db.directoryUser.count({ where: { directoryId: scim.directoryId } })).toBe(0);
    expect(await database.db.user.count({ where: { emailKey: 'ada@elsewhere.example.com' } })).toBe(0);
    expect(await listLogged(scim)).toMatchObject([{ status: 400, detail: refused.body.detail }]);
  });

  test.each([
    ['a mail provider', 'ada@gmail.com', 'anybody can have an address at gmail.com'],
    ['Microsoft', 'ada_gmail.com#EXT#@acme.onmicrosoft.com', '(mail in Entra ID)'],
  ])('at a domain of %s is refused without the advice to verify it', async (_, address, advice) => {
    const scim = await connect();
    const { status, body } = await scim.post('/Users', scimUser(address));
    expect({ status, body }).toMatchObject({
      status: 400,
      body: { detail: expect.stringContaining(advice) },
    });
    expect(body.detail).toMatch(/or invite them by email instead\.$/);
    expect(body.detail).not.toContain('under Domains');
  });

  test('over the seats is refused with 403, and nothing is written', async () => {
    const scim = await connect();
    const where = { id: scim.organizationId };
    await database.db.organization.update({ where, data: { seatsCap: 1 } });
    const [first, second] = [scim.email(), scim.email()];
    expect((await scim.post('/Users', scimUser(first))).status).toBe(201);
    const refused = await scim.post('/Users', scimUser(second));
    expect(refused).toMatchObject({
      status: 403,
      body: { detail: expect.stringMatching(/limit is 1\. .* raise it, then send it again\.$/) },
    });
    expect(await database.db.user.count({ where: { emailKey: second } })).toBe(0);
  });
});

describe('a user whom somebody here knows', () => {
  test('in another organization becomes a member and keeps their profile', async () => {
    const scim = await connect();
    const email = scim.email();
    const person = await createPerson(database.db, email);
    await database.db.user.update({ where: { id: person.userId }, data: { givenName: 'Grace' } });
    const other = await createTestOrganization(database.db);
    await createMember(database.db, other.organizationId, { actor: person });
    expect((await scim.post('/Users', scimUser(email))).status).toBe(201);
    expect(await findMember(scim, email)).toMatchObject({
      status: 'ACTIVE',
      user: { id: person.userId, givenName: 'Grace' },
    });
  });

  test('as an active member is adopted with id, history and roles', async () => {
    const scim = await connect();
    const email = scim.email();
    const person = await createPerson(database.db, email);
    const { membershipId } = await createMember(database.db, scim.organizationId, { actor: person });
    const { status, body } = await scim.post('/Users', scimUser(email.toUpperCase()));
    expect(status).toBe(201);
    expect(await findMember(scim, email)).toMatchObject({
      id: membershipId,
      status: 'ACTIVE',
      provisioningMethod: 'direct_provision',
      directoryUser: { id: body.id },
    });
    expect(await listLogged(scim)).toMatchObject([{ outcome: 'member_adopted' }]);
    expect(await countSeats(database.db, scim.organizationId)).toEqual({ used: 1, recounted: 1 });
  });

  test('as an invited person becomes active, and the invitation ends', async () => {
    const scim = await connect();
    const email = scim.email();
    const { organizationId } = scim;
    const { staff } = await createTestOrganization(database.db);
    const names = { givenName: null, familyName: null, displayName: null };
    await inviteMember(
      { ...staff, now: new Date() },
      { organizationId, email, roleIds: [memberRoleId], ...names },
    );
    expect((await scim.post('/Users', scimUser(email))).status).toBe(201);
    expect(await findMember(scim, email)).toMatchObject({
      status: 'ACTIVE',
      roles: [{ source: 'INVITATION' }],
    });
    const [invitation] = await database.db.invitation.findMany({ where: { organizationId } });
    expect(invitation).toMatchObject({ acceptedAt: null, revokedAt: expect.any(Date) });
    expect(await countSeats(database.db, organizationId)).toEqual({ used: 1, recounted: 1 });
    expect(await listLogged(scim)).toMatchObject([{ outcome: 'invitation_completed' }]);
  });

  test('as an inactive member comes back with their roles, and a removal is forgotten', async () => {
    const scim = await connect();
    const [inactive, removed] = [scim.email(), scim.email()];
    const actor = await createPerson(database.db, inactive);
    await createMember(database.db, scim.organizationId, { actor, status: 'INACTIVE' });
    const { organizationId } = scim;
    await database.db.removal.create({ data: { organizationId, emailKey: removed, removedAt: new Date() } });
    expect((await scim.post('/Users', scimUser(inactive))).status).toBe(201);
    expect((await scim.post('/Users', scimUser(removed))).status).toBe(201);
    expect(await findMember(scim, inactive)).toMatchObject({ status: 'ACTIVE' });
    expect(await database.db.removal.count({ where: { organizationId } })).toBe(0);
    expect(await countSeats(database.db, organizationId)).toEqual({ used: 2, recounted: 2 });
  });

  test('as another user of the directory is refused, and is taken over from a directory that is off', async () => {
    const scim = await connect();
    const email = scim.email();
    expect((await scim.post('/Users', scimUser(email))).status).toBe(201);
    const same = await scim.post('/Users', scimUser(email, { userName: 'another name' }));
    expect(same).toMatchObject({ status: 409, body: { scimType: 'uniqueness' } });
    expect(same.body.detail).toContain(`“${email}” of this directory already`);
    const { organizationId, domain, directoryId } = scim;
    const next = await connect({ organizationId, domain });
    const elsewhere = await next.post('/Users', scimUser(email));
    expect(elsewhere.status).toBe(409);
    expect(elsewhere.body.detail).toContain(`“${email}” of the directory “Okta” already`);
    await database.db.directory.update({ where: { id: directoryId }, data: { enabled: false } });
    const { status, body } = await next.post('/Users', scimUser(email));
    expect(status).toBe(201);
    expect(await findMember(scim, email)).toMatchObject({ directoryUser: { id: body.id } });
  });
});

test('of 50 parallel requests for one userName one creates it, and 49 hear that it is taken', async () => {
  const scim = await connect();
  const email = scim.email();
  const answers = await Promise.all(Array.from({ length: 50 }, () => scim.post('/Users', scimUser(email))));
  const statuses = answers.map(({ status }) => status).sort();
  expect(statuses).toEqual([201, ...Array.from({ length: 49 }, () => 409)]);
  for (const { status, body } of answers) if (status === 409) expect(body.scimType).toBe('uniqueness');
  expect(await database.db.directory.findUnique({ where: { id: scim.directoryId } })).toMatchObject({
    userCount: 1,
  });
  expect(await countSeats(database.db, scim.organizationId)).toEqual({ used: 1, recounted: 1 });
});
