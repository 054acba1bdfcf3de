import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { useDatabase } from '@/tests/database';
import { invite } from '@/tests/factories/invitations';
import { createPerson } from '@/tests/factories/members';
import { acceptInvitation, actorOf } from '@/tests/factories/sign-in';
import { contextFor, createTestOrganization, later } from '@/tests/factories/world';
import { type InvitationLink, invitationToken } from '../links/invitation-token';
import { viewInvitation } from './view-invitation';

const database = useDatabase();

async function invited() {
  const { organizationId, staff } = await createTestOrganization(database.db, 'Globex');
  const person = await invite(staff, organizationId);
  const tokenFor = (change: Partial<InvitationLink> = {}) =>
    invitationToken({ invitationId: person.invitationId, generation: 1, purpose: 'mail', ...change });
  return { ...person, organizationId, token: tokenFor(), tokenFor };
}

/** Every row that looking could touch. */
async function snapshot() {
  const tables = [
    'invitations',
    'memberships',
    'users',
    'sign_in_attempts',
    'sessions',
    'audit_events',
    'mail_messages',
  ];
  const rows = tables.map((table) =>
    database.db.$queryRawUnsafe(`select row_to_json(t)::text from ${table} t`),
  );
  return JSON.stringify(await Promise.all(rows));
}

describe('looking at an invitation', () => {
  test('shows who invites whom to what, until when', async () => {
    const { token, email, expiresAt } = await invited();
    expect(await viewInvitation(contextFor(database.db), { token })).toEqual({
      state: 'open',
      purpose: 'mail',
      organizationName: 'Globex',
      applicationName: 'Your application',
      inviterName: 'Staff SUPPORT',
      roleNames: 'Member',
      email,
      expiresAt,
      supportAddress: null,
      joinsBySso: false,
      renewalAsked: false,
      signedInAs: null,
    });
  });

  test('any number of times, by anybody, changes nothing and is never refused', async () => {
    const { token } = await invited();
    const before = await snapshot();
    const scanner = { ...contextFor(database.db), ip: randomUUID() };
    await Promise.all(Array.from({ length: 100 }, () => viewInvitation(scanner, { token })));
    expect(await snapshot()).toBe(before);
  });

  test('says who is signed in, and whether it is the invited person', async () => {
    const { token, invitationId } = await invited();
    const stranger = await createPerson(database.db);
    const asStranger = await viewInvitation(contextFor(database.db, stranger), { token });
    expect(asStranger).toMatchObject({ signedInAs: { email: stranger.email, isInvitee: false } });
    const { sessionToken } = await acceptInvitation(database.db, invitationId);
    const invitee = await actorOf(database.db, sessionToken);
    const asInvitee = await viewInvitation(contextFor(database.db, invitee), { token });
    expect(asInvitee).toMatchObject({
      state: 'accepted',
      signedInAs: { email: invitee.email, isInvitee: true },
    });
  });

  test('says that it has expired from that moment on, not before', async () => {
    const { token, expiresAt } = await invited();
    const at = (now: Date) => viewInvitation(contextFor(database.db, undefined, now), { token });
    expect(await at(new Date(expiresAt.getTime() - 1))).toMatchObject({ state: 'open' });
    expect(await at(expiresAt)).toMatchObject({ state: 'expired' });
  });

  test('with an altered, guessed or foreign link shows nothing at all', async () => {
    const { token, tokenFor } = await invited();
    const other = await invited();
    const mac = other.token.split('.')[2];
    const wrong = [
      '',
      'x',
      token.slice(0, -1),
      `${token}A`,
      token.replace(/\.1\./, '.2.'),
      `${token.split('.').slice(0, 2).join('.')}.${mac}`,
      tokenFor({ invitationId: 'inv_1000000000000000009' }),
      encodeURIComponent(`${token} `),
    ];
    for (const one of wrong) {
      const ctx = { ...contextFor(database.db), ip: randomUUID() };
      expect(await viewInvitation(ctx, { token: one })).toEqual({ state: 'unknown' });
    }
  });

  test('with guessed links is refused after sixty a minute from one network address', async () => {
    const { token } = await invited();
    const ctx = { ...contextFor(database.db), ip: randomUUID() };
    for (let count = 0; count < 60; count += 1) await viewInvitation(ctx, { token: `${token}${count}` });
    const refusal = { code: 'rate_limited', retryAfterSeconds: 60 };
    await expect(viewInvitation(ctx, { token: 'x' })).rejects.toMatchObject(refusal);
    const later_ = { ...ctx, now: later(60) };
    expect(await viewInvitation(later_, { token: 'x' })).toEqual({ state: 'unknown' });
  });

  test('of a deleted organization shows nothing', async () => {
    const { token, organizationId } = await invited();
    await database.db.organization.delete({ where: { id: organizationId } });
    expect(await viewInvitation(contextFor(database.db), { token })).toEqual({ state: 'unknown' });
  });
});
