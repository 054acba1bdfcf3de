import { describe, expect, test } from 'vitest';
import { useDatabase } from '@/tests/database';
import { invite } from '@/tests/factories/invitations';
import { createMember, createSession } from '@/tests/factories/members';
import { createRoleManager, makeRole } from '@/tests/factories/roles';
import { countSeats } from '@/tests/factories/seats';
import { acceptInvitation, actorOf } from '@/tests/factories/sign-in';
import {
  adminRoleId,
  contextFor,
  createStaff,
  createTestOrganization,
  later,
  memberRoleId,
} from '@/tests/factories/world';
import { readSession } from '../sessions/read-session';
import { deactivateMember } from './deactivate-member';
import { reactivateMember } from './reactivate-member';

const database = useDatabase();

/** An organization with an admin, who is signed in, and a member who came by invitation and is signed in too. */
async function useWorld() {
  const { organizationId, staff } = await createTestOrganization(database.db);
  const admin = await createMember(database.db, organizationId);
  const person = await invite(staff, organizationId);
  const { sessionToken } = await acceptInvitation(database.db, person.invitationId);
  const { membershipId, userId, email } = person;
  const ref = { organizationId, membershipId };
  return { organizationId, staff, admin, ref, userId, email, sessionToken };
}

async function find(id: string) {
  return database.db.membership.findUniqueOrThrow({ where: { id } });
}

describe('deactivating a member', () => {
  test('takes access and seat away at once, keeps membership and roles, and tells what it ended', async () => {
    const { staff, ref, email, sessionToken, organizationId } = await useWorld();
    expect(await deactivateMember(staff, ref)).toEqual({ email, sessionsEnded: 1, invitationsRevoked: 0 });
    expect(await readSession(database.db, sessionToken, staff.now)).toBeNull();
    expect(await find(ref.membershipId)).toMatchObject({ status: 'INACTIVE', deactivatedAt: staff.now });
    expect(await database.db.membershipRole.count({ where: { membershipId: ref.membershipId } })).toBe(1);
    expect(await countSeats(database.db, organizationId)).toEqual({ used: 1, recounted: 1 });
  });

  test('is audited with before, after and what it ended', async () => {
    const { staff, ref, email } = await useWorld();
    await deactivateMember(staff, ref);
    const event = await database.db.auditEvent.findFirst({
      where: { action: 'membership.deactivated', targetId: ref.membershipId },
    });
    expect(event).toMatchObject({ targetName: email, actorName: 'Staff SUPPORT' });
    const after = { status: 'INACTIVE', sessionsEnded: 1, apiTokensEnded: 0 };
    expect(event?.changes).toEqual({ before: { status: 'ACTIVE' }, after });
  });

  test('ends the sessions that chose this organization; one elsewhere goes on without rights here', async () => {
    const { staff, ref, organizationId, email, sessionToken } = await useWorld();
    const other = await createTestOrganization(database.db);
    const second = await invite(other.staff, other.organizationId, { email });
    const elsewhere = await acceptInvitation(database.db, second.invitationId);
    expect((await deactivateMember(staff, ref)).sessionsEnded).toBe(1);
    expect(await readSession(database.db, sessionToken, staff.now)).toBeNull();
    const actor = await actorOf(database.db, elsewhere.sessionToken);
    expect([...actor.organizations.keys()]).toEqual([other.organizationId]);
    expect(organizationId).not.toBe(other.organizationId);
  });

  test('ends every session of somebody who is active nowhere else, and none of a staff member elsewhere', async () => {
    const { staff, ref, userId, organizationId, email } = await useWorld();
    const other = await createTestOrganization(database.db);
    await invite(other.staff, other.organizationId, { email });
    await createSession(database.db, userId, null);
    expect((await deactivateMember(staff, ref)).sessionsEnded).toBe(2);
    const colleague = await createStaff(database.db);
    const { membershipId } = await createMember(database.db, organizationId, { actor: colleague });
    await createSession(database.db, colleague.userId, null);
    expect((await deactivateMember(staff, { organizationId, membershipId })).sessionsEnded).toBe(0);
  });

  test('counts no session that had expired', async () => {
    const { staff, ref } = await useWorld();
    const muchLater = { ...staff, now: later(40 * 86_400) };
    expect((await deactivateMember(muchLater, ref)).sessionsEnded).toBe(0);
    expect(await database.db.session.count({ where: { organizationId: ref.organizationId } })).toBe(0);
  });

  test('twice changes nothing more', async () => {
    const { staff, ref, organizationId } = await useWorld();
    await Promise.all([deactivateMember(staff, ref), deactivateMember(staff, ref)]);
    const again = await deactivateMember({ ...staff, now: later(60) }, ref);
    expect(again.sessionsEnded).toBe(0);
    expect((await find(ref.membershipId)).deactivatedAt).toEqual(staff.now);
    const where = { action: 'membership.deactivated', targetId: ref.membershipId };
    expect(await database.db.auditEvent.count({ where })).toBe(1);
    expect(await countSeats(database.db, organizationId)).toEqual({ used: 1, recounted: 1 });
  });
});

describe('deactivating is refused', () => {
  test('for somebody who has not joined yet', async () => {
    const { staff, organizationId } = await useWorld();
    const { membershipId } = await invite(staff, organizationId);
    const refused = deactivateMember(staff, { organizationId, membershipId });
    await expect(refused).rejects.toMatchObject({ code: 'conflict' });
  });

  test('for the only admin, also by staff and by themselves', async () => {
    const { staff, organizationId, admin } = await useWorld();
    const ref = { organizationId, membershipId: admin.membershipId };
    for (const ctx of [staff, contextFor(database.db, admin.actor)]) {
      await expect(deactivateMember(ctx, ref)).rejects.toMatchObject({ code: 'last_admin' });
    }
  });

  test('for a member of another organization like for none, and to whoever may not', async () => {
    const { staff, organizationId, ref } = await useWorld();
    const other = await createTestOrganization(database.db);
    const foreign = await createMember(database.db, other.organizationId);
    const asForeign = await deactivateMember(staff, {
      organizationId,
      membershipId: foreign.membershipId,
    }).catch(String);
    const missing = { organizationId, membershipId: 'mem_1000000000000000009' };
    expect(asForeign).toBe(await deactivateMember(staff, missing).catch(String));
    expect((await find(foreign.membershipId)).status).toBe('ACTIVE');
    const plain = await createMember(database.db, organizationId, { roleIds: [memberRoleId] });
    const asPlain = deactivateMember(contextFor(database.db, plain.actor), ref);
    await expect(asPlain).rejects.toMatchObject({ code: 'forbidden' });
    const asOther = deactivateMember(contextFor(database.db, foreign.actor), ref);
    await expect(asOther).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('reactivating a member', () => {
  test('gives back access with the roles they had, and takes a seat', async () => {
    const { staff, ref, email, organizationId } = await useWorld();
    await deactivateMember(staff, ref);
    expect(await reactivateMember(staff, ref)).toEqual({ email });
    expect(await find(ref.membershipId)).toMatchObject({ status: 'ACTIVE', deactivatedAt: null });
    expect(await database.db.membershipRole.count({ where: { membershipId: ref.membershipId } })).toBe(1);
    expect(await countSeats(database.db, organizationId)).toEqual({ used: 2, recounted: 2 });
    const event = await database.db.auditEvent.findFirst({
      where: { action: 'membership.reactivated', organizationId },
    });
    expect(event?.changes).toEqual({ before: { status: 'INACTIVE' }, after: { status: 'ACTIVE' } });
  });

  test('is refused when all seats are taken, and uses those of expired invitations', async () => {
    const { staff, ref, organizationId } = await useWorld();
    await deactivateMember(staff, ref);
    await invite(staff, organizationId, { expiresInSeconds: 300 });
    await database.db.organization.update({ where: { id: organizationId }, data: { seatsCap: 2 } });
    await expect(reactivateMember(staff, ref)).rejects.toMatchObject({ code: 'seats_full' });
    expect((await find(ref.membershipId)).status).toBe('INACTIVE');
    await reactivateMember({ ...staff, now: later(300) }, ref);
    expect(await countSeats(database.db, organizationId)).toEqual({ used: 2, recounted: 2 });
  });

  test('ten times at once takes one seat', async () => {
    const { staff, ref, organizationId } = await useWorld();
    await deactivateMember(staff, ref);
    await Promise.all(Array.from({ length: 10 }, () => reactivateMember(staff, ref)));
    expect(await countSeats(database.db, organizationId)).toEqual({ used: 2, recounted: 2 });
  });

  test('is refused to somebody who may do less than they would get back', async () => {
    const { staff, organizationId } = await useWorld();
    const former = await createMember(database.db, organizationId, {
      status: 'INACTIVE',
      roleIds: [adminRoleId],
    });
    const permissions = ['members:read', 'members:manage'];
    const roleId = await makeRole(await createRoleManager(database.db), organizationId, 'people', {
      permissions,
    });
    const { actor } = await createMember(database.db, organizationId, { roleIds: [roleId] });
    const ref = { organizationId, membershipId: former.membershipId };
    const refused = reactivateMember(contextFor(database.db, actor), ref);
    await expect(refused).rejects.toMatchObject({ code: 'role_not_grantable' });
    await expect(reactivateMember(staff, ref)).resolves.toBeDefined();
  });

  test('is refused for somebody pending, for a foreign member, and to whoever may not', async () => {
    const { staff, organizationId } = await useWorld();
    const pending = await invite(staff, organizationId);
    const ref = { organizationId, membershipId: pending.membershipId };
    await expect(reactivateMember(staff, ref)).rejects.toMatchObject({ code: 'conflict' });
    const other = await createTestOrganization(database.db);
    const foreign = await createMember(database.db, other.organizationId, { status: 'INACTIVE' });
    const foreignRef = { organizationId, membershipId: foreign.membershipId };
    await expect(reactivateMember(staff, foreignRef)).rejects.toMatchObject({ code: 'not_found' });
    const plain = await createMember(database.db, organizationId, { roleIds: [memberRoleId] });
    const asPlain = reactivateMember(contextFor(database.db, plain.actor), ref);
    await expect(asPlain).rejects.toMatchObject({ code: 'forbidden' });
  });
});
