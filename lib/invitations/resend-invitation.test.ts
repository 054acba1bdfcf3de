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
import { resendInvitation } from './resend-invitation';
import { viewInvitation } from './view-invitation';

const database = useDatabase();
const fiveMinutes = { expiresInSeconds: 300 };

async function invited(form = {}) {
  const world = await createTestOrganization(database.db);
  const person = await invite(world.staff, world.organizationId, form);
  return { ...world, ...person, at: (seconds: number) => ({ ...world.staff, now: later(seconds) }) };
}

async function mailsOf(invitationId: string) {
  const mails = await database.db.mailMessage.findMany({ where: { invitationId }, orderBy: { id: 'asc' } });
  return mails.map((mail) => ({
    key: mail.idempotencyKey,
    content: mail.content as Record<string, unknown>,
  }));
}

function stateAt(invitationId: string, generation: number, seconds: number) {
  const token = invitationToken({ invitationId, generation, purpose: 'mail' });
  return viewInvitation(contextFor(database.db, undefined, later(seconds)), { token });
}

describe('resending an invitation that is still good', () => {
  test('is a reminder with the same link and the same end', async () => {
    const { at, invitationId, expiresAt, ...ref } = await invited();
    const resent = await resendInvitation(at(3600), ref);
    expect(resent).toEqual({ expiresAt, renewed: false });
    const [, reminder] = await mailsOf(invitationId);
    expect(reminder?.key).toBe(`invitation/${invitationId}/1/1`);
    expect(reminder?.content).toMatchObject({
      kind: 'invitation_reminder',
      generation: 1,
      inviterName: 'Staff SUPPORT',
      roleNames: 'Member',
      expiresAt: expiresAt.toISOString(),
    });
    expect(await stateAt(invitationId, 1, 3601)).toMatchObject({ state: 'open' });
  });

  test('writes mail, job and audit row, and takes no second seat', async () => {
    const { staff, organizationId, invitationId, ...ref } = await invited();
    await resendInvitation(staff, { organizationId, ...ref });
    const jobs = await database.db.$queryRaw`
      select j.payload->>'mailId' = m.id as sent from mail_messages m
      join graphile_worker._private_jobs j on j.payload->>'mailId' = m.id where m.invitation_id = ${invitationId}`;
    expect(jobs).toEqual([{ sent: true }, { sent: true }]);
    const audit = await database.db.auditEvent.findMany({
      where: { targetId: invitationId },
      orderBy: { id: 'asc' },
    });
    expect(audit.map((event) => event.action)).toEqual(['invitation.created', 'invitation.resent']);
    expect(audit[1]?.changes).toMatchObject({ after: { renewed: false } });
    expect(await countSeats(database.db, organizationId)).toEqual({ used: 1, recounted: 1 });
  });

  test('forgets that a new link was asked for', async () => {
    const { staff, invitationId, ...ref } = await invited();
    const where = { id: invitationId };
    await database.db.invitation.update({ where, data: { renewalAskedAt: staff.now } });
    await resendInvitation(staff, ref);
    expect(await database.db.invitation.findUnique({ where })).toMatchObject({ renewalAskedAt: null });
  });

  test('many times at once sends one mail per count', async () => {
    const { organizationId, membershipId, invitationId } = await invited();
    const actors = await Promise.all(Array.from({ length: 15 }, () => createStaff(database.db)));
    await Promise.all(
      actors.map((actor) =>
        resendInvitation(contextFor(database.db, actor), { organizationId, membershipId }),
      ),
    );
    const keys = (await mailsOf(invitationId)).map((mail) => mail.key);
    const expected = Array.from({ length: 16 }, (_, count) => `invitation/${invitationId}/1/${count}`);
    expect(keys.sort()).toEqual(expected.sort());
  });
});

describe('resending an invitation that has expired', () => {
  test('is a new link with a fresh end; the old one is dead', async () => {
    const { at, invitationId, ...ref } = await invited(fiveMinutes);
    const resent = await resendInvitation(at(300), ref);
    expect(resent).toEqual({ expiresAt: later(600), renewed: true });
    const [, renewed] = await mailsOf(invitationId);
    expect(renewed?.key).toBe(`invitation/${invitationId}/2/1`);
    expect(renewed?.content).toMatchObject({
      kind: 'invitation',
      generation: 2,
      expiresAt: later(600).toISOString(),
    });
    expect(await stateAt(invitationId, 1, 301)).toMatchObject({ state: 'expired' });
    expect(await stateAt(invitationId, 2, 301)).toMatchObject({ state: 'open' });
    const old = acceptInvitation(database.db, invitationId, { now: later(301), generation: 1 });
    await expect(old).rejects.toMatchObject({ code: 'invitation_expired' });
    await acceptInvitation(database.db, invitationId, { now: later(301), generation: 2 });
  });

  test('many times at once makes one new generation, and reminders of it', async () => {
    const { at, invitationId, ...ref } = await invited(fiveMinutes);
    const results = await Promise.all(Array.from({ length: 10 }, () => resendInvitation(at(300), ref)));
    expect(results.filter((result) => result.renewed)).toHaveLength(1);
    const kinds = (await mailsOf(invitationId)).slice(1).map((mail) => mail.content.kind);
    expect(kinds.filter((kind) => kind === 'invitation')).toHaveLength(1);
    expect(await database.db.invitation.findUnique({ where: { id: invitationId } })).toMatchObject({
      generation: 2,
    });
  });

  test('takes a seat again when the old one was given away, or says that all are taken', async () => {
    const { at, organizationId, invitationId, ...ref } = await invited(fiveMinutes);
    await database.db.organization.update({ where: { id: organizationId }, data: { seatsCap: 1 } });
    const second = await invite(at(300), organizationId, { expiresInSeconds: 400 });
    const resend = (seconds: number) => resendInvitation(at(seconds), { organizationId, ...ref });
    await expect(resend(301)).rejects.toMatchObject({ code: 'seats_full' });
    const before = await database.db.invitation.findUniqueOrThrow({ where: { id: invitationId } });
    expect(before).toMatchObject({ generation: 1, resentCount: 0, seatHeld: false });
    expect(await mailsOf(invitationId)).toHaveLength(1);
    await resend(700);
    expect(await countSeats(database.db, organizationId)).toEqual({ used: 1, recounted: 1 });
    const released = await database.db.invitation.findUniqueOrThrow({ where: { id: second.invitationId } });
    expect(released.seatHeld).toBe(false);
  });

  test('keeps its own seat where nobody took it', async () => {
    const { at, organizationId, ...ref } = await invited(fiveMinutes);
    await database.db.organization.update({ where: { id: organizationId }, data: { seatsCap: 1 } });
    await resendInvitation(at(300), { organizationId, ...ref });
    expect(await countSeats(database.db, organizationId)).toEqual({ used: 1, recounted: 1 });
  });
});

describe('resending is refused', () => {
  test('when the invitation was accepted meanwhile', async () => {
    const { staff, invitationId, ...ref } = await invited();
    await acceptInvitation(database.db, invitationId);
    await expect(resendInvitation(staff, ref)).rejects.toMatchObject({ code: 'already_member' });
  });

  test('when the invitation is being accepted at that moment, and mails nothing', async () => {
    const { staff, invitationId, organizationId, membershipId } = await invited();
    const resending = await database.db.$transaction(async (tx) => {
      await acceptInvitation(tx as Database, invitationId);
      const waiting = resendInvitation(staff, { organizationId, membershipId }).catch((error) => error.code);
      await untilWaiting(database.db);
      return { waiting };
    });
    expect(await resending.waiting).toBe('already_member');
    expect(await mailsOf(invitationId)).toHaveLength(1);
  });

  test('for a member of another organization like for none at all', async () => {
    const { membershipId, invitationId } = await invited();
    const { staff, organizationId } = await createTestOrganization(database.db);
    const foreign = await resendInvitation(staff, { organizationId, membershipId }).catch(String);
    const missing = { organizationId, membershipId: 'mem_1000000000000000009' };
    expect(foreign).toBe(await resendInvitation(staff, missing).catch(String));
    expect(await mailsOf(invitationId)).toHaveLength(1);
  });

  test('to a plain member and to an admin of another organization', async () => {
    const { organizationId, membershipId } = await invited();
    const other = await createTestOrganization(database.db);
    const plain = await createMember(database.db, organizationId, { roleIds: [memberRoleId] });
    const foreign = await createMember(database.db, other.organizationId);
    for (const [{ actor }, code] of [
      [plain, 'forbidden'],
      [foreign, 'not_found'],
    ] as const) {
      const ctx = contextFor(database.db, actor);
      await expect(resendInvitation(ctx, { organizationId, membershipId })).rejects.toMatchObject({ code });
    }
  });

  test('when one address gets more than twenty mails an hour, with a time to retry', async () => {
    const { staff, organizationId, membershipId } = await invited();
    const ref = { organizationId, membershipId };
    for (let count = 1; count < 20; count += 1) await resendInvitation(staff, ref);
    const refusal = { code: 'rate_limited', retryAfterSeconds: 3600 };
    await expect(resendInvitation(staff, ref)).rejects.toMatchObject(refusal);
  });
});
