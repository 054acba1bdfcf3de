import { describe, expect, test } from 'vitest';
import type { Database } from '@/lib/db';
import { useDatabase } from '@/tests/database';
import { invite } from '@/tests/factories/invitations';
import { untilWaiting } from '@/tests/factories/locks';
import { createMember } from '@/tests/factories/members';
import { countSeats } from '@/tests/factories/seats';
import { acceptInvitation } from '@/tests/factories/sign-in';
import {
  contextFor,
  createStaff,
  createTestOrganization,
  later,
  memberRoleId,
} from '@/tests/factories/world';
import { invitationToken } from '../links/invitation-token';
import { revokeInvitation } from './revoke-invitation';
import { viewInvitation } from './view-invitation';

const database = useDatabase();

async function invited(form = {}) {
  const world = await createTestOrganization(database.db);
  return { ...world, ...(await invite(world.staff, world.organizationId, form)) };
}

describe('revoking an invitation', () => {
  test('kills its link, whatever the purpose, and says so on its page', async () => {
    const { staff, invitationId, ...ref } = await invited();
    await revokeInvitation(staff, ref);
    for (const purpose of ['mail', 'copy'] as const) {
      const token = invitationToken({ invitationId, generation: 1, purpose });
      expect(await viewInvitation(contextFor(database.db), { token })).toMatchObject({ state: 'revoked' });
    }
    await expect(acceptInvitation(database.db, invitationId)).rejects.toMatchObject({
      code: 'invitation_revoked',
    });
  });

  test('takes the membership and its seat away, and deletes a person who is nowhere else', async () => {
    const { staff, organizationId, membershipId, userId, email } = await invited();
    expect(await revokeInvitation(staff, { organizationId, membershipId })).toEqual({ email });
    expect(await database.db.membership.count({ where: { id: membershipId } })).toBe(0);
    expect(await database.db.user.count({ where: { id: userId } })).toBe(0);
    expect(await countSeats(database.db, organizationId)).toEqual({ used: 0, recounted: 0 });
  });

  test('keeps a person who belongs to another organization, is invited to one, or is staff', async () => {
    const { staff, organizationId, membershipId, email, userId } = await invited();
    const other = await createTestOrganization(database.db);
    await invite(other.staff, other.organizationId, { email });
    await revokeInvitation(staff, { organizationId, membershipId });
    expect(await database.db.user.count({ where: { id: userId } })).toBe(1);
    const colleague = await createStaff(database.db);
    const again = await invite(staff, organizationId, { email: colleague.email });
    await revokeInvitation(staff, { organizationId, membershipId: again.membershipId });
    expect(await database.db.user.count({ where: { id: colleague.userId } })).toBe(1);
  });

  test('frees no second seat when an expired invitation gave it back already', async () => {
    const { staff, organizationId, membershipId } = await invited({ expiresInSeconds: 300 });
    const ctx = { ...staff, now: later(300) };
    await invite(ctx, organizationId);
    await revokeInvitation(ctx, { organizationId, membershipId });
    expect(await countSeats(database.db, organizationId)).toEqual({ used: 1, recounted: 1 });
  });

  test('is not held against the person: they may be invited again', async () => {
    const { staff, organizationId, membershipId, email } = await invited();
    await revokeInvitation(staff, { organizationId, membershipId });
    expect(await database.db.removal.count({ where: { organizationId } })).toBe(0);
    const again = await invite(staff, organizationId, { email });
    await acceptInvitation(database.db, again.invitationId);
  });

  test('is audited with the address, which outlives the person', async () => {
    const { staff, invitationId, email, organizationId, membershipId } = await invited();
    await revokeInvitation(staff, { organizationId, membershipId });
    const event = await database.db.auditEvent.findFirst({
      where: { action: 'invitation.revoked', organizationId },
    });
    expect(event).toMatchObject({ targetId: invitationId, targetName: email, actorName: 'Staff SUPPORT' });
  });

  test('twenty times at once does it once', async () => {
    const { staff, organizationId, membershipId } = await invited();
    const results = await Promise.allSettled(
      Array.from({ length: 20 }, () => revokeInvitation(staff, { organizationId, membershipId })),
    );
    const codes = results.flatMap((result) => (result.status === 'rejected' ? [result.reason.code] : []));
    expect(codes).toEqual(Array(19).fill('not_found'));
    expect(await countSeats(database.db, organizationId)).toEqual({ used: 0, recounted: 0 });
  });

  test('at the moment of its acceptance leaves either a member or nobody, twenty times', async () => {
    for (let round = 0; round < 20; round += 1) {
      const { staff, organizationId, membershipId, invitationId, userId } = await invited();
      const [accepted, revoked] = await Promise.allSettled([
        acceptInvitation(database.db, invitationId),
        revokeInvitation(staff, { organizationId, membershipId }),
      ]);
      expect(accepted.status).not.toBe(revoked.status);
      const members = accepted.status === 'fulfilled' ? 1 : 0;
      expect(await database.db.membership.count({ where: { userId } })).toBe(members);
      expect(await database.db.session.count({ where: { userId } })).toBe(members);
      expect(await countSeats(database.db, organizationId)).toEqual({ used: members, recounted: members });
    }
  });
});

describe('revoking is refused', () => {
  test('when the person is joining at that moment, and takes nothing from them', async () => {
    const { staff, invitationId, organizationId, membershipId } = await invited();
    const revoking = await database.db.$transaction(async (tx) => {
      await acceptInvitation(tx as Database, invitationId);
      const waiting = revokeInvitation(staff, { organizationId, membershipId }).catch((error) => error.code);
      await untilWaiting(database.db);
      return { waiting };
    });
    expect(await revoking.waiting).toBe('already_member');
    expect(await countSeats(database.db, organizationId)).toEqual({ used: 1, recounted: 1 });
  });

  test('when the person has joined meanwhile', async () => {
    const { staff, invitationId, ...ref } = await invited();
    await acceptInvitation(database.db, invitationId);
    await expect(revokeInvitation(staff, ref)).rejects.toMatchObject({ code: 'already_member' });
  });

  test('for a member of another organization like for none at all', async () => {
    const { membershipId, invitationId } = await invited();
    const { staff, organizationId } = await createTestOrganization(database.db);
    const foreign = await revokeInvitation(staff, { organizationId, membershipId }).catch(String);
    const missing = { organizationId, membershipId: 'mem_1000000000000000009' };
    expect(foreign).toBe(await revokeInvitation(staff, missing).catch(String));
    expect(await database.db.invitation.findUnique({ where: { id: invitationId } })).toMatchObject({
      revokedAt: null,
    });
  });

  test('to a plain member, to an admin of another organization and to nobody', async () => {
    const { organizationId, membershipId } = await invited();
    const other = await createTestOrganization(database.db);
    const plain = await createMember(database.db, organizationId, { roleIds: [memberRoleId] });
    const foreign = await createMember(database.db, other.organizationId);
    const codes = [
      [plain.actor, 'forbidden'],
      [foreign.actor, 'not_found'],
      [undefined, 'unauthenticated'],
    ] as const;
    for (const [actor, code] of codes) {
      const ctx = contextFor(database.db, actor);
      await expect(revokeInvitation(ctx, { organizationId, membershipId })).rejects.toMatchObject({ code });
    }
  });
});
