import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { useDatabase } from '@/tests/database';
import { invite } from '@/tests/factories/invitations';
import { untilWaiting } from '@/tests/factories/locks';
import { createMember, createPerson } from '@/tests/factories/members';
import { countSeats } from '@/tests/factories/seats';
import { signInByLink } from '@/tests/factories/sign-in';
import { contextFor, createTestOrganization, later } from '@/tests/factories/world';
import { hashToken } from '../crypto';
import { resendInvitation } from '../invitations/resend-invitation';
import { invitationToken } from '../links/invitation-token';
import { endSessionByToken } from '../sessions/end-session-by-token';
import { readSession } from '../sessions/read-session';
import { beginInvitationSignIn } from './begin-invitation-sign-in';
import { completeSignIn } from './complete-sign-in';

const database = useDatabase();

function browser(seconds = 0) {
  return { ...contextFor(database.db, undefined, later(seconds)), ip: randomUUID() };
}

async function invited(form = {}) {
  const { organizationId, staff } = await createTestOrganization(database.db);
  const person = await invite(staff, organizationId, form);
  const token = invitationToken({ invitationId: person.invitationId, generation: 1, purpose: 'mail' });
  const pressJoin = (seconds = 0) => beginInvitationSignIn(browser(seconds), { token });
  return { ...person, organizationId, staff, token, pressJoin };
}

async function statusOf(id: string) {
  return (await database.db.membership.findUnique({ where: { id } }))?.status;
}

describe('between the button and the callback', () => {
  test('a renewed invitation is not accepted by its old link', async () => {
    const { pressJoin, staff, token, membershipId, ...ref } = await invited({ expiresInSeconds: 300 });
    const attempt = await pressJoin(299);
    await resendInvitation({ ...staff, now: later(300) }, { ...ref, membershipId });
    const outcome = await completeSignIn(browser(301), attempt);
    expect(outcome).toEqual({ state: 'not-signed-in', location: `/invite/${token}` });
    expect(await statusOf(membershipId)).toBe('PENDING_INVITE');
  });

  test('an invitation that expires is not accepted', async () => {
    const { pressJoin, membershipId, organizationId } = await invited({ expiresInSeconds: 300 });
    const attempt = await pressJoin(299);
    expect(await completeSignIn(browser(300), attempt)).toMatchObject({ state: 'not-signed-in' });
    expect(await statusOf(membershipId)).toBe('PENDING_INVITE');
    expect(await countSeats(database.db, organizationId)).toEqual({ used: 1, recounted: 1 });
  });

  test('an invitation whose seat was given to another is not accepted', async () => {
    const { pressJoin, membershipId, organizationId, staff } = await invited({ expiresInSeconds: 300 });
    await database.db.organization.update({ where: { id: organizationId }, data: { seatsCap: 1 } });
    const attempt = await pressJoin(299);
    await invite({ ...staff, now: later(300) }, organizationId);
    expect(await completeSignIn(browser(299), attempt)).toMatchObject({ state: 'not-signed-in' });
    expect(await statusOf(membershipId)).toBe('PENDING_INVITE');
    expect(await countSeats(database.db, organizationId)).toEqual({ used: 1, recounted: 1 });
  });

  test('a removal that has begun and the sign-in do not wait for each other for ever', async () => {
    const { pressJoin, membershipId, userId } = await invited();
    const attempt = await pressJoin();
    const completing = await database.db.$transaction(async (tx) => {
      await tx.$queryRaw`select 1 from memberships where id = ${membershipId} for update`;
      const waiting = completeSignIn(browser(), attempt);
      await untilWaiting(database.db);
      await tx.membership.delete({ where: { id: membershipId } });
      await tx.user.delete({ where: { id: userId } });
      return { waiting };
    });
    expect(await completing.waiting).toEqual({ state: 'not-signed-in', location: '/' });
    expect(await database.db.session.count({ where: { userId } })).toBe(0);
  });
});

describe('a callback that is repeated', () => {
  test('signs nobody in again once the session was ended', async () => {
    const { pressJoin, userId } = await invited();
    const attempt = await pressJoin();
    const outcome = await completeSignIn(browser(), attempt);
    await endSessionByToken(browser(), outcome.state === 'signed-in' ? outcome.sessionToken : '');
    expect(await completeSignIn(browser(), attempt)).toEqual({ state: 'not-signed-in', location: '/' });
    expect(await database.db.session.count({ where: { userId } })).toBe(0);
  });

  test('ten minutes later gives no session', async () => {
    const { pressJoin } = await invited();
    const attempt = await pressJoin();
    await completeSignIn(browser(), attempt);
    expect(await completeSignIn(browser(599), attempt)).toMatchObject({ state: 'signed-in' });
    expect(await completeSignIn(browser(600), attempt)).toMatchObject({ state: 'not-signed-in' });
  });
});

describe('what a sign-in leaves behind', () => {
  test('is neither the secret of the browser nor the token of the session', async () => {
    const { pressJoin, userId } = await invited();
    const { attemptSecret } = await pressJoin();
    const outcome = await completeSignIn(browser(), { attemptSecret });
    const sessionToken = outcome.state === 'signed-in' ? outcome.sessionToken : '';
    const rows = await database.db.$queryRaw`
      select row_to_json(s)::text as session, row_to_json(a)::text as attempt
      from sessions s join sign_in_attempts a on a.user_id = s.user_id where s.user_id = ${userId}`;
    const stored = JSON.stringify(rows);
    for (const secret of [attemptSecret, sessionToken]) {
      expect(secret).toHaveLength(43);
      expect(stored).not.toContain(secret);
      expect(stored).toContain(hashToken(secret));
    }
    const events = await database.db.auditEvent.findMany({ where: { actorId: userId } });
    for (const secret of [attemptSecret, sessionToken, hashToken(sessionToken)]) {
      expect(JSON.stringify(events)).not.toContain(secret);
    }
  });

  test('says from where and with what the session began', async () => {
    const { pressJoin, userId } = await invited();
    const ctx = { ...browser(), ip: '192.0.2.9', userAgent: 'Lynx/2.9' };
    await completeSignIn(ctx, await pressJoin());
    const session = await database.db.session.findFirst({ where: { userId } });
    expect(session).toMatchObject({ ip: '192.0.2.9', userAgent: 'Lynx/2.9' });
  });
});

describe('the organization of a session', () => {
  test('is the one that was joined, else the only one, else none', async () => {
    const person = await createPerson(database.db);
    const own = contextFor(database.db, person);
    const organizationOf = async () => {
      const outcome = await signInByLink(database.db, own);
      if (outcome?.state !== 'signed-in') throw new Error('not signed in');
      const where = { sessionToken: hashToken(outcome.sessionToken) };
      return (await database.db.session.findUniqueOrThrow({ where })).organizationId;
    };
    expect(await organizationOf()).toBeNull();
    const first = await createTestOrganization(database.db);
    await createMember(database.db, first.organizationId, { actor: person });
    expect(await organizationOf()).toBe(first.organizationId);
    const second = await createTestOrganization(database.db);
    await invite(second.staff, second.organizationId, { email: person.email });
    expect(await organizationOf()).toBe(first.organizationId);
    await createMember(database.db, (await createTestOrganization(database.db)).organizationId, {
      actor: person,
    });
    expect(await organizationOf()).toBeNull();
  });

  test('is the one that was joined, also for somebody who belongs elsewhere', async () => {
    const first = await createTestOrganization(database.db);
    const { actor } = await createMember(database.db, first.organizationId);
    const { pressJoin, organizationId } = await invited({ email: actor.email });
    await completeSignIn(browser(), await pressJoin());
    const sessions = await database.db.session.findMany({ where: { userId: actor.userId } });
    expect(sessions).toMatchObject([{ organizationId }]);
  });

  test('that is joined gives the rights there at once', async () => {
    const { pressJoin, organizationId, membershipId } = await invited();
    const outcome = await completeSignIn(browser(), await pressJoin());
    const token = outcome.state === 'signed-in' ? outcome.sessionToken : '';
    const live = await readSession(database.db, token, later(1));
    expect(live?.actor.organizations.get(organizationId)).toMatchObject({ membershipId });
  });
});
