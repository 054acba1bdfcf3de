import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { useDatabase } from '@/tests/database';
import { invitePerson } from '@/tests/factories/mail';
import {
  adminRoleId,
  contextFor,
  createTestOrganization,
  later,
  memberRoleId,
} from '@/tests/factories/world';
import { inviteMemberSchema } from '../invitations/invitation.schema';
import { inviteMember } from '../invitations/invite-member';
import { revokeInvitation } from '../invitations/revoke-invitation';
import { invitationToken } from '../links/invitation-token';
import { changeRoles } from '../memberships/change-roles';
import { removeMember } from '../memberships/remove-member';
import { readSession } from '../sessions/read-session';
import { beginInvitationSignIn } from './begin-invitation-sign-in';
import { completeSignIn } from './complete-sign-in';

const test_ = useDatabase();

async function invited() {
  const person = await invitePerson(test_.db);
  const link = { invitationId: person.invitationId, generation: 1, purpose: 'mail' } as const;
  return { ...person, token: invitationToken(link) };
}

/** A browser of its own: it presses Join and keeps the attempt's secret. */
async function join(token: string, now?: Date) {
  return beginInvitationSignIn({ ...contextFor(test_.db, undefined, now), ip: randomUUID() }, { token });
}

async function statusOf(membershipId: string) {
  return (await test_.db.membership.findUnique({ where: { id: membershipId } }))?.status;
}

describe('completing a sign-in by invitation', () => {
  test('activates that membership, verifies the address, records the login and starts a session', async () => {
    const { token, membershipId, userId, organizationId } = await invited();
    const outcome = await completeSignIn(contextFor(test_.db), await join(token));
    if (outcome.state !== 'signed-in') throw new Error('not signed in');
    expect(await statusOf(membershipId)).toBe('ACTIVE');
    const user = await test_.db.user.findUniqueOrThrow({ where: { id: userId } });
    expect(user.emailVerified).not.toBeNull();
    expect(user.lastLoginAt).not.toBeNull();
    const live = await readSession(test_.db, outcome.sessionToken, contextFor(test_.db).now);
    expect(live?.actor).toMatchObject({ userId, staffRole: null });
    expect([...(live?.actor.organizations.keys() ?? [])]).toEqual([organizationId]);
    const actions = await test_.db.auditEvent.findMany({
      where: { actorId: userId },
      select: { action: true },
    });
    expect(actions.map((event) => event.action).sort()).toEqual(['invitation.accepted', 'user.signed_in']);
  });

  test('consumes nothing before the callback', async () => {
    const { token, membershipId } = await invited();
    await join(token);
    expect(await statusOf(membershipId)).toBe('PENDING_INVITE');
  });

  test('activates no other pending membership of the person', async () => {
    const first = await invited();
    const other = await createTestOrganization(test_.db);
    const input = { organizationId: other.organizationId, email: first.email, roleIds: [memberRoleId] };
    const second = await inviteMember(other.staff, inviteMemberSchema.parse(input));
    await completeSignIn(contextFor(test_.db), await join(first.token));
    expect(await statusOf(second.membershipId)).toBe('PENDING_INVITE');
  });

  test('50 times at once for one link accepts once and starts one session', async () => {
    const { token, userId, invitationId } = await invited();
    const attempts = await Promise.all(Array.from({ length: 50 }, () => join(token)));
    const outcomes = await Promise.all(
      attempts.map((attempt) => completeSignIn(contextFor(test_.db), attempt)),
    );
    expect(outcomes.filter((outcome) => outcome.state === 'signed-in')).toHaveLength(1);
    expect(await test_.db.session.count({ where: { userId } })).toBe(1);
    const accepted = await test_.db.auditEvent.count({
      where: { targetId: invitationId, action: 'invitation.accepted' },
    });
    expect(accepted).toBe(1);
    const rest = outcomes.find((outcome) => outcome.state !== 'signed-in');
    expect(rest?.location).toBe(`/invite/${token}`);
  });

  test('repeated by the same browser gives the same session and changes nothing', async () => {
    const { token, userId } = await invited();
    const attempt = await join(token);
    const [first, second] = await Promise.all([
      completeSignIn(contextFor(test_.db), attempt),
      completeSignIn(contextFor(test_.db), attempt),
    ]);
    const third = await completeSignIn(contextFor(test_.db), attempt);
    expect([second, third]).toEqual([first, first]);
    expect(await test_.db.session.count({ where: { userId } })).toBe(1);
  });

  test('60 seconds after the button is too late, and leaves the invitation open', async () => {
    const { token, membershipId } = await invited();
    const attempt = await join(token);
    const outcome = await completeSignIn(contextFor(test_.db, undefined, later(61)), attempt);
    expect(outcome).toEqual({ state: 'not-signed-in', location: '/' });
    expect(await statusOf(membershipId)).toBe('PENDING_INVITE');
  });

  test('without a secret that was given out does nothing', async () => {
    const outcome = await completeSignIn(contextFor(test_.db), { attemptSecret: 'guessed' });
    expect(outcome).toEqual({ state: 'not-signed-in', location: '/' });
  });

  test('does not bring back who was removed or revoked after the button', async () => {
    const removed = await invited();
    const attempt = await join(removed.token);
    const { organizationId, membershipId } = removed;
    await removeMember(removed.staff, { organizationId, membershipId, keepUser: true });
    expect((await completeSignIn(contextFor(test_.db), attempt)).state).toBe('not-signed-in');
    const revoked = await invited();
    const second = await join(revoked.token);
    await revokeInvitation(revoked.staff, revoked);
    expect((await completeSignIn(contextFor(test_.db), second)).state).toBe('not-signed-in');
    expect(await test_.db.membership.count({ where: { organizationId } })).toBe(0);
  });

  test('keeps the roles the pending membership has at that moment', async () => {
    const { token, staff, organizationId, membershipId } = await invited();
    await changeRoles(staff, { organizationId, membershipId, roleIds: [adminRoleId] });
    await completeSignIn(contextFor(test_.db), await join(token));
    const roles = await test_.db.membershipRole.findMany({ where: { membershipId } });
    expect(roles.map((role) => role.roleId)).toEqual([adminRoleId]);
  });

  test('ends the session that somebody else had in this browser', async () => {
    const first = await invited();
    const outcome = await completeSignIn(contextFor(test_.db), await join(first.token));
    if (outcome.state !== 'signed-in') throw new Error('not signed in');
    const live = await readSession(test_.db, outcome.sessionToken, contextFor(test_.db).now);
    const second = await invited();
    await completeSignIn(contextFor(test_.db, live?.actor), await join(second.token));
    expect(await readSession(test_.db, outcome.sessionToken, contextFor(test_.db).now)).toBeNull();
  });
});
