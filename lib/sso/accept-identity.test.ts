import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { useDatabase } from '@/tests/database';
import { invite } from '@/tests/factories/invitations';
import { createMember, createPerson } from '@/tests/factories/members';
import { makeRole } from '@/tests/factories/roles';
import { countSeats } from '@/tests/factories/seats';
import { asserted, createTestConnection, type TestConnection } from '@/tests/factories/single-sign-on';
import {
  adminRoleId,
  contextFor,
  createStaff,
  createTestOrganization,
  later,
  memberRoleId,
} from '@/tests/factories/world';
import { hashToken, randomToken } from '../crypto';
import { signInToken } from '../links/sign-in-token';
import { removeMember } from '../memberships/remove-member';
import { beginLinkSignIn } from '../sign-in/begin-link-sign-in';
import { completeSignIn } from '../sign-in/complete-sign-in';
import { acceptIdentity } from './accept-identity';
import type { AssertedIdentity } from './asserted-identity';

const database = useDatabase();
const browserSecret = randomToken();
const browserHash = hashToken(browserSecret);
const nowhere = { returnTo: null, invitationId: null, loginAttemptId: null, browserHash };

const browser = (seconds = 0) => ({
  ...contextFor(database.db, undefined, later(seconds)),
  ip: randomUUID(),
});

function accept({ connection }: TestConnection, identity: AssertedIdentity, request = nowhere, seconds = 0) {
  return acceptIdentity(browser(seconds), { connection, identity, request });
}

/** The whole login: the step that refused it, or the session that it gave. */
async function logIn(world: TestConnection, identity: AssertedIdentity, request = nowhere, seconds = 0) {
  const gate = await accept(world, identity, request, seconds);
  if (!gate.ok) return { step: gate.step };
  const { attemptSecret } = gate.passed;
  if (!attemptSecret) return { step: 'proof' };
  const outcome = await completeSignIn(browser(seconds), { attemptSecret });
  if (outcome.state !== 'signed-in') return { step: outcome.location };
  const session = await database.db.session.findFirstOrThrow({
    where: { userId: gate.passed.userId },
    orderBy: { id: 'desc' },
  });
  return { userId: gate.passed.userId, session };
}

const memberOf = (world: TestConnection, email: string) =>
  database.db.membership.findFirst({
    where: { organizationId: world.organizationId, emailKey: email },
    include: { roles: true },
  });

describe('the first login of somebody unknown', () => {
  test('makes account, membership with the default role, and identity, without mail', async () => {
    const world = await createTestConnection(database.db);
    const email = `ada@${world.domain}`;
    const { session, userId } = await logIn(world, asserted(email));
    expect(session).toMatchObject({
      method: 'sso',
      connectionId: world.connection.id,
      organizationId: world.organizationId,
    });
    const member = await memberOf(world, email);
    expect(member).toMatchObject({ status: 'ACTIVE', provisioningMethod: 'jit_using_sso' });
    expect(member?.roles.map(({ roleId }) => roleId)).toEqual([memberRoleId]);
    const user = await database.db.user.findUniqueOrThrow({ where: { id: userId ?? '' } });
    expect(user).toMatchObject({ givenName: 'Ada', familyName: 'Lindqvist', emailVerified: later(0) });
    expect(await database.db.identity.count({ where: { userId: userId ?? '' } })).toBe(1);
    expect(await database.db.mailMessage.count({ where: { toAddress: email } })).toBe(0);
    const types = await database.db.event.findMany({
      where: { organizationId: world.organizationId, type: { startsWith: 'user.' } },
    });
    expect(types.map(({ type }) => type).sort()).toEqual([
      'user.login',
      'user.organization_membership_created',
      'user.signup',
    ]);
  });

  test('gives the roles that its groups are mapped to, each once', async () => {
    const world = await createTestConnection(database.db);
    const mappings = [
      { attribute: 'groups', value: 'Admins', roleId: adminRoleId },
      { attribute: 'department', value: 'Operations', roleId: memberRoleId },
      { attribute: 'groups', value: 'Others', roleId: memberRoleId },
    ];
    const connection = { ...world.connection, roleMappings: mappings };
    const email = `ada@${world.domain}`;
    const groups = { groups: ['Admins', 'Everyone'], attributes: { department: ['Operations'] } };
    await logIn({ ...world, connection }, asserted(email, groups));
    const roles = (await memberOf(world, email))?.roles.map(({ roleId }) => roleId).sort();
    expect(roles).toEqual([adminRoleId, memberRoleId].sort());
  });

  test('in twenty tabs at once makes one person', async () => {
    const world = await createTestConnection(database.db);
    const email = `ada@${world.domain}`;
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => logIn(world, asserted(email))));
    expect(outcomes.filter(({ userId }) => userId !== undefined)).toHaveLength(20);
    expect(new Set(outcomes.map(({ userId }) => userId)).size).toBe(1);
    expect(await countSeats(database.db, world.organizationId)).toEqual({ used: 1, recounted: 1 });
  });

  test('never goes over the seats', async () => {
    const world = await createTestConnection(database.db);
    await database.db.organization.update({ where: { id: world.organizationId }, data: { seatsCap: 3 } });
    const people = Array.from({ length: 10 }, (_, index) => asserted(`p${index}@${world.domain}`));
    const outcomes = await Promise.all(people.map((person) => logIn(world, person)));
    expect(outcomes.filter(({ step }) => step === 'seats')).toHaveLength(7);
    expect(await countSeats(database.db, world.organizationId)).toEqual({ used: 3, recounted: 3 });
  });
});

describe('a login is refused', () => {
  const cases: [string, object, (world: TestConnection) => AssertedIdentity][] = [
    ['address', {}, () => asserted('no address')],
    ['address', {}, (world) => asserted(`"a b"@${world.domain}`)],
    ['verified-address', {}, (world) => asserted(`ada@${world.domain}`, { emailVerified: false })],
    ['domain', {}, () => asserted('ada@elsewhere.example.com')],
    ['domain', {}, (world) => asserted(`ada@sub.${world.domain}`)],
    ['domain', {}, (world) => asserted(`ada@x${world.domain}`)],
    ['domain', { domainVerified: false }, (world) => asserted(`ada@${world.domain}`)],
    ['just-in-time', { jitEnabled: false }, (world) => asserted(`ada@${world.domain}`)],
  ];
  test.each(cases)('at the step %s (%j)', async (step, options, identityOf) => {
    const world = await createTestConnection(database.db, options);
    const before = await database.db.user.count();
    expect(await logIn(world, identityOf(world))).toEqual({ step });
    expect(await database.db.user.count()).toBe(before);
    expect(await countSeats(database.db, world.organizationId)).toEqual({ used: 0, recounted: 0 });
  });

  test("for an address of another organization's domain, though that is verified there", async () => {
    const [world, other] = [await createTestConnection(database.db), await createTestConnection(database.db)];
    expect(await logIn(world, asserted(`ada@${other.domain}`))).toEqual({ step: 'domain' });
  });

  test('for staff of the vendor, whose address a customer must not speak for', async () => {
    const world = await createTestConnection(database.db);
    const { userId } = await createStaff(database.db, 'OWNER');
    const email = `boss@${world.domain}`;
    await database.db.user.update({ where: { id: userId }, data: { email, emailKey: email } });
    expect(await logIn(world, asserted(email))).toEqual({ step: 'staff' });
  });

  test('for who is deactivated, and for who was removed, until an invitation brings them back', async () => {
    const world = await createTestConnection(database.db);
    const [gone, off] = [`gone@${world.domain}`, `off@${world.domain}`];
    await createMember(database.db, world.organizationId, {
      actor: await createPerson(database.db, off),
      status: 'INACTIVE',
    });
    expect(await logIn(world, asserted(off))).toEqual({ step: 'deactivated' });
    await logIn(world, asserted(gone));
    const member = await memberOf(world, gone);
    const ref = { organizationId: world.organizationId, membershipId: member?.id ?? '' };
    await removeMember(world.staff, { ...ref, keepUser: false });
    expect(await logIn(world, asserted(gone))).toEqual({ step: 'removed' });
    // Nor under another address of theirs, nor as another account of the directory with the address.
    expect(await logIn(world, asserted(`new@${world.domain}`, { subject: `subject of ${gone}` }))).toEqual({
      step: 'removed',
    });
    expect(await logIn(world, asserted(gone, { subject: 'another' }))).toEqual({ step: 'removed' });
    await invite(world.staff, world.organizationId, { email: gone });
    expect(await logIn(world, asserted(gone))).toMatchObject({ session: { method: 'sso' } });
    expect(await memberOf(world, gone)).toMatchObject({ status: 'ACTIVE', provisioningMethod: 'invitation' });
    await database.db.membership.updateMany({ where: { emailKey: gone }, data: { status: 'INACTIVE' } });
    expect(await logIn(world, asserted(gone))).toEqual({ step: 'deactivated' });
  });
});

describe('an invitation', () => {
  test('is consumed with its role by the login of the invited address, pressed or not', async () => {
    const world = await createTestConnection(database.db, { jitEnabled: false });
    for (const pressed of [true, false]) {
      const email = `ada${pressed}@${world.domain}`;
      const role = await makeRole(
        contextFor(database.db, await createStaff(database.db, 'ADMIN')),
        world.organizationId,
        `pilot_${pressed}`,
      );
      const { invitationId } = await invite(world.staff, world.organizationId, { email, roleIds: [role] });
      const request = { ...nowhere, invitationId: pressed ? invitationId : null };
      expect(await logIn(world, asserted(email), request as typeof nowhere)).toMatchObject({
        session: { method: 'sso' },
      });
      expect((await memberOf(world, email))?.roles.map(({ roleId }) => roleId)).toEqual([role]);
      expect(await database.db.invitation.findUnique({ where: { id: invitationId } })).toMatchObject({
        acceptedAt: later(0),
      });
    }
  });

  test('stays when somebody else logs in', async () => {
    const world = await createTestConnection(database.db);
    const { invitationId } = await invite(world.staff, world.organizationId, {
      email: `ada@${world.domain}`,
    });
    const request = { ...nowhere, invitationId } as unknown as typeof nowhere;
    expect(await logIn(world, asserted(`eve@${world.domain}`), request)).toEqual({ step: 'invitation' });
    expect(await database.db.invitation.findUnique({ where: { id: invitationId } })).toMatchObject({
      acceptedAt: null,
    });
  });

  test('that has expired does not keep out whom the connection makes a member', async () => {
    const world = await createTestConnection(database.db);
    const email = `ada@${world.domain}`;
    await invite(world.staff, world.organizationId, { email, roleIds: [adminRoleId], expiresInSeconds: 300 });
    expect(await logIn(world, asserted(email), nowhere, 301)).toMatchObject({ session: { method: 'sso' } });
    const member = await memberOf(world, email);
    expect(member).toMatchObject({ status: 'ACTIVE', provisioningMethod: 'jit_using_sso' });
    expect(member?.roles.map(({ roleId }) => roleId)).toEqual([memberRoleId]);
    expect(await countSeats(database.db, world.organizationId)).toEqual({ used: 1, recounted: 1 });
  });
});

describe('an account that is there already', () => {
  test('of this organization alone is linked; its subject is it from then on, whatever address comes', async () => {
    const world = await createTestConnection(database.db);
    const email = `ada@${world.domain}`;
    const { actor } = await createMember(database.db, world.organizationId, {
      actor: await createPerson(database.db, email),
    });
    const identity = asserted(email, { subject: 'ada' });
    expect(await logIn(world, identity)).toMatchObject({ userId: actor.userId });
    const renamed = asserted(`married@${world.domain}`, { subject: 'ada', familyName: 'Berg' });
    expect(await logIn(world, renamed)).toMatchObject({ userId: actor.userId });
    const user = await database.db.user.findUniqueOrThrow({ where: { id: actor.userId } });
    expect(user).toMatchObject({ email, familyName: 'Berg' });
    // Whoever gets the address next is somebody else, and is not let into the account.
    expect(await logIn(world, asserted(email, { subject: 'successor' }))).toEqual({ step: 'subject' });
  });

  test('that belongs elsewhere, too, is linked only once its mailbox has proven it', async () => {
    const world = await createTestConnection(database.db);
    const other = await createTestOrganization(database.db);
    const email = `ada@${world.domain}`;
    const { actor } = await createMember(database.db, other.organizationId, {
      actor: await createPerson(database.db, email),
    });
    expect(await logIn(world, asserted(email))).toEqual({ step: 'proof' });
    expect(await logIn(world, asserted(email))).toEqual({ step: 'proof' });
    expect(await database.db.session.count({ where: { userId: actor.userId } })).toBe(0);
    const link = await database.db.signInLink.findFirstOrThrow({ where: { userId: actor.userId } });
    const ctx = browser();
    const proven = await completeSignIn(
      ctx,
      await beginLinkSignIn(ctx, { token: signInToken(link.id), browserSecret }),
    );
    expect(proven.state).toBe('signed-in');
    expect(await logIn(world, asserted(email))).toMatchObject({ userId: actor.userId });
  });

  test('keeps its names where other organizations see them, too', async () => {
    const world = await createTestConnection(database.db);
    const identity = asserted(`ada@${world.domain}`);
    const { userId = '' } = await logIn(world, identity);
    const other = await createTestOrganization(database.db);
    const actor = { ...(await createPerson(database.db)), userId, email: `ada@${world.domain}` };
    await createMember(database.db, other.organizationId, { actor });
    await logIn(world, { ...identity, familyName: 'Mallory' });
    const user = await database.db.user.findUniqueOrThrow({ where: { id: userId } });
    expect(user.familyName).toBe('Lindqvist');
  });

  test('keeps its names where the connection does not sync them', async () => {
    const world = await createTestConnection(database.db, { syncProfile: false });
    const email = `ada@${world.domain}`;
    await createMember(database.db, world.organizationId, { actor: await createPerson(database.db, email) });
    const { userId } = await logIn(world, asserted(email));
    expect(await database.db.user.findUnique({ where: { id: userId ?? '' } })).toMatchObject({
      givenName: null,
    });
  });
});
