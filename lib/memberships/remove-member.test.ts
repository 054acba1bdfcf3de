import { describe, expect, test } from 'vitest';
import { useDatabase } from '@/tests/database';
import { invite } from '@/tests/factories/invitations';
import { createMember, createPerson, createSession } from '@/tests/factories/members';
import { countSeats } from '@/tests/factories/seats';
import { acceptInvitation } from '@/tests/factories/sign-in';
import {
  contextFor,
  createStaff,
  createTestOrganization,
  later,
  memberRoleId,
} from '@/tests/factories/world';
import { viewInvitation } from '../invitations/view-invitation';
import { invitationToken } from '../links/invitation-token';
import { readSession } from '../sessions/read-session';
import { describeEnding } from './describe-ending';
import { removeMember } from './remove-member';

const database = useDatabase();

/** Somebody who came by invitation and is signed in, beside an admin. */
async function useWorld() {
  const { organizationId, staff } = await createTestOrganization(database.db);
  const admin = await createMember(database.db, organizationId);
  const person = await invite(staff, organizationId);
  const { sessionToken } = await acceptInvitation(database.db, person.invitationId);
  const { membershipId, userId, email } = person;
  const ref = { organizationId, membershipId, keepUser: false };
  return { organizationId, staff, admin, ref, userId, email, sessionToken };
}

async function exists(userId: string) {
  return (await database.db.user.count({ where: { id: userId } })) === 1;
}

async function isRemembered(organizationId: string, emailKey: string) {
  return (await database.db.removal.count({ where: { organizationId, emailKey } })) === 1;
}

describe('removing a member', () => {
  test('ends membership, roles, sessions and seat at once, deletes who is nowhere else, and tells all of it', async () => {
    const { staff, ref, email, userId, sessionToken, organizationId } = await useWorld();
    const receipt = { email, sessionsEnded: 1, invitationsRevoked: 0, userDeleted: true };
    expect(await removeMember(staff, ref)).toEqual(receipt);
    expect(await readSession(database.db, sessionToken, staff.now)).toBeNull();
    expect(await database.db.membershipRole.count({ where: { membershipId: ref.membershipId } })).toBe(0);
    expect(await exists(userId)).toBe(false);
    expect(await countSeats(database.db, organizationId)).toEqual({ used: 1, recounted: 1 });
  });

  test('is remembered by address, also after the person is gone', async () => {
    const { staff, ref, email, organizationId, userId } = await useWorld();
    await removeMember(staff, ref);
    expect(await exists(userId)).toBe(false);
    expect(await isRemembered(organizationId, email)).toBe(true);
    const returned = await createPerson(database.db, email);
    const again = await createMember(database.db, organizationId, { actor: returned });
    const afterwards = { ...staff, now: later(60) };
    await removeMember(afterwards, { ...ref, membershipId: again.membershipId });
    const removal = await database.db.removal.findFirst({ where: { organizationId, emailKey: email } });
    expect(removal?.removedAt).toEqual(later(60));
  });

  test('is audited with what there was and what it ended', async () => {
    const { staff, ref, email } = await useWorld();
    await removeMember(staff, ref);
    const event = await database.db.auditEvent.findFirst({
      where: { action: 'membership.removed', targetId: ref.membershipId },
    });
    expect(event).toMatchObject({ targetName: email, actorName: 'Staff SUPPORT' });
    const after = { sessionsEnded: 1, invitationsRevoked: 0, userDeleted: true };
    expect(event?.changes).toEqual({ before: { status: 'ACTIVE' }, after });
  });

  test('keeps the person when told to, when they belong elsewhere and when they are staff', async () => {
    const kept = await useWorld();
    expect(await removeMember(kept.staff, { ...kept.ref, keepUser: true })).toMatchObject({
      userDeleted: false,
    });
    expect(await exists(kept.userId)).toBe(true);
    const busy = await useWorld();
    const other = await createTestOrganization(database.db);
    await invite(other.staff, other.organizationId, { email: busy.email });
    expect(await removeMember(busy.staff, busy.ref)).toMatchObject({ userDeleted: false });
    expect(await exists(busy.userId)).toBe(true);
    const colleague = await createStaff(database.db);
    const { membershipId } = await createMember(database.db, busy.organizationId, { actor: colleague });
    expect(await removeMember(busy.staff, { ...busy.ref, membershipId })).toMatchObject({
      userDeleted: false,
    });
    expect(await exists(colleague.userId)).toBe(true);
  });

  test('who was deactivated frees no second seat', async () => {
    const { staff, ref, organizationId } = await useWorld();
    const { membershipId, actor } = await createMember(database.db, organizationId, { status: 'INACTIVE' });
    await createSession(database.db, actor.userId, null);
    expect(await removeMember(staff, { ...ref, membershipId })).toMatchObject({ sessionsEnded: 1 });
    expect(await countSeats(database.db, organizationId)).toEqual({ used: 2, recounted: 2 });
  });

  test('who is pending kills their link and frees the seat it held, unless it was given away', async () => {
    const { staff, ref, organizationId } = await useWorld();
    const pending = await invite(staff, organizationId, { expiresInSeconds: 300 });
    const expired = await invite(staff, organizationId, { expiresInSeconds: 300 });
    const receipt = await removeMember(staff, { ...ref, membershipId: pending.membershipId });
    expect(receipt).toMatchObject({ invitationsRevoked: 1, userDeleted: true });
    const token = invitationToken({ invitationId: pending.invitationId, generation: 1, purpose: 'mail' });
    expect(await viewInvitation(contextFor(database.db), { token })).toMatchObject({ state: 'revoked' });
    const afterwards = { ...staff, now: later(300) };
    await invite(afterwards, organizationId);
    await removeMember(afterwards, { ...ref, membershipId: expired.membershipId });
    expect(await countSeats(database.db, organizationId)).toEqual({ used: 3, recounted: 3 });
  });
});

describe('removing is refused', () => {
  test('for the only admin, also by staff and by themselves', async () => {
    const { staff, ref, admin } = await useWorld();
    for (const ctx of [staff, contextFor(database.db, admin.actor)]) {
      const refused = removeMember(ctx, { ...ref, membershipId: admin.membershipId });
      await expect(refused).rejects.toMatchObject({ code: 'last_admin' });
    }
    expect(await database.db.membership.count({ where: { id: admin.membershipId } })).toBe(1);
  });

  test('when the other admins are deactivated or have not joined', async () => {
    const { staff, ref, admin, organizationId } = await useWorld();
    const adminRole = await database.db.role.findFirstOrThrow({ where: { name: 'admin' } });
    await createMember(database.db, organizationId, { status: 'INACTIVE' });
    await invite(staff, organizationId, { roleIds: [adminRole.id] });
    const refused = removeMember(staff, { ...ref, membershipId: admin.membershipId });
    await expect(refused).rejects.toMatchObject({ code: 'last_admin' });
  });

  test('for a member of another organization like for none, and to whoever may not', async () => {
    const { staff, organizationId, ref } = await useWorld();
    const other = await createTestOrganization(database.db);
    const foreign = await createMember(database.db, other.organizationId, { roleIds: [memberRoleId] });
    const asForeign = await removeMember(staff, { ...ref, membershipId: foreign.membershipId }).catch(String);
    expect(asForeign).toBe(
      await removeMember(staff, { ...ref, membershipId: 'mem_1000000000000000009' }).catch(String),
    );
    expect(await database.db.removal.count({ where: { organizationId } })).toBe(0);
    const plain = await createMember(database.db, organizationId, { roleIds: [memberRoleId] });
    const asPlain = removeMember(contextFor(database.db, plain.actor), ref);
    await expect(asPlain).rejects.toMatchObject({ code: 'forbidden' });
    const asOther = removeMember(contextFor(database.db, foreign.actor), ref);
    await expect(asOther).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('what removing somebody would end', () => {
  test('is what it then ends', async () => {
    const { staff, ref, email } = await useWorld();
    const ending = { email, sessions: 1, openInvitation: false, deletesUser: true, lastAdmin: false };
    expect(await describeEnding(staff, ref)).toEqual(ending);
    expect(await removeMember(staff, ref)).toMatchObject({ sessionsEnded: 1, userDeleted: true });
    await expect(describeEnding(staff, ref)).rejects.toMatchObject({ code: 'not_found' });
  });

  test('is told to who may remove or revoke, not to everybody who sees the list', async () => {
    const { staff, ref, organizationId } = await useWorld();
    for (const permission of ['members:manage', 'members:invite', 'members:read']) {
      const { actor, membershipId } = await createMember(database.db, organizationId);
      const access = { membershipId, permissions: new Set(['members:read', permission]) };
      const ctx = { ...staff, actor: { ...actor, organizations: new Map([[organizationId, access]]) } };
      const asked = describeEnding(ctx, ref);
      if (permission === 'members:read') await expect(asked).rejects.toMatchObject({ code: 'forbidden' });
      else expect(await asked).toMatchObject({ sessions: 1 });
    }
  });

  test('knows of open invitations, of the last admin, of other organizations and of sessions that expired', async () => {
    const { staff, ref, admin, email, organizationId } = await useWorld();
    const pending = await invite(staff, organizationId);
    const ofPending = await describeEnding(staff, { organizationId, membershipId: pending.membershipId });
    expect(ofPending).toMatchObject({ openInvitation: true, deletesUser: true, sessions: 0 });
    const ofAdmin = await describeEnding(staff, { organizationId, membershipId: admin.membershipId });
    expect(ofAdmin).toMatchObject({ lastAdmin: true });
    const other = await createTestOrganization(database.db);
    await invite(other.staff, other.organizationId, { email });
    expect(await describeEnding(staff, ref)).toMatchObject({ deletesUser: false, sessions: 1 });
    expect(await describeEnding({ ...staff, now: later(40 * 86_400) }, ref)).toMatchObject({ sessions: 0 });
  });
});
