import { describe, expect, test } from 'vitest';
import { useDatabase } from '@/tests/database';
import { createMember, createPerson } from '@/tests/factories/members';
import { createTestConnection, type TestConnection } from '@/tests/factories/single-sign-on';
import { adminRoleId, contextFor, memberRoleId, testNow } from '@/tests/factories/world';
import { hashToken, randomToken } from '../crypto';
import { newId } from '../id';
import { findLogin } from '../oidc-store/find-login';
import { readSession } from '../sessions/read-session';
import { findRealm, readRealmHints } from './find-realm';

const database = useDatabase();

/** A member with a session that began by a mailed link, or by a connection. */
async function signedIn(world: TestConnection, options: { roleId?: string; connectionId?: string } = {}) {
  const { organizationId } = world;
  const roleIds = [options.roleId ?? memberRoleId];
  const { actor } = await createMember(database.db, organizationId, {
    actor: await createPerson(database.db),
    roleIds,
  });
  const token = randomToken();
  const end = new Date(testNow.getTime() + 3_600_000);
  await database.db.session.create({
    data: {
      ...{ id: newId('session'), sessionToken: hashToken(token), userId: actor.userId, expires: end },
      ...{ absoluteExpiresAt: end, lastSeenAt: testNow, connectionId: options.connectionId ?? null },
    },
  });
  return async () => {
    const live = await readSession(database.db, token, testNow);
    const request = { cookie: token, clientId: null, organizationId };
    const login = await findLogin(contextFor(database.db), request);
    const inConsole = live?.actor.organizations.has(organizationId);
    return { inConsole, inApplication: login.organizationId === organizationId };
  };
}

const [open, closed] = [true, false].map((is) => ({ inConsole: is, inApplication: is }));

async function enforced() {
  const world = await createTestConnection(database.db);
  await database.db.organization.update({ where: { id: world.organizationId }, data: { ssoRequired: true } });
  return world;
}

describe('an organization that enforces its identity provider', () => {
  test('is closed to who came by a mailed link, also to sessions that were there before', async () => {
    const world = await createTestConnection(database.db);
    const places = await signedIn(world);
    expect(await places()).toEqual(open);
    await database.db.organization.update({
      where: { id: world.organizationId },
      data: { ssoRequired: true },
    });
    expect(await places()).toEqual(closed);
  });

  test('is open to who came by a connection of it, and not by that of another organization', async () => {
    const [world, other] = [await enforced(), await createTestConnection(database.db)];
    expect(await (await signedIn(world, { connectionId: world.connection.id }))()).toEqual(open);
    expect(await (await signedIn(world, { connectionId: other.connection.id }))()).toEqual(closed);
  });

  test('stays open to its admins, and to everybody while no connection is on', async () => {
    const world = await enforced();
    expect(await (await signedIn(world, { roleId: adminRoleId }))()).toEqual(open);
    const places = await signedIn(world);
    await database.db.connection.update({ where: { id: world.connection.id }, data: { enabled: false } });
    expect(await places()).toEqual(open);
  });
});

describe('where somebody logs in', () => {
  const realm = (hints: Parameters<typeof findRealm>[1]) => findRealm(contextFor(database.db), hints);

  test('says the connection, then the organization, then the domain; never a later one for an earlier', async () => {
    const [world, other] = [await createTestConnection(database.db), await createTestConnection(database.db)];
    const { id } = world.connection;
    expect(await realm({ connectionId: id, organizationId: other.organizationId })).toBe(id);
    expect(await realm({ organizationId: world.organizationId, domain: other.domain })).toBe(id);
    expect(await realm({ domain: world.domain, email: `ada@${other.domain}` })).toBe(id);
    expect(await realm({ email: `Ada@${world.domain.toUpperCase()}` })).toBe(id);
    expect(
      await realm({ connectionId: 'conn_1000000000000000001', email: `ada@${world.domain}` }),
    ).toBeNull();
    expect(await realm({ email: 'ada@unknown.example.com' })).toBeNull();
    expect(await realm({})).toBeNull();
  });

  test('is the connection of their domain, where the organization has several', async () => {
    const { organizationId, domain, connection } = await createTestConnection(database.db);
    const other = await createTestConnection(database.db);
    await database.db.connection.update({ where: { id: other.connection.id }, data: { organizationId } });
    const second = { organizationId, connectionId: other.connection.id };
    await database.db.domain.updateMany({ where: { domain: other.domain }, data: second });
    for (const named of [{ organizationId }, {}]) {
      expect(await realm({ ...named, email: `ada@${other.domain}` })).toBe(other.connection.id);
      expect(await realm({ ...named, email: `ada@${domain}` })).toBe(connection.id);
    }
    expect(await realm({ organizationId, email: 'ada@unknown.example.com' })).toBe(connection.id);
    const stranger = await createTestConnection(database.db);
    expect(await realm({ organizationId, email: `ada@${stranger.domain}` })).toBe(connection.id);
  });

  test('is said by the same names everywhere, and by nothing that is empty', () => {
    const said = { connection_id: '', organization_id: 'org_1', domain_hint: '', domain: 'a.example.com' };
    const query: Record<string, unknown> = { ...said, login_hint: ['ada@example.com'] };
    const hints = { connectionId: null, organizationId: 'org_1', domain: 'a.example.com', email: null };
    expect(readRealmHints((name) => query[name])).toEqual(hints);
  });

  test('is nowhere for a domain that nobody has verified, and for a connection that is off', async () => {
    const world = await createTestConnection(database.db, { domainVerified: false });
    expect(await realm({ email: `ada@${world.domain}` })).toBeNull();
    expect(await realm({ organizationId: world.organizationId })).toBe(world.connection.id);
    await database.db.connection.update({ where: { id: world.connection.id }, data: { enabled: false } });
    expect(await realm({ organizationId: world.organizationId })).toBeNull();
    expect(await realm({ connectionId: world.connection.id })).toBeNull();
  });
});
