import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { useDatabase } from '@/tests/database';
import { invite } from '@/tests/factories/invitations';
import { asserted, createTestConnection, type TestConnection } from '@/tests/factories/single-sign-on';
import { contextFor, later } from '@/tests/factories/world';
import { randomToken } from '../crypto';
import { revokeInvitation } from '../invitations/revoke-invitation';
import { readInvitationToken } from '../links/invitation-token';
import { endLoginAttempt } from '../login-log/record-login-attempt';
import { acceptIdentity } from './accept-identity';
import { beginSso, ssoRequestSeconds } from './begin-sso';
import { takeSsoRequest } from './sso-request';
import { viewMistakenInvitation } from './view-mistaken-invitation';

const database = useDatabase();
const browser = (seconds = 0) => ({
  ...contextFor(database.db, undefined, later(seconds)),
  ip: randomUUID(),
});

let world: TestConnection;
let invited: string;
let invitation: { readonly id: string; readonly generation: number };

beforeEach(async () => {
  world = await createTestConnection(database.db);
  invited = `ada@${world.domain}`;
  const made = await invite(world.staff, world.organizationId, { email: invited });
  invitation = { id: made.invitationId, generation: 1 };
});

/** A login by the connection as `email`, by the invitation's link or not; what the person and the browser have of it. */
async function refuse(email: string, link: typeof invitation | null, browserSecret: string | null = null) {
  const { connection } = world;
  const start = { purpose: 'LOGIN', returnTo: null, loginHint: null, clientId: null } as const;
  const begun = await beginSso(browser(), {
    ...start,
    connection,
    invitation: link,
    browserSecret,
  });
  const request = await takeSsoRequest(browser(), { connectionId: connection.id, ...begun });
  if (!request) throw new Error('The login was not taken.');
  const gate = await acceptIdentity(browser(), { connection, identity: asserted(email), request });
  const failure = gate.ok ? { step: 'invitation', reason: 'Another invitation waits.' } : gate;
  const ended = { attemptId: request.loginAttemptId ?? '', failure, email };
  const attempt = await endLoginAttempt(database.db, browser(), ended);
  return { reference: attempt?.reference ?? '', browserSecret: begun.browserSecret };
}

describe('an invitation at whose identity provider somebody else logs in', () => {
  test('is told with both addresses, and stays', async () => {
    const other = `eve@${world.domain}`;
    const told = await viewMistakenInvitation(browser(), await refuse(other, invitation));
    expect(told).toMatchObject({ asserted: other, invited, organizationName: 'Acme Robotics' });
    expect(readInvitationToken(told?.token ?? '')).toMatchObject({
      invitationId: invitation.id,
      purpose: 'mail',
    });
    const kept = await database.db.invitation.findUnique({ where: { id: invitation.id } });
    expect(kept).toMatchObject({ acceptedAt: null, revokedAt: null });
  });

  test('says where the other one may come in without it, if the connection makes accounts', async () => {
    const other = `eve@${world.domain}`;
    const here = await refuse(other, invitation);
    const { id: connectionId } = world.connection;
    expect(await viewMistakenInvitation(browser(), here)).toMatchObject({ connectionId });
    await database.db.connection.update({ where: { id: connectionId }, data: { jitEnabled: false } });
    expect(await viewMistakenInvitation(browser(), here)).toMatchObject({ connectionId: null });
  });

  test('is told to no other browser, and not by another reference', async () => {
    const { reference, browserSecret } = await refuse(`eve@${world.domain}`, invitation);
    const strange = { reference, browserSecret: randomToken() };
    expect(await viewMistakenInvitation(browser(), strange)).toBeNull();
    const guessed = { reference: 'AAAAAAAA', browserSecret };
    expect(await viewMistakenInvitation(browser(), guessed)).toBeNull();
  });

  test('is not told to who came without its link, or by one that was replaced', async () => {
    for (const link of [null, { ...invitation, generation: 2 }]) {
      const told = await refuse(`eve@${world.domain}`, link);
      expect(await viewMistakenInvitation(browser(), told)).toBeNull();
    }
  });

  test('is not told once it is withdrawn, or after the time that a login may take', async () => {
    const here = await refuse(`eve@${world.domain}`, invitation);
    expect(await viewMistakenInvitation(browser(ssoRequestSeconds + 1), here)).toBeNull();
    const { organizationId } = world;
    await revokeInvitation(world.staff, { organizationId, membershipId: await membershipId() });
    expect(await viewMistakenInvitation(browser(), here)).toBeNull();
  });

  test('is not a mistake where the invited address itself was refused', async () => {
    await database.db.invitation.update({ where: { id: invitation.id }, data: { seatHeld: false } });
    expect(await viewMistakenInvitation(browser(), await refuse(invited, invitation))).toBeNull();
  });
});

async function membershipId(): Promise<string> {
  const where = { id: invitation.id };
  return (await database.db.invitation.findUniqueOrThrow({ where })).membershipId ?? '';
}
