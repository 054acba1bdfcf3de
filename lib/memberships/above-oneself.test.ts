import { describe, expect, test } from 'vitest';
import { useDatabase } from '@/tests/database';
import { createMember } from '@/tests/factories/members';
import { createRoleManager, makeRole } from '@/tests/factories/roles';
import { contextFor, createTestOrganization } from '@/tests/factories/world';
import { deactivateMember } from './deactivate-member';
import { removeMember } from './remove-member';

const database = useDatabase();

/** Two admins, and someone who may manage people but less than they. */
async function useWorld() {
  const { organizationId } = await createTestOrganization(database.db);
  await createMember(database.db, organizationId);
  const admin = await createMember(database.db, organizationId);
  const roleId = await makeRole(await createRoleManager(database.db), organizationId, 'helpdesk', {
    permissions: ['members:read', 'members:manage'],
  });
  const manager = await createMember(database.db, organizationId, { roleIds: [roleId] });
  const peer = await createMember(database.db, organizationId, { roleIds: [roleId] });
  return { organizationId, admin, peer, ctx: contextFor(database.db, manager.actor) };
}

describe('someone who may manage people', () => {
  test('cannot deactivate or remove who may do more', async () => {
    const { organizationId, admin, ctx } = await useWorld();
    const ref = { organizationId, membershipId: admin.membershipId };
    await expect(deactivateMember(ctx, ref)).rejects.toMatchObject({ code: 'role_not_grantable' });
    await expect(removeMember(ctx, { ...ref, keepUser: false })).rejects.toMatchObject({
      code: 'role_not_grantable',
    });
    const membership = await database.db.membership.findUniqueOrThrow({ where: { id: admin.membershipId } });
    expect(membership.status).toBe('ACTIVE');
  });

  test('can deactivate and remove who may do as much', async () => {
    const { organizationId, peer, ctx } = await useWorld();
    const ref = { organizationId, membershipId: peer.membershipId };
    await deactivateMember(ctx, ref);
    await removeMember(ctx, { ...ref, keepUser: false });
    expect(await database.db.membership.count({ where: { id: peer.membershipId } })).toBe(0);
  });
});
