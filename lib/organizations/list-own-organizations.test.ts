import { describe, expect, test } from 'vitest';
import { addSeconds } from '@/lib/clock';
import { inviteMemberSchema } from '@/lib/invitations/invitation.schema';
import { inviteMember } from '@/lib/invitations/invite-member';
import { useDatabase } from '@/tests/database';
import { invite } from '@/tests/factories/invitations';
import { createMember, createPerson, createSession } from '@/tests/factories/members';
import { createTestConnection } from '@/tests/factories/single-sign-on';
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

  test('say where only the identity provider of the organization leads, for members and for who is invited', async () => {
    const [member, invited] = [
      await createTestConnection(database.db),
      await createTestConnection(database.db),
    ];
    await database.db.organization.updateMany({ data: { ssoRequired: true } });
    const { actor: person } = await createMember(database.db, member.organizationId, {
      actor: await createPerson(database.db),
      roleIds: [memberRoleId],
    });
    // What an invited admin will be able to do opens nothing yet.
    await invite(invited.staff, invited.organizationId, { email: person.email, roleIds: [adminRoleId] });
    const seenBy = async (connectionId: string | null) => {
      const sessionId = await createSession(database.db, person.userId);
      await database.db.session.update({ where: { id: sessionId }, data: { connectionId } });
      const seen = await listOwnOrganizations(contextFor(database.db, { ...person, sessionId }));
      return [...seen.active, ...seen.invited].map(({ needsSso }) => needsSso);
    };
    expect(await seenBy(null)).toEqual([true, true]);
    expect(await seenBy(member.connection.id)).toEqual([false, true]);
    expect(await seenBy(invited.connection.id)).toEqual([true, false]);
    await database.db.membershipRole.updateMany({
      where: { membership: { userId: person.userId, organizationId: member.organizationId } },
      data: { roleId: adminRoleId },
    });
    expect(await seenBy(null)).toEqual([false, true]);
  });

  test('are not for somebody who is not signed in', async () => {
    await expect(listOwnOrganizations(contextFor(database.db))).rejects.toMatchObject({
      code: 'unauthenticated',
    });
  });
});
