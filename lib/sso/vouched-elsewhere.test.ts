import { describe, expect, test } from 'vitest';
import { useDatabase } from '@/tests/database';
import { makeApplication } from '@/tests/factories/applications';
import { invite } from '@/tests/factories/invitations';
import { createMember, createPerson } from '@/tests/factories/members';
import { createTestConnection, type TestConnection } from '@/tests/factories/single-sign-on';
import {
  adminRoleId,
  contextFor,
  createStaff,
  createTestOrganization,
  memberRoleId,
  testNow,
} from '@/tests/factories/world';
import { hashToken, randomToken } from '../crypto';
import { newId } from '../id';
import { joinOrganization } from '../invitations/join-organization';
import { joinByDomain } from '../memberships/join-by-domain';
import { findGrantToken } from '../oidc-store/find-grant-token';
import { findLogin } from '../oidc-store/find-login';
import { saveGrant } from '../oidc-store/save-grant';
import { saveInteraction } from '../oidc-store/save-interaction';
import { saveRefreshToken } from '../oidc-store/save-refresh-token';
import { viewInteraction } from '../oidc-store/view-interaction';
import { listOwnOrganizations } from '../organizations/list-own-organizations';
import { readSession } from '../sessions/read-session';

const database = useDatabase();

/** A member whose session an identity provider vouches for, and what that session opens. */
async function cameBy(world: TestConnection, method: 'sso' | 'email_link' = 'sso') {
  const person = await createPerson(database.db, `ada@${world.domain}`);
  await createMember(database.db, world.organizationId, { actor: person, roleIds: [memberRoleId] });
  const token = randomToken();
  const end = new Date(testNow.getTime() + 3_600_000);
  await database.db.session.create({
    data: {
      ...{ id: newId('session'), sessionToken: hashToken(token), userId: person.userId, expires: end },
      ...{ absoluteExpiresAt: end, lastSeenAt: testNow, method, connectionId: world.connection.id },
    },
  });
  const ctxOf = async () => {
    const live = await readSession(database.db, token, testNow);
    if (!live) throw new Error('The session has ended.');
    return contextFor(database.db, live.actor);
  };
  const opens = async (organizationId: string) => {
    const request = { cookie: token, clientId: null, organizationId };
    const login = await findLogin(contextFor(database.db), request);
    const inApplication = login.organizationId === organizationId;
    const { actor } = await ctxOf();
    const inConsole = actor.kind === 'user' && actor.organizations.has(organizationId);
    return { inConsole, inApplication };
  };
  return { person, ctxOf, opens };
}

const [open, closed] = [true, false].map((is) => ({ inConsole: is, inApplication: is }));

describe('a session that an identity provider vouches for', () => {
  test('opens its own organization and no other, also none that the person manages', async () => {
    const world = await createTestConnection(database.db);
    const { person, opens } = await cameBy(world);
    for (const roleIds of [[memberRoleId], [adminRoleId]]) {
      const { organizationId } = await createTestOrganization(database.db);
      await createMember(database.db, organizationId, { actor: person, roleIds });
      expect(await opens(organizationId)).toEqual(closed);
    }
    expect(await opens(world.organizationId)).toEqual(open);
  });

  test('opens every organization where the mailbox has proven it, too', async () => {
    const { person, opens } = await cameBy(await createTestConnection(database.db), 'email_link');
    const { organizationId } = await createTestOrganization(database.db);
    await createMember(database.db, organizationId, { actor: person, roleIds: [memberRoleId] });
    expect(await opens(organizationId)).toEqual(open);
  });

  test('joins no other organization, neither by an invitation nor by a domain', async () => {
    const world = await createTestConnection(database.db);
    const { person, ctxOf } = await cameBy(world);
    const [inviting, joinable] = [
      await createTestOrganization(database.db),
      await createTestOrganization(database.db),
    ];
    const { membershipId } = await invite(inviting.staff, inviting.organizationId, { email: person.email });
    const domain = { id: newId('domain'), organizationId: joinable.organizationId, domain: world.domain };
    const method = 'ADMIN' as const;
    await database.db.domain.create({
      data: { ...domain, type: 'ALLOWED_EMAIL_DOMAIN', method, txtSecret: 'x', verifiedAt: testNow },
    });
    await database.db.user.update({ where: { id: person.userId }, data: { emailVerified: testNow } });
    const ctx = await ctxOf();
    const { organizationId } = inviting;
    await expect(joinOrganization(ctx, { organizationId, membershipId })).rejects.toMatchObject({
      code: 'conflict',
    });
    await expect(joinByDomain(ctx, { organizationId: joinable.organizationId })).rejects.toMatchObject({
      code: 'forbidden',
    });
    const { invited } = await listOwnOrganizations(ctx);
    expect(invited).toMatchObject([{ needsSso: false, needsLink: true }]);
  });

  test('is nobody of the staff, whoever its person becomes', async () => {
    const { person, ctxOf } = await cameBy(await createTestConnection(database.db));
    await database.db.staff.create({ data: { userId: person.userId, role: 'OWNER' } });
    expect((await ctxOf()).actor).toMatchObject({ kind: 'user', staffRole: null });
  });

  test('refreshes the tokens of its own organization and of no other', async () => {
    const world = await createTestConnection(database.db);
    const { person, ctxOf } = await cameBy(world);
    const elsewhere = await createTestOrganization(database.db);
    await createMember(database.db, elsewhere.organizationId, { actor: person, roleIds: [memberRoleId] });
    const owner = contextFor(database.db, await createStaff(database.db, 'OWNER'));
    const { clientId } = await makeApplication(owner);
    const { userId } = person;
    const { id: sessionId } = await database.db.session.findFirstOrThrow({ where: { userId } });
    const ctx = await ctxOf();
    const refreshes = async (organizationId: string) => {
      const grant = { id: newId('grant'), sessionId, userId, clientId, organizationId };
      const value = randomToken();
      const expiresAt = new Date(testNow.getTime() + 3_600_000);
      await saveRefreshToken(ctx, { value, grantId: await saveGrant(ctx, grant), payload: {}, expiresAt });
      return (await findGrantToken(ctx, value)) !== null;
    };
    expect(await refreshes(world.organizationId)).toBe(true);
    expect(await refreshes(elsewhere.organizationId)).toBe(false);
  });

  test('is led to a mailed link where an application wants another organization', async () => {
    const { person, ctxOf } = await cameBy(await createTestConnection(database.db));
    const { organizationId } = await createTestOrganization(database.db, 'Bolt');
    await createMember(database.db, organizationId, { actor: person, roleIds: [memberRoleId] });
    const owner = contextFor(database.db, await createStaff(database.db, 'OWNER'));
    const { clientId } = await makeApplication(owner);
    const id = randomToken(16);
    const ctx = await ctxOf();
    const payload = { params: { organization_id: organizationId } };
    await saveInteraction(ctx, { id, clientId, payload, seconds: 600 });
    const organization = { organizationId, name: 'Bolt', needsSso: false, needsLink: true };
    expect(await viewInteraction(ctx, { id })).toEqual({ state: 'link', email: person.email, organization });
  });
});
