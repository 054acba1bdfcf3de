import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { useDatabase } from '@/tests/database';
import { invite } from '@/tests/factories/invitations';
import { countSeats } from '@/tests/factories/seats';
import { acceptInvitation } from '@/tests/factories/sign-in';
import { contextFor, createTestOrganization, later } from '@/tests/factories/world';
import { resendInvitation } from '../invitations/resend-invitation';
import { revokeInvitation } from '../invitations/revoke-invitation';
import { invitationToken } from '../links/invitation-token';
import { signInToken } from '../links/sign-in-token';
import { beginLinkSignIn } from './begin-link-sign-in';
import { completeSignIn } from './complete-sign-in';
import { mailInvitationProof } from './mail-invitation-proof';
import { viewSignInLink } from './view-sign-in-link';

const database = useDatabase();

function visitor(seconds = 0) {
  return { ...contextFor(database.db, undefined, later(seconds)), ip: randomUUID() };
}

/** Somebody invited, whose copied link lies before a visitor. */
async function invited(form = {}) {
  const world = await createTestOrganization(database.db, 'Globex');
  const person = await invite(world.staff, world.organizationId, form);
  const token = invitationToken({ invitationId: person.invitationId, generation: 1, purpose: 'copy' });
  const linkTokens = async () => {
    const links = await database.db.signInLink.findMany({
      where: { userId: person.userId },
      orderBy: { id: 'asc' },
    });
    return links.map((link) => signInToken(link.id));
  };
  return { ...world, ...person, token, linkTokens };
}

async function statusOf(id: string) {
  return (await database.db.membership.findUnique({ where: { id } }))?.status;
}

async function signIn(token: string, seconds = 0) {
  const ctx = visitor(seconds);
  return completeSignIn(ctx, await beginLinkSignIn(ctx, { token }));
}

describe('a copied link', () => {
  test('has a sign-in link mailed to the invited address, whose use proves the mailbox and joins', async () => {
    const { token, linkTokens, email, membershipId, organizationId } = await invited();
    await mailInvitationProof(visitor(), { token });
    expect(await statusOf(membershipId)).toBe('PENDING_INVITE');
    const mails = await database.db.mailMessage.findMany({
      where: { toAddress: email, kind: 'sign_in_link' },
    });
    expect(mails).toHaveLength(1);
    const [mailedToken = ''] = await linkTokens();
    expect(await viewSignInLink(visitor(), { token: mailedToken })).toMatchObject({
      organizationName: 'Globex',
    });
    expect(await signIn(mailedToken)).toMatchObject({ state: 'signed-in' });
    expect(await statusOf(membershipId)).toBe('ACTIVE');
    expect(await countSeats(database.db, organizationId)).toEqual({ used: 1, recounted: 1 });
  });

  test('whose proof was mailed still signs in, and no more, when the invitation was revoked, expired or renewed', async () => {
    const elsewhere = await createTestOrganization(database.db);
    const ends = {
      revoked: (person: Awaited<ReturnType<typeof invited>>) => revokeInvitation(person.staff, person),
      expired: async () => {},
      renewed: (person: Awaited<ReturnType<typeof invited>>) =>
        resendInvitation({ ...person.staff, now: later(300) }, person),
    };
    for (const [name, end] of Object.entries(ends)) {
      const person = await invited({ expiresInSeconds: 300 });
      await invite(elsewhere.staff, elsewhere.organizationId, { email: person.email });
      await mailInvitationProof(visitor(), { token: person.token });
      await end(person);
      const [mailedToken = ''] = await person.linkTokens();
      expect(await signIn(mailedToken, 301), name).toMatchObject({ state: 'signed-in' });
      expect(await statusOf(person.membershipId), name).not.toBe('ACTIVE');
    }
  });

  test('mailed twice and used at once joins once', async () => {
    const { token, linkTokens, invitationId, organizationId } = await invited();
    await mailInvitationProof(visitor(), { token });
    await mailInvitationProof(visitor(), { token });
    const outcomes = await Promise.all((await linkTokens()).map((mailedToken) => signIn(mailedToken)));
    expect(outcomes.map((outcome) => outcome.state)).toEqual(['signed-in', 'signed-in']);
    const where = { targetId: invitationId, action: 'invitation.accepted' };
    expect(await database.db.auditEvent.count({ where })).toBe(1);
    expect(await countSeats(database.db, organizationId)).toEqual({ used: 1, recounted: 1 });
  });
});

describe('the link of an invitation that was used', () => {
  test('has a link mailed that only signs in', async () => {
    const { token, linkTokens, invitationId, userId } = await invited();
    await acceptInvitation(database.db, invitationId);
    await mailInvitationProof(visitor(), { token });
    const link = await database.db.signInLink.findFirst({ where: { userId } });
    expect(link).toMatchObject({ invitationId: null, invitationGeneration: null });
    const [mailedToken = ''] = await linkTokens();
    expect(await signIn(mailedToken)).toMatchObject({ state: 'signed-in' });
  });
});

describe('mailing a proof is refused', () => {
  test('for an invitation that has expired or was revoked, each with its own reason', async () => {
    const expired = await invited({ expiresInSeconds: 300 });
    const late = mailInvitationProof(visitor(300), { token: expired.token });
    await expect(late).rejects.toMatchObject({ code: 'invitation_expired' });
    const revoked = await invited();
    await revokeInvitation(revoked.staff, revoked);
    const dead = mailInvitationProof(visitor(), { token: revoked.token });
    await expect(dead).rejects.toMatchObject({ code: 'invitation_revoked' });
    await expect(mailInvitationProof(visitor(), { token: 'x' })).rejects.toMatchObject({
      code: 'link_unknown',
    });
  });

  test('more than five times a quarter of an hour to one address, from wherever', async () => {
    const { token, email } = await invited();
    for (let count = 0; count < 5; count += 1) await mailInvitationProof(visitor(), { token });
    const refused = mailInvitationProof(visitor(), { token });
    await expect(refused).rejects.toMatchObject({ code: 'rate_limited', retryAfterSeconds: 900 });
    const mails = await database.db.mailMessage.count({ where: { toAddress: email, kind: 'sign_in_link' } });
    expect(mails).toBe(5);
  });
});
