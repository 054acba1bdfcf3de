import { describe, expect, test } from 'vitest';
import { addSeconds } from '@/lib/clock';
import { inviteMemberSchema } from '@/lib/invitations/invitation.schema';
import { inviteMember } from '@/lib/invitations/invite-member';
import { useDatabase } from '@/tests/database';
import { createMember, createPerson } from '@/tests/factories/members';
import {
  adminRoleId,
  contextFor,
  createTestOrganization,
  memberRoleId,
  testNow,
} from '@/tests/factories/world';
import { listOwnOrganizations } from './list-own-organizations';

const database = useDatabase();

describe("a person's own organizations", () => {
  test('are those they are active in and those they may still join, and nothing of others', async () => {
    const person = await createPerson(database.db);
    const bolt = await createTestOrganization(database.db, 'Bolt');
    const acme = await createTestOrganization(database.db, 'acme');
    const closed = await createTestOrganization(database.db, 'Closed');
    const invited = await createTestOrganization(database.db, 'Invited');
    const options = { actor: person, roleIds: [adminRoleId, memberRoleId] };
    const { membershipId } = await createMember(database.db, bolt.organizationId, options);
    await createMember(database.db, acme.organizationId, { actor: person });
    await createMember(database.db, closed.organizationId, { actor: person, status: 'INACTIVE' });
    await createMember(database.db, closed.organizationId);
    const invitation = { email: person.email, roleIds: [memberRoleId], expiresInSeconds: 300 };
    const invitee = inviteMemberSchema.parse({ ...invitation, organizationId: invited.organizationId });
    await inviteMember(invited.staff, invitee);

    const seen = await listOwnOrganizations(contextFor(database.db, person));
    expect(seen.active).toMatchObject([
      { name: 'acme', roles: ['Admin'], joinedAt: testNow },
      { name: 'Bolt', roles: ['Admin', 'Member'], membershipId },
    ]);
    expect(seen.invited).toMatchObject([
      {
        name: 'Invited',
        roles: ['Member'],
        inviterName: 'Staff SUPPORT',
        expiresAt: addSeconds(testNow, 300),
      },
    ]);
    const later = contextFor(database.db, person, addSeconds(testNow, 300));
    expect((await listOwnOrganizations(later)).invited).toEqual([]);
  });

  test('are not for somebody who is not signed in', async () => {
    await expect(listOwnOrganizations(contextFor(database.db))).rejects.toMatchObject({
      code: 'unauthenticated',
    });
  });
});
