import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { useDatabase } from '@/tests/database';
import { invitePerson } from '@/tests/factories/mail';
import { createMember, createPerson } from '@/tests/factories/members';
import { createTestConnection } from '@/tests/factories/single-sign-on';
import { contextFor, createTestOrganization, freshEmail, later } from '@/tests/factories/world';
import { hashToken, randomToken } from '../crypto';
import { revokeInvitation } from '../invitations/revoke-invitation';
import { invitationToken } from '../links/invitation-token';
import { signInToken } from '../links/sign-in-token';
import { beginLoginAttempt } from '../login-log/record-login-attempt';
import { claimToken } from '../workspace/claim-token';
import { claimWorkspace } from '../workspace/claim-workspace';
import { beginAttempt } from './begin-attempt';
import { beginInvitationSignIn } from './begin-invitation-sign-in';
import { beginLinkSignIn } from './begin-link-sign-in';
import { completeSignIn } from './complete-sign-in';
import { mailInvitationProof } from './mail-invitation-proof';
import { mailSignInLink } from './mail-sign-in-link';
import { requestSignInLink } from './request-sign-in-link';

const database = useDatabase();

function browser(seconds = 0) {
  return { ...contextFor(database.db, undefined, later(seconds)), ip: randomUUID(), userAgent: 'Browser' };
}

/** What the log says of an address, the oldest first. */
function logOf(email: string) {
  return database.db.loginAttempt.findMany({
    where: { email },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  });
}

async function invited() {
  const person = await invitePerson(database.db);
  const { email } = await database.db.user.findUniqueOrThrow({ where: { id: person.userId } });
  const tokenFor = (purpose: 'mail' | 'copy') =>
    invitationToken({ invitationId: person.invitationId, generation: 1, purpose });
  return { ...person, email, token: tokenFor('mail'), copied: tokenFor('copy') };
}

async function join(token: string, seconds = 0) {
  const ctx = browser(seconds);
  return completeSignIn(ctx, await beginInvitationSignIn(ctx, { token }));
}

async function askForLink(email: string, seconds = 0): Promise<string> {
  await requestSignInLink(browser(seconds), { email, returnTo: null });
  const where = { user: { email } };
  const link = await database.db.signInLink.findFirstOrThrow({ where, orderBy: { id: 'desc' } });
  return signInToken(link.id);
}

async function useLink(token: string, seconds = 0) {
  const ctx = browser(seconds);
  return completeSignIn(ctx, await beginLinkSignIn(ctx, { token }));
}

describe('the login log, of an invitation,', () => {
  test('says who joined which organization from where', async () => {
    const { email, userId, organizationId, token } = await invited();
    await join(token);
    expect(await logOf(email)).toMatchObject([
      {
        method: 'invitation',
        outcome: 'SUCCESS',
        userId,
        organizationId,
        userAgent: 'Browser',
        failedStep: null,
        createdAt: later(0),
        endedAt: later(0),
        steps: [{ name: 'pressed' }, { name: 'session', note: null }],
      },
    ]);
  });

  test('says of a link that was used, or withdrawn, that it was refused and why', async () => {
    const { email, organizationId, token } = await invited();
    await join(token);
    await expect(join(token)).rejects.toMatchObject({ code: 'invitation_used' });
    const failure = { outcome: 'FAILURE', failedStep: 'invitation', organizationId };
    expect((await logOf(email))[1]).toMatchObject({ ...failure, reason: 'The invitation was used already.' });
    const other = await invited();
    await revokeInvitation(other.staff, other);
    await expect(join(other.token)).rejects.toMatchObject({ code: 'invitation_revoked' });
    expect(await logOf(other.email)).toMatchObject([{ reason: 'The invitation was withdrawn.' }]);
  });

  test('of twenty browsers at once tells the one that joined from those that came too late', async () => {
    const { email, token } = await invited();
    const attempts = await Promise.all(
      Array.from({ length: 20 }, () => beginInvitationSignIn(browser(), { token })),
    );
    await Promise.all(attempts.map((attempt) => completeSignIn(browser(), attempt)));
    const log = await logOf(email);
    expect(log.filter(({ outcome }) => outcome === 'SUCCESS')).toHaveLength(1);
    const refused = log.filter(({ outcome }) => outcome === 'FAILURE');
    expect(refused).toHaveLength(19);
    expect(refused[0]).toMatchObject({
      failedStep: 'proof',
      steps: [{ name: 'pressed' }, { name: 'proof' }],
    });
  });

  test('says nothing of a guessed link, nor of a copied one, which proves nothing', async () => {
    const before = await database.db.loginAttempt.count();
    const { copied } = await invited();
    await expect(join(copied)).rejects.toMatchObject({ code: 'link_unknown' });
    await expect(join('guessed.1.x')).rejects.toMatchObject({ code: 'link_unknown' });
    expect(await database.db.loginAttempt.count()).toBe(before);
  });
});

describe('the login log, of a mailed link,', () => {
  test('follows it from its mail to the login, in one attempt', async () => {
    const { email, userId } = await createPerson(database.db);
    const token = await askForLink(email);
    expect(await logOf(email)).toMatchObject([{ outcome: 'PENDING', userId, endedAt: null }]);
    await useLink(token, 60);
    expect(await logOf(email)).toMatchObject([
      {
        method: 'email_link',
        outcome: 'SUCCESS',
        createdAt: later(0),
        endedAt: later(60),
        steps: [{ name: 'link-mailed' }, { name: 'pressed' }, { name: 'session' }],
      },
    ]);
  });

  test('names the organization that the session begins in', async () => {
    const { organizationId } = await createTestOrganization(database.db);
    const person = await createPerson(database.db);
    await createMember(database.db, organizationId, { actor: person });
    await useLink(await askForLink(person.email));
    expect(await logOf(person.email)).toMatchObject([{ organizationId }]);
  });

  test('ends it when it is pressed too late, and writes a second use by itself', async () => {
    const { email } = await createPerson(database.db);
    const late = await askForLink(email);
    await expect(useLink(late, 900)).rejects.toMatchObject({ code: 'link_expired' });
    const token = await askForLink(email, 1000);
    await useLink(token, 1001);
    await expect(useLink(token, 1002)).rejects.toMatchObject({ code: 'link_used' });
    expect(await logOf(email)).toMatchObject([
      { outcome: 'FAILURE', failedStep: 'link', steps: [{ name: 'link-mailed' }, { name: 'link' }] },
      { outcome: 'SUCCESS', steps: [{ name: 'link-mailed' }, { name: 'pressed' }, { name: 'session' }] },
      { outcome: 'FAILURE', failedStep: 'link', reason: 'The mailed link was used already.' },
    ]);
  });

  test('of an invitation belongs to its organization from the beginning', async () => {
    const { email, copied, organizationId } = await invited();
    await mailInvitationProof(browser(), { token: copied });
    expect(await logOf(email)).toMatchObject([
      { outcome: 'PENDING', method: 'email_link', organizationId, steps: [{ name: 'link-mailed' }] },
    ]);
  });

  test('that a stranger asked for says nothing', async () => {
    const email = freshEmail();
    await requestSignInLink(browser(), { email, returnTo: null });
    expect(await logOf(email)).toEqual([]);
  });
});

describe('the login log, of a login at an identity provider,', () => {
  async function employee() {
    const { organizationId, connection } = await createTestConnection(database.db);
    const { actor } = await createMember(database.db, organizationId);
    const { userId, email } = actor;
    const connectionId = connection.id;
    const begun = { method: 'sso', organizationId, connectionId, steps: [{ name: 'sent' }] } as const;
    const { id: loginAttemptId } = await beginLoginAttempt(database.db, browser(), begun);
    return { userId, email, organizationId, connectionId, loginAttemptId };
  }

  test('follows it from where it began', async () => {
    const { email, ...known } = await employee();
    const attempt = await beginAttempt(database.db, browser(5), { method: 'sso', ...known });
    await completeSignIn(browser(6), attempt);
    expect(await logOf(email)).toMatchObject([
      {
        id: known.loginAttemptId,
        outcome: 'SUCCESS',
        connectionId: known.connectionId,
        userId: known.userId,
        steps: [{ name: 'sent' }, { name: 'identity-accepted' }, { name: 'session' }],
      },
    ]);
  });

  test('goes on with the mailed link that has to prove whose account it is', async () => {
    const { userId, email, ...known } = await employee();
    const browserSecret = randomToken();
    const identity = {
      ...known,
      organizationName: 'Acme Robotics',
      subject: 'ada',
      browserHash: hashToken(browserSecret),
    };
    await database.db.$transaction((tx) =>
      mailSignInLink(tx, browser(5), { userId, email, returnTo: null, identity }),
    );
    const link = await database.db.signInLink.findFirstOrThrow({ where: { userId } });
    const pressed = { token: signInToken(link.id), browserSecret };
    await completeSignIn(browser(60), await beginLinkSignIn(browser(60), pressed));
    expect(await logOf(email)).toMatchObject([
      {
        id: known.loginAttemptId,
        method: 'sso',
        outcome: 'SUCCESS',
        steps: [{ name: 'sent' }, { name: 'link-mailed' }, { name: 'pressed' }, { name: 'session' }],
      },
    ]);
  });
});

test('the login log of a claim tells its owner from whoever came too late', async () => {
  const [first, second] = [freshEmail(), freshEmail()];
  const { id } = await database.db.workspace.findFirstOrThrow();
  const claim = (email: string) =>
    claimWorkspace(browser(), { token: claimToken(id), email, applicationName: 'Acme Cloud' });
  await completeSignIn(browser(), await claim(first));
  await expect(claim(second)).rejects.toMatchObject({ code: 'link_used' });
  expect(await logOf(first)).toMatchObject([{ method: 'claim', outcome: 'SUCCESS' }]);
  expect(await logOf(second)).toMatchObject([{ outcome: 'FAILURE', failedStep: 'claim', userId: null }]);
});

test('the login log holds no token', async () => {
  const { email } = await createPerson(database.db);
  const token = await askForLink(email);
  const attempt = await beginLinkSignIn(browser(), { token });
  await completeSignIn(browser(), attempt);
  const log = JSON.stringify(await logOf(email));
  expect(log).not.toContain(token);
  expect(log).not.toContain(attempt.attemptSecret);
});
