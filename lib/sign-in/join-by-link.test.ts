import { beforeEach, describe, expect, test } from 'vitest';
import type { Ctx } from '@/lib/authz/context';
import { deleteDomain } from '@/lib/domains/delete-domain';
import { joinToken, readJoinToken } from '@/lib/links/join-token';
import { signInToken } from '@/lib/links/sign-in-token';
import { removeMember } from '@/lib/memberships/remove-member';
import { useDatabase } from '@/tests/database';
import { addDomain, allowDomain, createDomainAdmin, freshDomain } from '@/tests/factories/domains';
import { createMember, createPerson } from '@/tests/factories/members';
import { programFor } from '@/tests/factories/programs';
import { codesOf } from '@/tests/factories/refusals';
import { actorOf } from '@/tests/factories/sign-in';
import { contextFor, createTestOrganization, later, memberRoleId, testNow } from '@/tests/factories/world';
import { completeSignIn } from './complete-sign-in';
import { joinByLink } from './join-by-link';
import { requestSignInLink } from './request-sign-in-link';
import { viewJoinLink } from './view-join-link';

const database = useDatabase();
let organizationId: string;
let domain: string;
let visitors = 0;

beforeEach(async () => {
  ({ organizationId } = await createTestOrganization(database.db));
  domain = freshDomain();
  await allowDomain(database.db, organizationId, domain);
});

/** A browser of its own, where nobody is signed in. */
function visitor(now = testNow): Ctx {
  visitors += 1;
  return { ...contextFor(database.db, undefined, now), ip: `10.${visitors >> 8}.${visitors & 255}.1` };
}

const ask = (email: string) => requestSignInLink(visitor(), { email, returnTo: null });
const mailsTo = (email: string) =>
  database.db.mailMessage.findMany({ where: { toAddress: email }, select: { kind: true, content: true } });

/** Asks as an unknown person and takes the token out of the mail. */
async function mailedToken(email = `ada@${domain}`): Promise<string> {
  await ask(email);
  const link = await database.db.joinLink.findFirstOrThrow({ where: { email }, orderBy: { id: 'desc' } });
  return joinToken(link.id);
}

const usersOf = (email: string) => database.db.user.count({ where: { emailKey: email } });

describe('an unknown address at the login', () => {
  test('in an allowed domain gets a mail to join, and there is no account yet', async () => {
    await ask(`ada@${domain}`);
    expect(await mailsTo(`ada@${domain}`)).toMatchObject([
      { kind: 'join_link', content: { organizationNames: ['Acme Robotics'] } },
    ]);
    expect(await usersOf(`ada@${domain}`)).toBe(0);
  });

  test('of any other domain gets none: unproven, for logging in only, above or below it (threat 21)', async () => {
    const claimed = freshDomain();
    const admin = await createDomainAdmin(database.db, organizationId);
    await addDomain(admin, organizationId, { domain: claimed, type: 'ALLOWED_EMAIL_DOMAIN' });
    const forLogin = freshDomain();
    await addDomain(programFor(database.db), organizationId, { domain: forLogin });
    const others = [claimed, forLogin, `mail.${domain}`, domain.slice(domain.indexOf('.') + 1), `x${domain}`];
    for (const other of others) {
      await ask(`ada@${other}`);
      expect(await mailsTo(`ada@${other}`)).toEqual([]);
    }
  });

  test('is compared in A-labels, and never by what looks like them (threat 16)', async () => {
    const name = freshDomain('b\u00fccher');
    await allowDomain(database.db, organizationId, name);
    const ascii = new URL(`http://${name}`).hostname;
    await ask(`ada@${ascii}`);
    expect(await mailsTo(`ada@${ascii}`)).toHaveLength(1);
    const lookalike = new URL(`http://${domain.replace('acme', '\u0430cme')}`).hostname;
    await ask(`ada@${lookalike}`);
    expect(await mailsTo(`ada@${lookalike}`)).toEqual([]);
  });

  test('gets none where members must use SSO', async () => {
    await database.db.organization.update({ where: { id: organizationId }, data: { ssoRequired: true } });
    await ask(`ada@${domain}`);
    expect(await mailsTo(`ada@${domain}`)).toEqual([]);
  });

  test('is limited like every other', async () => {
    for (let count = 0; count < 5; count += 1) await ask(`ada@${domain}`);
    await expect(ask(`ada@${domain}`)).rejects.toMatchObject({ code: 'rate_limited' });
  });

  test('that has an account gets a link to sign in, and no other', async () => {
    await createPerson(database.db, `ada@${domain}`);
    await ask(`ada@${domain}`);
    expect(await mailsTo(`ada@${domain}`)).toMatchObject([{ kind: 'sign_in_link' }]);
  });
});

describe('the page of the link', () => {
  test('names every organization that it opens and changes nothing, however often it is opened', async () => {
    const other = await createTestOrganization(database.db, 'Zenith');
    await allowDomain(database.db, other.organizationId, domain);
    const token = await mailedToken();
    for (let count = 0; count < 3; count += 1)
      expect(await viewJoinLink(visitor(), { token })).toMatchObject({
        state: 'open',
        email: `ada@${domain}`,
        organizations: [{ name: 'Acme Robotics' }, { name: 'Zenith' }],
      });
    expect(await usersOf(`ada@${domain}`)).toBe(0);
  });

  test('says what became of the link', async () => {
    const token = await mailedToken();
    expect((await viewJoinLink(visitor(later(15 * 60)), { token })).state).toBe('expired');
    const domains = await database.db.domain.findMany({ where: { organizationId } });
    for (const { id: domainId } of domains)
      await deleteDomain(programFor(database.db), { organizationId, domainId });
    expect((await viewJoinLink(visitor(), { token })).state).toBe('closed');
  });

  test('is not opened by a token that was tampered with, or one of another purpose', async () => {
    const token = await mailedToken();
    const id = readJoinToken(token) ?? '';
    const forged = [`${token.slice(0, -2)}xx`, signInToken(id), token.replace(/^\d/, '9'), 'x', ''];
    for (const wrong of forged) {
      expect((await viewJoinLink(visitor(), { token: wrong })).state).toBe('unknown');
      const joined = joinByLink(visitor(), { token: wrong, organizationId });
      await expect(joined).rejects.toMatchObject({ code: 'link_unknown' });
    }
  });
});

describe('pressing Join', () => {
  test('makes account, membership with the default role and session, tells and records it', async () => {
    const email = `ada@${domain}`;
    const outcome = await completeSignIn(
      visitor(),
      await joinByLink(visitor(), { token: await mailedToken(), organizationId }),
    );
    if (outcome.state !== 'signed-in') throw new Error('not signed in');
    const actor = await actorOf(database.db, outcome.sessionToken);
    expect([...actor.organizations.keys()]).toEqual([organizationId]);
    const membership = await database.db.membership.findFirstOrThrow({
      where: { organizationId, emailKey: email },
      select: {
        status: true,
        provisioningMethod: true,
        roles: true,
        user: { select: { emailVerified: true } },
      },
    });
    expect(membership).toMatchObject({
      status: 'ACTIVE',
      provisioningMethod: 'allowed_email_domain',
      roles: [{ roleId: memberRoleId }],
      user: { emailVerified: testNow },
    });
    const events = await database.db.event.findMany({
      where: { type: 'user.organization_membership_created', organizationId },
    });
    expect(events).toHaveLength(1);
    const audit = await database.db.auditEvent.findMany({
      where: { organizationId, action: 'membership.created' },
    });
    expect(audit).toMatchObject([
      {
        actorKind: 'user',
        actorId: actor.userId,
        actorName: email,
        changes: { after: { source: 'allowed_email_domain' } },
      },
    ]);
  });

  test('ten times at once makes one member, and again says that the link was used', async () => {
    const token = await mailedToken();
    const results = await Promise.allSettled(
      Array.from({ length: 10 }, () => joinByLink(visitor(), { token, organizationId })),
    );
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(new Set(codesOf(results))).toEqual(new Set(['link_used']));
    expect(await usersOf(`ada@${domain}`)).toBe(1);
    expect((await viewJoinLink(visitor(), { token })).state).toBe('used');
  });

  test('opens no organization but those that the address opens (threat 21)', async () => {
    const { organizationId: foreign } = await createTestOrganization(database.db, 'Foreign');
    const token = await mailedToken();
    const joined = joinByLink(visitor(), { token, organizationId: foreign });
    await expect(joined).rejects.toMatchObject({ code: 'not_found' });
    expect(await usersOf(`ada@${domain}`)).toBe(0);
    expect((await viewJoinLink(visitor(), { token })).state).toBe('open');
  });

  test('ends with the domain, with enforced SSO, and at the last seat, and consumes nothing then', async () => {
    const token = await mailedToken();
    const press = () => joinByLink(visitor(), { token, organizationId });
    const change = (data: object) =>
      database.db.organization.update({ where: { id: organizationId }, data, select: { seatsUsed: true } });
    await createMember(database.db, organizationId);
    await change({ seatsCap: 1 });
    await expect(press()).rejects.toMatchObject({
      code: 'seats_full',
      message: 'All seats of Acme Robotics are taken. Ask one of its admins.',
    });
    await change({ seatsCap: null, ssoRequired: true });
    await expect(press()).rejects.toMatchObject({ code: 'not_found' });
    await change({ ssoRequired: false });
    await database.db.domain.updateMany({ where: { organizationId }, data: { verifiedAt: null } });
    await expect(press()).rejects.toMatchObject({ code: 'not_found' });
    expect(await usersOf(`ada@${domain}`)).toBe(0);
    await database.db.domain.updateMany({ where: { organizationId }, data: { verifiedAt: testNow } });
    await press();
    expect(await usersOf(`ada@${domain}`)).toBe(1);
  });

  test('takes the last seat once, however many press', async () => {
    const tokens = await Promise.all(
      ['ada', 'bob', 'eve', 'joe'].map((name) => mailedToken(`${name}@${domain}`)),
    );
    await database.db.organization.update({ where: { id: organizationId }, data: { seatsCap: 2 } });
    const results = await Promise.allSettled(
      tokens.map((token) => joinByLink(visitor(), { token, organizationId })),
    );
    expect(codesOf(results)).toEqual(['seats_full', 'seats_full']);
  });
});

describe('who was removed (threat 22)', () => {
  test('gets no mail to join, and a link from before lets them in no more', async () => {
    const before = await mailedToken();
    await database.db.joinLink.updateMany({ data: { expiresAt: later(3600) } });
    const again = await mailedToken();
    await joinByLink(visitor(), { token: before, organizationId });
    const { id: membershipId } = await database.db.membership.findFirstOrThrow({
      where: { organizationId, emailKey: `ada@${domain}` },
    });
    const staff = programFor(database.db);
    await removeMember(staff, { organizationId, membershipId, keepUser: false });
    expect(await usersOf(`ada@${domain}`)).toBe(0);
    expect((await viewJoinLink(visitor(), { token: again })).state).toBe('closed');
    const joined = joinByLink(visitor(), { token: again, organizationId });
    await expect(joined).rejects.toMatchObject({ code: 'not_found' });
    const mails = await mailsTo(`ada@${domain}`);
    await ask(`ada@${domain}`);
    expect(await mailsTo(`ada@${domain}`)).toHaveLength(mails.length);
  });
});
