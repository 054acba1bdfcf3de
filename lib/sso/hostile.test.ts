import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { useDatabase } from '@/tests/database';
import { invite } from '@/tests/factories/invitations';
import { createMember, createPerson } from '@/tests/factories/members';
import { asserted, createTestConnection, type TestConnection } from '@/tests/factories/single-sign-on';
import { contextFor, createStaff, createTestOrganization, later } from '@/tests/factories/world';
import { updateConnection } from '../connections/update-connection';
import { hashToken, randomToken } from '../crypto';
import { newId } from '../id';
import { joinOrganization } from '../invitations/join-organization';
import { invitationToken } from '../links/invitation-token';
import { signInToken } from '../links/sign-in-token';
import { removeMember } from '../memberships/remove-member';
import { readSession } from '../sessions/read-session';
import { beginInvitationSignIn } from '../sign-in/begin-invitation-sign-in';
import { beginLinkSignIn } from '../sign-in/begin-link-sign-in';
import { completeSignIn } from '../sign-in/complete-sign-in';
import { viewSignInLink } from '../sign-in/view-sign-in-link';
import { acceptIdentity } from './accept-identity';
import type { AssertedIdentity } from './asserted-identity';

const database = useDatabase();
const browserSecret = randomToken();
const browserHash = hashToken(browserSecret);
const request = { returnTo: null, invitationId: null, loginAttemptId: null, browserHash };
const browser = () => ({ ...contextFor(database.db, undefined, later(0)), ip: randomUUID() });

function assert({ connection }: TestConnection, identity: AssertedIdentity) {
  return acceptIdentity(browser(), { connection, identity, request });
}

async function attemptOf(world: TestConnection, identity: AssertedIdentity): Promise<string> {
  const gate = await assert(world, identity);
  return (gate.ok && gate.passed.attemptSecret) || 'no attempt';
}

/** A member who has logged in by the connection before. */
async function knownMember(world: TestConnection, subject: string) {
  const email = `${subject}@${world.domain}`;
  const identity = asserted(email, { subject });
  await completeSignIn(browser(), { attemptSecret: await attemptOf(world, identity) });
  const { id: userId } = await database.db.user.findUniqueOrThrow({ where: { emailKey: email } });
  return { email, userId, identity };
}

/** Somebody of this domain who belongs to another organization, and what was mailed to them. */
async function proofOf(world: TestConnection) {
  const other = await createTestOrganization(database.db);
  const email = `ada@${world.domain}`;
  const { actor } = await createMember(database.db, other.organizationId, {
    actor: await createPerson(database.db, email),
  });
  const gate = await assert(world, asserted(email, { subject: 'somebody' }));
  expect(gate).toMatchObject({ ok: true, passed: { attemptSecret: null } });
  const link = await database.db.signInLink.findFirstOrThrow({ where: { userId: actor.userId } });
  return { email, userId: actor.userId, token: signInToken(link.id) };
}

async function switchOff({ connection: { id } }: TestConnection): Promise<void> {
  await database.db.connection.update({ where: { id }, data: { enabled: false } });
}

describe('an identity provider', () => {
  test('does not keep the accounts of a domain that has gone to another organization', async () => {
    const [old, next] = [await createTestConnection(database.db), await createTestConnection(database.db)];
    const { userId } = await knownMember(old, 'ada');
    const second = `second.${old.domain}`;
    const { db } = database;
    await db.domain.updateMany({
      where: { domain: next.domain },
      data: { organizationId: old.organizationId, domain: second },
    });
    await db.domain.updateMany({
      where: { domain: old.domain },
      data: { organizationId: next.organizationId },
    });
    const gate = await assert(old, asserted(`anybody@${second}`, { subject: 'ada' }));
    expect(gate).toMatchObject({ ok: true, passed: { attemptSecret: null } });
    expect(await db.session.count({ where: { userId } })).toBe(1);
  });

  test('that calls a removed person by another address brings nobody back', async () => {
    const world = await createTestConnection(database.db);
    const { email, userId, identity } = await knownMember(world, 'ada');
    const { organizationId, domain } = world;
    const other = await createTestOrganization(database.db);
    const actor = { ...(await createPerson(database.db)), userId, email };
    await createMember(database.db, other.organizationId, { actor });
    const { id: membershipId } = await database.db.membership.findFirstOrThrow({
      where: { userId, organizationId },
    });
    await removeMember(world.staff, { organizationId, membershipId, keepUser: false });
    const renamed = { ...identity, email: `renamed@${domain}` };
    for (const again of [identity, renamed, asserted(email, { subject: 'new' })])
      expect(await assert(world, again)).toMatchObject({ step: 'removed' });
  });

  test('cannot fill a mailbox with links to confirm', async () => {
    const world = await createTestConnection(database.db);
    const { email, userId } = await proofOf(world);
    for (let times = 0; times < 4; times += 1) await assert(world, asserted(email));
    expect(await assert(world, asserted(email))).toMatchObject({ ok: false, step: 'limits' });
    expect(await database.db.signInLink.count({ where: { userId } })).toBe(5);
  });

  test('lets nobody in once its connection is off, also not by a login that it has answered', async () => {
    const [world, second] = [
      await createTestConnection(database.db),
      await createTestConnection(database.db),
    ];
    const email = `ada@${world.domain}`;
    const { invitationId } = await invite(world.staff, world.organizationId, { email });
    const attemptSecret = await attemptOf(world, asserted(email));
    const { token, userId } = await proofOf(second);
    for (const one of [world, second]) await switchOff(one);
    expect(await completeSignIn(browser(), { attemptSecret })).toMatchObject({ state: 'not-signed-in' });
    const invitation = await database.db.invitation.findUnique({ where: { id: invitationId } });
    expect(invitation?.acceptedAt).toBeNull();
    const pressed = await beginLinkSignIn(browser(), { token, browserSecret });
    expect(await completeSignIn(browser(), pressed)).toMatchObject({ state: 'not-signed-in' });
    expect(await database.db.identity.count({ where: { userId } })).toBe(0);
  });

  test('does not get the logins that the one before it at the connection has answered', async () => {
    const world = await createTestConnection(database.db);
    const { organizationId, connection } = world;
    const { token } = await proofOf(world);
    const attemptSecret = await attemptOf(world, asserted(`eve@${world.domain}`, { subject: '1001' }));
    const oidc = { issuer: 'https://other.example.com' };
    const admin = contextFor(database.db, await createStaff(database.db, 'ADMIN'));
    await updateConnection(admin, { organizationId, connectionId: connection.id, oidc });
    expect(await completeSignIn(browser(), { attemptSecret })).toMatchObject({ state: 'not-signed-in' });
    const pressed = beginLinkSignIn(browser(), { token, browserSecret });
    await expect(pressed).rejects.toMatchObject({ code: 'link_unknown' });
    expect(await database.db.identity.count({ where: { connectionId: connection.id } })).toBe(0);
  });
});

describe('a mailed link that gives an account to an identity', () => {
  test('says so, and is pressed only in the browser that came with it', async () => {
    const world = await createTestConnection(database.db);
    const { token, userId } = await proofOf(world);
    const { organizationName, id: connectionId } = world.connection;
    const { content } = await database.db.mailMessage.findFirstOrThrow({ where: { userId } });
    expect(content).toMatchObject({ kind: 'sign_in_link', confirmsLoginOf: organizationName });
    for (const other of [null, '', randomToken()]) {
      const there = { token, browserSecret: other };
      const { links } = await viewSignInLink(browser(), there);
      expect(links).toEqual({ organizationName, isThisBrowser: false });
      await expect(beginLinkSignIn(browser(), there)).rejects.toMatchObject({ code: 'conflict' });
    }
    const here = { token, browserSecret };
    const { links } = await viewSignInLink(browser(), here);
    expect(links).toEqual({ organizationName, isThisBrowser: true });
    const outcome = await completeSignIn(browser(), await beginLinkSignIn(browser(), here));
    expect(outcome.state).toBe('signed-in');
    const identities = await database.db.identity.findMany({ where: { userId } });
    expect(identities).toMatchObject([{ subject: 'somebody', connectionId }]);
  });
});

describe('an organization that enforces its identity provider', () => {
  const enforce = ({ organizationId }: TestConnection) =>
    database.db.organization.update({ where: { id: organizationId }, data: { ssoRequired: true } });

  async function invited(isEnforced = true) {
    const world = await createTestConnection(database.db);
    const { organizationId } = world;
    const email = `ada@${world.domain}`;
    const { invitationId, membershipId } = await invite(world.staff, organizationId, { email });
    if (isEnforced) await enforce(world);
    const token = invitationToken({ invitationId, generation: 1, purpose: 'mail' });
    const isAccepted = async () => {
      const where = { id: invitationId, acceptedAt: { not: null } };
      return (await database.db.invitation.count({ where })) === 1;
    };
    return { world, email, token, membershipId, isAccepted };
  }

  test('is not joined by a mailed invitation alone, whatever is posted', async () => {
    const { world, email, token, isAccepted } = await invited(false);
    const begunBefore = await beginInvitationSignIn(browser(), { token });
    await enforce(world);
    const begun = beginInvitationSignIn(browser(), { token });
    await expect(begun).rejects.toMatchObject({ code: 'forbidden' });
    const outcome = await completeSignIn(browser(), begunBefore);
    expect(outcome).toEqual({ state: 'not-signed-in', location: `/invite/${token}` });
    expect(await isAccepted()).toBe(false);
    await completeSignIn(browser(), { attemptSecret: await attemptOf(world, asserted(email)) });
    expect(await isAccepted()).toBe(true);
  });

  test('is not joined from the page of somebody who came otherwise', async () => {
    const { world, email, membershipId, isAccepted } = await invited();
    const { id: userId } = await database.db.user.findUniqueOrThrow({ where: { emailKey: email } });
    const [token, end] = [randomToken(), later(3600)];
    const times = { expires: end, absoluteExpiresAt: end, lastSeenAt: later(0) };
    await database.db.session.create({
      data: { id: newId('session'), sessionToken: hashToken(token), userId, ...times },
    });
    const actor = (await readSession(database.db, token, later(0)))?.actor;
    const join = joinOrganization(
      { ...browser(), ...(actor && { actor }) },
      { organizationId: world.organizationId, membershipId },
    );
    await expect(join).rejects.toMatchObject({ code: 'conflict' });
    expect(await isAccepted()).toBe(false);
  });
});
