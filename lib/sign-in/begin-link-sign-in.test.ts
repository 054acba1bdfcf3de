import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { useDatabase } from '@/tests/database';
import { createMember, createPerson } from '@/tests/factories/members';
import { actorOf } from '@/tests/factories/sign-in';
import { contextFor, createTestOrganization, later } from '@/tests/factories/world';
import { signInToken } from '../links/sign-in-token';
import { removeMember } from '../memberships/remove-member';
import { beginLinkSignIn } from './begin-link-sign-in';
import { completeSignIn } from './complete-sign-in';
import { mailSignInLink } from './mail-sign-in-link';
import { viewSignInLink } from './view-sign-in-link';

const database = useDatabase();

function visitor(seconds = 0) {
  return { ...contextFor(database.db, undefined, later(seconds)), ip: randomUUID() };
}

/** Somebody to whom a sign-in link was mailed. */
async function mailed(returnTo: string | null = null) {
  const person = await createPerson(database.db);
  const { userId, email } = person;
  await database.db.$transaction((tx) => mailSignInLink(tx, visitor(), { userId, email, returnTo }));
  const link = await database.db.signInLink.findFirstOrThrow({ where: { userId } });
  return { person, userId, email, linkId: link.id, token: signInToken(link.id) };
}

async function signIn(token: string, seconds = 0) {
  const ctx = visitor(seconds);
  return completeSignIn(ctx, await beginLinkSignIn(ctx, { token }));
}

describe('the page of a sign-in link', () => {
  test('shows whom it signs in, and changes nothing however often it is opened', async () => {
    const { token, email, userId } = await mailed();
    const view = {
      state: 'open',
      applicationName: 'Your application',
      email,
      organizationName: null,
      links: null,
      closed: null,
      returnTo: null,
      signedInAs: null,
    };
    const ctx = visitor();
    const views = await Promise.all(Array.from({ length: 100 }, () => viewSignInLink(ctx, { token })));
    expect(views).toEqual(Array(100).fill(view));
    expect(await database.db.signInLink.findFirst({ where: { userId } })).toMatchObject({ consumedAt: null });
    expect(await database.db.signInAttempt.count({ where: { userId } })).toBe(0);
    expect(await database.db.session.count({ where: { userId } })).toBe(0);
  });

  test('says who else is signed in in this browser', async () => {
    const { token, person } = await mailed();
    const stranger = await createPerson(database.db);
    const asStranger = await viewSignInLink(contextFor(database.db, stranger), { token });
    expect(asStranger.signedInAs).toEqual({ email: stranger.email, isSame: false });
    const asSame = await viewSignInLink(contextFor(database.db, person), { token });
    expect(asSame.signedInAs).toEqual({ email: person.email, isSame: true });
  });

  test('tells used, expired and unknown links apart, and of unknown ones nothing else', async () => {
    const { token } = await mailed();
    expect(await viewSignInLink(visitor(899), { token })).toMatchObject({ state: 'open' });
    expect(await viewSignInLink(visitor(900), { token })).toMatchObject({ state: 'expired' });
    await signIn(token);
    expect(await viewSignInLink(visitor(), { token })).toMatchObject({ state: 'used' });
    const unknown = { state: 'unknown', email: null, organizationName: null };
    expect(await viewSignInLink(visitor(), { token: `${token}x` })).toMatchObject(unknown);
    expect(await viewSignInLink(visitor(), { token: signInToken('lnk_1000000000000000009') })).toMatchObject(
      unknown,
    );
  });

  test('with guessed links is refused after sixty a minute from one network address', async () => {
    const ctx = visitor();
    for (let count = 0; count < 60; count += 1) await viewSignInLink(ctx, { token: `guess-${count}` });
    await expect(viewSignInLink(ctx, { token: 'x' })).rejects.toMatchObject({ code: 'rate_limited' });
  });
});

describe('a sign-in link', () => {
  test('signs in, verifies the address, records the login and goes where it was asked to', async () => {
    const { token, userId } = await mailed('/me?tab=sessions');
    const outcome = await signIn(token, 60);
    if (outcome.state !== 'signed-in') throw new Error('not signed in');
    expect(outcome.location).toBe('/me?tab=sessions');
    expect((await actorOf(database.db, outcome.sessionToken)).userId).toBe(userId);
    const user = await database.db.user.findUniqueOrThrow({ where: { id: userId } });
    expect(user).toMatchObject({ emailVerified: later(60), lastLoginAt: later(60) });
    const event = await database.db.auditEvent.findFirst({
      where: { action: 'user.signed_in', actorId: userId },
    });
    expect(event?.changes).toMatchObject({ after: { method: 'email_link' } });
  });

  test('is consumed at the callback, not by the button', async () => {
    const { token, userId } = await mailed();
    await beginLinkSignIn(visitor(), { token });
    expect(await database.db.signInLink.findFirst({ where: { userId } })).toMatchObject({ consumedAt: null });
    expect(await signIn(token)).toMatchObject({ state: 'signed-in' });
  });

  test('works once: afterwards it is refused and says so', async () => {
    const { token, userId } = await mailed();
    await signIn(token);
    await expect(signIn(token)).rejects.toMatchObject({ code: 'link_used' });
    expect(await database.db.session.count({ where: { userId } })).toBe(1);
  });

  test('in many browsers at once signs one of them in and tells the others', async () => {
    const { token, userId } = await mailed();
    const attempts = await Promise.all(
      Array.from({ length: 20 }, () => beginLinkSignIn(visitor(), { token })),
    );
    const outcomes = await Promise.all(attempts.map((attempt) => completeSignIn(visitor(), attempt)));
    expect(outcomes.filter((outcome) => outcome.state === 'signed-in')).toHaveLength(1);
    const rest = outcomes.filter((outcome) => outcome.state !== 'signed-in');
    expect(new Set(rest.map((outcome) => outcome.location))).toEqual(new Set(['/login?notice=link_used']));
    expect(await database.db.session.count({ where: { userId } })).toBe(1);
    expect(await database.db.auditEvent.count({ where: { actorId: userId, action: 'user.signed_in' } })).toBe(
      1,
    );
  });

  test('is refused after fifteen minutes, altered, or of another kind', async () => {
    const { token, linkId } = await mailed();
    await expect(signIn(token, 900)).rejects.toMatchObject({ code: 'link_expired' });
    const [digits, mac] = token.split('.');
    for (const wrong of [`${digits}.${mac?.slice(1)}A`, `${digits}.1.${mac}`, linkId, '']) {
      await expect(signIn(wrong)).rejects.toMatchObject({ code: 'link_unknown' });
    }
  });

  test('of somebody who is deleted after the button signs nobody in', async () => {
    const { organizationId, staff } = await createTestOrganization(database.db);
    const { token, person } = await mailed();
    await createMember(database.db, organizationId);
    const { membershipId } = await createMember(database.db, organizationId, { actor: person });
    const attempt = await beginLinkSignIn(visitor(), { token });
    await removeMember(staff, { organizationId, membershipId, keepUser: false });
    expect(await completeSignIn(visitor(), attempt)).toEqual({ state: 'not-signed-in', location: '/' });
    await expect(signIn(token)).rejects.toMatchObject({ code: 'link_unknown' });
  });

  test('is refused after sixty tries a minute from one network address', async () => {
    const { token } = await mailed();
    const ctx = visitor();
    for (let count = 0; count < 60; count += 1) await beginLinkSignIn(ctx, { token: 'x' }).catch(() => {});
    await expect(beginLinkSignIn(ctx, { token })).rejects.toMatchObject({ code: 'rate_limited' });
  });
});
