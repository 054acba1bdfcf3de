import { describe, expect, test } from 'vitest';
import { useDatabase } from '@/tests/database';
import { invite } from '@/tests/factories/invitations';
import { createMember, createPerson } from '@/tests/factories/members';
import { createTestConnection } from '@/tests/factories/single-sign-on';
import { adminRoleId, createTestOrganization, memberRoleId } from '@/tests/factories/world';
import { findClosedOrganization } from './find-closed-organization';

const database = useDatabase();

/** A member of one organization that enforces its identity provider. */
async function useWorld() {
  const world = await createTestConnection(database.db);
  const { organizationId } = world;
  await database.db.organization.update({ where: { id: organizationId }, data: { ssoRequired: true } });
  const actor = await createPerson(database.db);
  await createMember(database.db, organizationId, { actor, roleIds: [memberRoleId] });
  return { ...world, actor, closed: { organizationId, name: 'Acme Robotics' } };
}

const find = (userId: string, invitationId: string | null = null) =>
  findClosedOrganization(database.db, { userId, invitationId });

describe('the organization that a mailed link does not lead to', () => {
  test('is the only one of a member that enforces its identity provider, while a connection is on', async () => {
    const { actor, closed, connection } = await useWorld();
    expect(await find(actor.userId)).toEqual(closed);
    await database.db.connection.update({ where: { id: connection.id }, data: { enabled: false } });
    expect(await find(actor.userId)).toBeNull();
  });

  test('is none for those who may manage it, for staff, and for people of several', async () => {
    const { actor, organizationId } = await useWorld();
    const admin = await createMember(database.db, organizationId, { roleIds: [adminRoleId] });
    expect(await find(admin.actor.userId)).toBeNull();
    const other = await createTestOrganization(database.db);
    const second = await createMember(database.db, other.organizationId, { actor });
    expect(await find(actor.userId)).toBeNull();
    await database.db.membership.delete({ where: { id: second.membershipId } });
    expect(await find(actor.userId)).not.toBeNull();
    await database.db.staff.create({ data: { userId: actor.userId, role: 'SUPPORT' } });
    expect(await find(actor.userId)).toBeNull();
  });

  test('is the one to be joined, whatever role waits there and wherever else the person belongs', async () => {
    const { staff, organizationId, closed } = await useWorld();
    const open = await createTestOrganization(database.db);
    const { actor } = await createMember(database.db, open.organizationId);
    const form = { email: actor.email, roleIds: [adminRoleId] };
    const { invitationId } = await invite(staff, organizationId, form);
    expect(await find(actor.userId, invitationId)).toEqual(closed);
    expect(await find(actor.userId)).toBeNull();
  });
});
