import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { useDatabase } from '@/tests/database';
import { makeCertificate, makeCompleteConnection } from '@/tests/factories/connections';
import { invite } from '@/tests/factories/invitations';
import { createMember, createPerson } from '@/tests/factories/members';
import { createRoleManager, makeRole } from '@/tests/factories/roles';
import { asserted, createTestConnection, type TestConnection } from '@/tests/factories/single-sign-on';
import { adminRoleId, contextFor, createStaff, later, memberRoleId } from '@/tests/factories/world';
import type { Actor } from '../authz/context';
import { addCertificates } from '../connections/add-certificates';
import { findLoginConnection } from '../connections/find-connection';
import { switchConnection } from '../connections/switch-connection';
import { updateConnection } from '../connections/update-connection';
import { hashToken, randomToken } from '../crypto';
import { signInToken } from '../links/sign-in-token';
import { beginLinkSignIn } from '../sign-in/begin-link-sign-in';
import { completeSignIn } from '../sign-in/complete-sign-in';
import { acceptIdentity } from './accept-identity';

const database = useDatabase();
const browserSecret = randomToken();
const nowhere = {
  returnTo: null,
  invitationId: null as string | null,
  loginAttemptId: null,
  browserHash: hashToken(browserSecret),
};

const at = (seconds: number, actor?: Actor) => ({
  ...contextFor(database.db, actor, later(seconds)),
  ip: randomUUID(),
});

/** Whether a login by the connection signs in at once, or asks the mailbox first. */
async function logIn(world: TestConnection, email: string, seconds = 0, request = nowhere) {
  const ctx = at(seconds);
  const groups = { groups: ['IT'] };
  const gate = await acceptIdentity(ctx, {
    connection: world.connection,
    identity: asserted(email, groups),
    request,
  });
  if (!gate.ok) return gate.step;
  const { attemptSecret } = gate.passed;
  if (!attemptSecret) return 'proof';
  return (await completeSignIn(ctx, { attemptSecret })).state;
}

async function confirm(email: string, seconds: number) {
  const ctx = at(seconds);
  const link = await database.db.signInLink.findFirstOrThrow({
    where: { user: { emailKey: email }, consumedAt: null },
    orderBy: { id: 'desc' },
  });
  const begun = await beginLinkSignIn(ctx, { token: signInToken(link.id), browserSecret });
  return (await completeSignIn(ctx, begun)).state;
}

async function member({ organizationId, domain }: TestConnection, name: string, roleId: string) {
  const person = await createPerson(database.db, `${name}@${domain}`);
  await createMember(database.db, organizationId, { actor: person, roleIds: [roleId] });
  return person.email;
}

/** Somebody who may set the login up, and nothing else. */
async function technician({ organizationId }: TestConnection): Promise<Actor> {
  const permissions = ['members:read', 'sso:manage'];
  const manager = await createRoleManager(database.db);
  const roleId = await makeRole(manager, organizationId, 'technician', { permissions });
  return (await createMember(database.db, organizationId, { roleIds: [roleId] })).actor;
}

function linkHolder({ organizationId }: TestConnection): Actor {
  const features = new Set(['sso'] as const);
  return { kind: 'portal', organizationId, linkId: 'lnk_1', features, grantable: 'all', name: 'A link' };
}

async function changeHands(world: TestConnection, actor: Actor, seconds: number) {
  const { organizationId, connection } = world;
  const oidc = { issuer: `https://idp-${seconds}.example.com` };
  await updateConnection(at(seconds, actor), { organizationId, connectionId: connection.id, oidc });
}

describe('an identity provider that somebody has set up who may do less than an admin', () => {
  test.each([
    ['by a role of theirs', technician],
    ['by a set-up link', async (world: TestConnection) => linkHolder(world)],
  ])('%s opens the accounts of plain members, and asks the mailbox of an admin once', async (_, whoOf) => {
    const world = await createTestConnection(database.db);
    const [admin, plain] = [
      await member(world, 'admin', adminRoleId),
      await member(world, 'plain', memberRoleId),
    ];
    expect(await logIn(world, admin)).toBe('signed-in');
    const who = await whoOf(world);
    await changeHands(world, who, 10);
    expect(await logIn(world, plain, 20)).toBe('signed-in');
    expect(await logIn(world, admin, 20)).toBe('proof');
    expect(await confirm(admin, 30)).toBe('signed-in');
    expect(await logIn(world, admin, 40)).toBe('signed-in');
    await changeHands(world, who, 50);
    expect(await logIn(world, admin, 60)).toBe('proof');
  });

  test('by one more certificate beside those that are there asks an admin whom it knew, too', async () => {
    const world = await createTestConnection(database.db);
    const staff = contextFor(database.db, await createStaff(database.db, 'ADMIN'));
    const ref = await makeCompleteConnection(staff, world.organizationId, { type: 'SAML', enabled: true });
    const connection = await findLoginConnection(staff, ref.connectionId);
    if (!connection) throw new Error('The connection is gone.');
    const saml = { ...world, connection };
    const admin = await member(world, 'admin', adminRoleId);
    expect(await logIn(saml, admin)).toBe('signed-in');
    const certificates = await makeCertificate();
    await addCertificates(at(10, linkHolder(world)), { ...ref, certificates });
    expect(await logIn(saml, admin, 20)).toBe('proof');
  });

  test('lets in whom it makes itself, also as an admin, and does not ask them the next time', async () => {
    const world = await createTestConnection(database.db);
    await changeHands(world, linkHolder(world), 10);
    const roleMappings = [{ attribute: 'groups', value: 'IT', roleId: adminRoleId }];
    const mapped = { ...world, connection: { ...world.connection, roleMappings } };
    const email = `new@${world.domain}`;
    expect(await logIn(mapped, email, 20)).toBe('signed-in');
    expect(await logIn(mapped, email, 30)).toBe('signed-in');
  });

  test('is not changed by somebody who may not give the roles that its groups give', async () => {
    const world = await createTestConnection(database.db);
    const { organizationId, connection } = world;
    const mapping = { attribute: 'groups', value: 'IT', roleId: adminRoleId, position: 0 };
    await database.db.roleMapping.create({ data: { id: 'map_1', connectionId: connection.id, ...mapping } });
    const who = await technician(world);
    await expect(changeHands(world, who, 10)).rejects.toMatchObject({ code: 'role_not_grantable' });
    const named = { organizationId, connectionId: connection.id, name: 'Acme' };
    await updateConnection(at(20, who), named);
    await changeHands(world, linkHolder(world), 30);
  });

  test('takes the press of a mailed invitation for the proof that it is', async () => {
    const world = await createTestConnection(database.db);
    await changeHands(world, linkHolder(world), 0);
    const email = `invited@${world.domain}`;
    const roleIds = [adminRoleId];
    const { invitationId } = await invite(world.staff, world.organizationId, { email, roleIds });
    expect(await logIn(world, email, 10)).toBe('proof');
    expect(await logIn(world, email, 20, { ...nowhere, invitationId })).toBe('signed-in');
    expect(await logIn(world, email, 30)).toBe('signed-in');
  });
});

describe('an identity provider that the vendor or an admin has set up', () => {
  test('opens the accounts of all', async () => {
    const world = await createTestConnection(database.db);
    const admin = await member(world, 'admin', adminRoleId);
    await changeHands(world, await createStaff(database.db, 'ADMIN'), 10);
    expect(await logIn(world, admin, 20)).toBe('signed-in');
    await changeHands(world, (await createMember(database.db, world.organizationId)).actor, 30);
    expect(await logIn(world, admin, 40)).toBe('signed-in');
  });
});

test('the admins are told when a connection goes on, and when another vouches for their people, but not who did it', async () => {
  const world = await createTestConnection(database.db);
  const { organizationId, connection } = world;
  const [doer, other] = [
    await createMember(database.db, organizationId),
    await createMember(database.db, organizationId),
  ];
  await member(world, 'plain', memberRoleId);
  const told = async () => {
    const where = { organizationId, kind: 'connection_change' };
    const mails = await database.db.mailMessage.findMany({ where, orderBy: { id: 'asc' } });
    return mails.map(({ toAddress, content }) => [toAddress, (content as { change?: string }).change]);
  };
  const ref = { organizationId, connectionId: connection.id };
  await switchConnection(at(0, doer.actor), { ...ref, enabled: false });
  await changeHands(world, doer.actor, 10);
  expect(await told()).toEqual([]);
  await switchConnection(at(20, doer.actor), { ...ref, enabled: true });
  await updateConnection(at(30, doer.actor), { ...ref, name: 'Acme' });
  await changeHands(world, doer.actor, 40);
  const { email } = other.actor;
  expect(await told()).toEqual([
    [email, 'enabled'],
    [email, 'changed'],
  ]);
});
