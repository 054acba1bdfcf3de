import { describe, expect, test } from 'vitest';
import { addSeconds } from '@/lib/clock';
import { inviteMemberSchema } from '@/lib/invitations/invitation.schema';
import { inviteMember } from '@/lib/invitations/invite-member';
import { useDatabase } from '@/tests/database';
import { createMember } from '@/tests/factories/members';
import {
  contextFor,
  createTestOrganization,
  freshEmail,
  memberRoleId,
  testNow,
} from '@/tests/factories/world';
import { getOrganization } from './get-organization';

const database = useDatabase();

describe('an organization', () => {
  test('is shown with its settings, and with seats that expired invitations hold no more', async () => {
    const { organizationId, staff } = await createTestOrganization(database.db);
    const { actor } = await createMember(database.db, organizationId);
    const invitation = { organizationId, email: freshEmail(), roleIds: [memberRoleId] };
    await inviteMember(staff, inviteMemberSchema.parse({ ...invitation, expiresInSeconds: 300 }));
    const seen = async (now: Date) =>
      getOrganization(contextFor(database.db, actor, now), { organizationId });
    expect(await seen(testNow)).toMatchObject({
      id: organizationId,
      name: 'Acme Robotics',
      seatsUsed: 2,
      invitationTtlSeconds: null,
      workspaceInvitationTtlSeconds: 1_296_000,
      whoMayInvite: 'ADMINS',
      effectiveDefaultMemberRoleId: memberRoleId,
      applicationName: expect.stringMatching(/./),
    });
    expect((await seen(addSeconds(testNow, 300))).seatsUsed).toBe(1);
  });

  test('of others answers like one that does not exist', async () => {
    const own = await createTestOrganization(database.db);
    const other = await createTestOrganization(database.db);
    const { actor } = await createMember(database.db, own.organizationId);
    const refusalOf = (ctx: Parameters<typeof getOrganization>[0], organizationId: string) =>
      getOrganization(ctx, { organizationId }).catch((error) => [error.code, error.message]);
    const foreign = await refusalOf(contextFor(database.db, actor), other.organizationId);
    expect(foreign).toEqual(['not_found', 'There is no such organization.']);
    expect(await refusalOf(contextFor(database.db, actor), 'org_1234567890123456789')).toEqual(foreign);
    expect(await refusalOf(own.staff, 'org_1234567890123456789')).toEqual(foreign);
    expect(await refusalOf(own.staff, 'org_\0')).toEqual(foreign);
  });

  test('is not shown to a member whose role does not let them', async () => {
    const { organizationId } = await createTestOrganization(database.db);
    const { actor } = await createMember(database.db, organizationId, { roleIds: [memberRoleId] });
    await expect(getOrganization(contextFor(database.db, actor), { organizationId })).rejects.toMatchObject({
      code: 'forbidden',
    });
  });
});
