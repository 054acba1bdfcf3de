import { describe, expect, test } from 'vitest';
import { useDatabase } from '@/tests/database';
import { invite } from '@/tests/factories/invitations';
import { createMember, createPerson, createSession } from '@/tests/factories/members';
import { programFor, provision } from '@/tests/factories/programs';
import { codesOf } from '@/tests/factories/refusals';
import { countSeats } from '@/tests/factories/seats';
import {
  contextFor,
  createStaff,
  createTestOrganization,
  freshEmail,
  memberRoleId,
} from '@/tests/factories/world';
import { viewInvitation } from '../invitations/view-invitation';
import { invitationToken } from '../links/invitation-token';
import { deleteUser } from './delete-user';
import { removeMember } from './remove-member';

const database = useDatabase();
const twenty = Array.from({ length: 20 }, (_, index) => index);

async function exists(userId: string) {
  return (await database.db.user.count({ where: { id: userId } })) === 1;
}

/** Somebody who is a member of one organization, invited to another, and signed in. */
async function useWorld() {
  const program = programFor(database.db);
  const joined = await createTestOrganization(database.db);
  const inviting = await createTestOrganization(database.db);
  const email = freshEmail();
  const { userId, membershipId } = await provision(program, joined.organizationId, { email });
  const { invitationId } = await invite(inviting.staff, inviting.organizationId, { email });
  await createSession(database.db, userId, joined.organizationId);
  await createSession(database.db, userId);
  const organizationIds = [joined.organizationId, inviting.organizationId];
  return { program, email, userId, membershipId, invitationId, organizationIds };
}

describe('deleting a person', () => {
  test('ends memberships, invitations, sessions and seats everywhere, and tells all of it', async () => {
    const { program, email, userId, invitationId, organizationIds } = await useWorld();
    const receipt = { email, membershipsEnded: 2, invitationsRevoked: 1, sessionsEnded: 2 };
    expect(await deleteUser(program, { userId })).toEqual(receipt);
    expect(await exists(userId)).toBe(false);
    expect(await database.db.session.count({ where: { userId } })).toBe(0);
    for (const organizationId of organizationIds) {
      expect(await countSeats(database.db, organizationId)).toEqual({ used: 0, recounted: 0 });
      expect(await database.db.removal.count({ where: { organizationId, emailKey: email } })).toBe(1);
    }
    const token = invitationToken({ invitationId, generation: 1, purpose: 'mail' });
    expect(await viewInvitation(contextFor(database.db), { token })).toMatchObject({ state: 'revoked' });
  });

  test('is audited in each organization and as a whole', async () => {
    const { program, userId, email, membershipId, organizationIds } = await useWorld();
    await deleteUser(program, { userId });
    const where = { requestId: program.requestId, targetName: email };
    const events = await database.db.auditEvent.findMany({ where, orderBy: { id: 'asc' } });
    const removed = events.filter(({ action }) => action === 'membership.removed');
    expect(removed.map(({ organizationId }) => organizationId).sort()).toEqual([...organizationIds].sort());
    expect(removed.map(({ targetId }) => targetId)).toContain(membershipId);
    expect(events.at(-1)).toMatchObject({
      action: 'user.deleted',
      organizationId: null,
      targetId: userId,
      changes: { after: { membershipsEnded: 2, invitationsRevoked: 1, sessionsEnded: 2 } },
    });
  });

  test('who belongs nowhere works too', async () => {
    const { userId } = await createPerson(database.db);
    await deleteUser(programFor(database.db), { userId });
    expect(await exists(userId)).toBe(false);
  });

  test('is refused for the only admin of an organization, and then changes nothing', async () => {
    const { program, userId, organizationIds } = await useWorld();
    const { organizationId } = await createTestOrganization(database.db);
    const email = await database.db.user
      .findUniqueOrThrow({ where: { id: userId } })
      .then((one) => one.email);
    const actor = { ...(await createPerson(database.db)), userId, email };
    await createMember(database.db, organizationId, { actor });
    await expect(deleteUser(program, { userId })).rejects.toMatchObject({ code: 'last_admin' });
    expect(await exists(userId)).toBe(true);
    expect(await database.db.membership.count({ where: { userId } })).toBe(3);
    expect(await database.db.session.count({ where: { userId } })).toBe(2);
    const where = { organizationId: { in: organizationIds } };
    expect(await database.db.removal.count({ where })).toBe(0);
  });

  test('is refused for the staff, and for a person that there is not', async () => {
    const program = programFor(database.db);
    const owner = await createStaff(database.db, 'OWNER');
    const refused = deleteUser(program, { userId: owner.userId });
    await expect(refused).rejects.toMatchObject({ code: 'forbidden' });
    const nobody = deleteUser(program, { userId: 'usr_1000000000000000009' });
    await expect(nobody).rejects.toMatchObject({ code: 'not_found' });
  });

  test('is for programs and staff admins', async () => {
    const { userId } = await createPerson(database.db);
    const { organizationId, staff } = await createTestOrganization(database.db);
    const { actor } = await createMember(database.db, organizationId);
    for (const ctx of [staff, contextFor(database.db, actor)])
      await expect(deleteUser(ctx, { userId })).rejects.toMatchObject({ code: 'forbidden' });
    const admin = contextFor(database.db, await createStaff(database.db, 'ADMIN'));
    await expect(deleteUser(admin, { userId })).resolves.toBeDefined();
  });
});

describe('at once', () => {
  test('two admins are deleted: one stays, twenty times', async () => {
    const program = programFor(database.db);
    for (const round of twenty) {
      const { organizationId } = await createTestOrganization(database.db, `Round ${round}`);
      const admins = [
        await createMember(database.db, organizationId),
        await createMember(database.db, organizationId),
      ];
      const results = await Promise.allSettled(
        admins.map(({ actor }) => deleteUser(program, { userId: actor.userId })),
      );
      expect(codesOf(results)).toEqual(['last_admin']);
      expect(await database.db.membership.count({ where: { organizationId } })).toBe(1);
    }
  });

  test('a person is deleted, removed and invited elsewhere: nobody waits for ever, and nothing is left over', async () => {
    const program = programFor(database.db);
    for (const round of twenty) {
      const one = await createTestOrganization(database.db, `One ${round}`);
      const other = await createTestOrganization(database.db, `Other ${round}`);
      const { actor, membershipId } = await createMember(database.db, one.organizationId, {
        roleIds: [memberRoleId],
      });
      await createSession(database.db, actor.userId, one.organizationId);
      const results = await Promise.allSettled([
        deleteUser(program, { userId: actor.userId }),
        removeMember(one.staff, { organizationId: one.organizationId, membershipId, keepUser: true }),
        invite(other.staff, other.organizationId, { email: actor.email }),
      ]);
      expect(['not_found', 'conflict']).toEqual(expect.arrayContaining([...new Set(codesOf(results))]));
      for (const { organizationId } of [one, other]) {
        const { used, recounted } = await countSeats(database.db, organizationId);
        expect(used).toBe(recounted);
      }
      const orphans = { emailKey: actor.email, user: { emailKey: { not: actor.email } } };
      expect(await database.db.membership.count({ where: orphans })).toBe(0);
    }
  });
});
