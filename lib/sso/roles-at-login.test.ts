import { describe, expect, test } from 'vitest';
import { useDatabase } from '@/tests/database';
import { invite } from '@/tests/factories/invitations';
import { createMember, createPerson } from '@/tests/factories/members';
import { createRoleManager, makeRole } from '@/tests/factories/roles';
import { asserted, createTestConnection, type TestConnection } from '@/tests/factories/single-sign-on';
import { adminRoleId, contextFor, later, memberRoleId } from '@/tests/factories/world';
import { hashToken, randomToken } from '../crypto';
import { inviteMember } from '../invitations/invite-member';
import { completeSignIn } from '../sign-in/complete-sign-in';
import { acceptIdentity } from './accept-identity';

const database = useDatabase();
const nowhere = {
  returnTo: null,
  invitationId: null,
  loginAttemptId: null,
  browserHash: hashToken(randomToken()),
};
const itIsAdmin = { attribute: 'groups', value: 'IT', roleId: adminRoleId };

/** A connection that makes admins of the group IT. */
async function useConnection(): Promise<TestConnection & { readonly email: string }> {
  const world = await createTestConnection(database.db);
  const connection = { ...world.connection, roleMappings: [itIsAdmin] };
  return { ...world, connection, email: `ada@${world.domain}` };
}

async function logIn(
  { connection, email }: { connection: TestConnection['connection']; email: string },
  groups: string[],
  seconds = 0,
) {
  const ctx = contextFor(database.db, undefined, later(seconds));
  const gate = await acceptIdentity(ctx, {
    connection,
    identity: asserted(email, { groups }),
    request: nowhere,
  });
  if (!gate.ok || !gate.passed.attemptSecret) throw new Error('The login was refused.');
  await completeSignIn(ctx, { attemptSecret: gate.passed.attemptSecret });
}

async function rolesOf({ organizationId, email }: { organizationId: string; email: string }) {
  const roles = await database.db.membershipRole.findMany({
    where: { organizationId, membership: { emailKey: email } },
    select: { roleId: true, source: true, reason: true },
  });
  return roles;
}

const changesOf = ({ organizationId }: TestConnection) =>
  database.db.auditEvent.findMany({ where: { organizationId, action: 'membership.roles_changed' } });

const isDefault = { roleId: memberRoleId, source: 'DEFAULT', reason: null };
const fromGroup = { roleId: adminRoleId, source: 'SSO', reason: 'group IT' };

describe('the roles of whoever logs in at an identity provider', () => {
  test('are from the mapping at the first login, else the default, and say so', async () => {
    const world = await useConnection();
    await logIn(world, ['IT', 'Everyone']);
    expect(await rolesOf(world)).toEqual([fromGroup]);
    const other = { ...world, email: `eve@${world.domain}` };
    await logIn(other, ['Everyone']);
    expect(await rolesOf(other)).toEqual([isDefault]);
    expect(await changesOf(world)).toEqual([]);
  });

  test('follow the mapping at each later login', async () => {
    const world = await useConnection();
    await createMember(database.db, world.organizationId);
    for (const [groups, role] of [
      [[], isDefault],
      [['IT'], fromGroup],
      [['IT'], fromGroup],
      [['it'], isDefault],
    ] as const) {
      await logIn(world, [...groups]);
      expect(await rolesOf(world)).toEqual([role]);
    }
    const changes = await changesOf(world);
    expect(changes.map(({ actorName }) => actorName)).toEqual(
      Array(2).fill(`Single sign-on of ${world.connection.organizationName}`),
    );
  });

  test('may be more than a form takes', async () => {
    const world = await useConnection();
    const manager = await createRoleManager(database.db);
    const names = Array.from({ length: 21 }, (_, index) => `crew_${index}`);
    const roleIds = await Promise.all(names.map((name) => makeRole(manager, world.organizationId, name)));
    const roleMappings = roleIds.map((roleId) => ({ attribute: 'groups', value: 'Crew', roleId }));
    await logIn({ ...world, connection: { ...world.connection, roleMappings } }, ['Crew']);
    expect(await rolesOf(world)).toHaveLength(21);
  });

  test('are those of the invitation for whoever was invited', async () => {
    const world = await useConnection();
    await invite(world.staff, world.organizationId, { email: world.email });
    await logIn(world, ['IT']);
    await logIn(world, ['IT']);
    expect(await rolesOf(world)).toEqual([{ roleId: memberRoleId, source: 'INVITATION', reason: null }]);
  });

  test('are from the mapping for whoever was invited without anybody choosing a role', async () => {
    // Also once the invitation has expired, and the login makes the membership anew.
    for (const seconds of [0, 301]) {
      const world = await useConnection();
      const names = { givenName: null, familyName: null, displayName: null };
      const person = { organizationId: world.organizationId, email: world.email, ...names };
      const byDefault = { roleIds: [memberRoleId], isDefaultRole: true, expiresInSeconds: 300 };
      await inviteMember(world.staff, { ...person, ...byDefault });
      expect(await rolesOf(world)).toEqual([isDefault]);
      await logIn(world, ['IT'], seconds);
      expect(await rolesOf(world)).toEqual([fromGroup]);
    }
  });

  test('stay as they are where the connection maps nothing, and until the mailbox has proven who it is', async () => {
    const world = await useConnection();
    await logIn(world, ['IT']);
    await logIn({ ...world, connection: { ...world.connection, roleMappings: [] } }, []);
    expect(await rolesOf(world)).toEqual([fromGroup]);
    const [elsewhere, other] = [await createTestConnection(database.db), `bob@${world.domain}`];
    const { actor } = await createMember(database.db, elsewhere.organizationId, {
      actor: await createPerson(database.db, other),
      roleIds: [memberRoleId],
    });
    await createMember(database.db, world.organizationId, { actor, roleIds: [memberRoleId] });
    await database.db.membershipRole.updateMany({
      where: { membership: { emailKey: other } },
      data: { source: 'DEFAULT' },
    });
    await expect(logIn({ ...world, email: other }, ['IT'])).rejects.toThrow('refused');
    expect(await rolesOf({ ...world, email: other })).toEqual([isDefault]);
  });
});
