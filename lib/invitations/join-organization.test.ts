import { describe, expect, test } from 'vitest';
import type { Database } from '@/lib/db';
import { useDatabase } from '@/tests/database';
import { invite } from '@/tests/factories/invitations';
import { untilWaiting } from '@/tests/factories/locks';
import { createMember, createPerson } from '@/tests/factories/members';
import { countSeats } from '@/tests/factories/seats';
import { acceptInvitation } from '@/tests/factories/sign-in';
import { contextFor, createTestOrganization, later } from '@/tests/factories/world';
import { joinOrganization } from './join-organization';
import { revokeInvitation } from './revoke-invitation';

const database = useDatabase();

/** Somebody with an account who is invited to two organizations. */
async function useWorld() {
  const person = await createPerson(database.db);
  const first = await createTestOrganization(database.db, 'Globex');
  const second = await createTestOrganization(database.db);
  const form = { email: person.email, expiresInSeconds: 300 };
  const invited = await invite(first.staff, first.organizationId, form);
  const other = await invite(second.staff, second.organizationId, form);
  const { organizationId, staff } = first;
  const ref = { organizationId, membershipId: invited.membershipId };
  const at = (seconds: number) => contextFor(database.db, person, later(seconds));
  return { person, staff, ref, at, organizationId, invitationId: invited.invitationId, other };
}

async function statusOf(id: string) {
  return (await database.db.membership.findUnique({ where: { id } }))?.status;
}

describe("joining from one's own page", () => {
  test('makes that one membership active, with its invitation accepted and audited, and no other', async () => {
    const { ref, at, other, invitationId, person, organizationId } = await useWorld();
    expect(await joinOrganization(at(60), ref)).toEqual({ organizationName: 'Globex' });
    const membership = await database.db.membership.findUniqueOrThrow({ where: { id: ref.membershipId } });
    expect(membership).toMatchObject({ status: 'ACTIVE', joinedAt: later(60) });
    expect(await statusOf(other.membershipId)).toBe('PENDING_INVITE');
    const event = await database.db.auditEvent.findFirst({
      where: { targetId: invitationId, actorId: person.userId },
    });
    expect(event).toMatchObject({ action: 'invitation.accepted', organizationId });
    expect(await countSeats(database.db, organizationId)).toEqual({ used: 1, recounted: 1 });
  });

  test('ten times at once joins once', async () => {
    const { ref, at, invitationId } = await useWorld();
    const results = await Promise.allSettled(Array.from({ length: 10 }, () => joinOrganization(at(0), ref)));
    const codes = results.flatMap((result) => (result.status === 'rejected' ? [result.reason.code] : []));
    expect(codes).toEqual(Array(9).fill('invitation_used'));
    const where = { targetId: invitationId, action: 'invitation.accepted' };
    expect(await database.db.auditEvent.count({ where })).toBe(1);
  });
});

describe('joining is refused', () => {
  test('to an invitation of somebody else, like to none', async () => {
    const { ref } = await useWorld();
    const stranger = contextFor(database.db, await createPerson(database.db));
    await expect(joinOrganization(stranger, ref)).rejects.toMatchObject({ code: 'not_found' });
    expect(await statusOf(ref.membershipId)).toBe('PENDING_INVITE');
  });

  test('with the organization of another invitation', async () => {
    const { ref, at, other } = await useWorld();
    const mixed = { ...ref, membershipId: other.membershipId };
    await expect(joinOrganization(at(0), mixed)).rejects.toMatchObject({ code: 'not_found' });
    expect(await statusOf(other.membershipId)).toBe('PENDING_INVITE');
  });

  test('to nobody signed in', async () => {
    const { ref } = await useWorld();
    const refused = joinOrganization(contextFor(database.db), ref);
    await expect(refused).rejects.toMatchObject({ code: 'unauthenticated' });
  });

  test('when the invitation has expired, was used or was revoked', async () => {
    const expired = await useWorld();
    await expect(joinOrganization(expired.at(300), expired.ref)).rejects.toMatchObject({
      code: 'invitation_expired',
    });
    const used = await useWorld();
    await acceptInvitation(database.db, used.invitationId);
    await expect(joinOrganization(used.at(0), used.ref)).rejects.toMatchObject({ code: 'invitation_used' });
    const revoked = await useWorld();
    await revokeInvitation(revoked.staff, revoked.ref);
    await expect(joinOrganization(revoked.at(0), revoked.ref)).rejects.toMatchObject({ code: 'not_found' });
  });

  test('when its seat was given to another at the moment of its expiry', async () => {
    const { ref, at, organizationId, staff } = await useWorld();
    await database.db.organization.update({ where: { id: organizationId }, data: { seatsCap: 1 } });
    const afterwards = { ...staff, now: later(300) };
    const joining = await database.db.$transaction(async (tx) => {
      await invite({ ...afterwards, db: tx as Database }, organizationId);
      const waiting = joinOrganization(at(299), ref).catch((error) => error.code);
      await untilWaiting(database.db);
      return { waiting };
    });
    expect(await joining.waiting).toBe('invitation_expired');
    expect(await countSeats(database.db, organizationId)).toEqual({ used: 1, recounted: 1 });
  });

  test('to a deactivated member', async () => {
    const { organizationId } = await createTestOrganization(database.db);
    const { actor, membershipId } = await createMember(database.db, organizationId, { status: 'INACTIVE' });
    const refused = joinOrganization(contextFor(database.db, actor), { organizationId, membershipId });
    await expect(refused).rejects.toMatchObject({ code: 'not_found' });
    expect(await statusOf(membershipId)).toBe('INACTIVE');
  });
});
