import { beforeAll, describe, expect, test } from 'vitest';
import { hashToken } from '@/lib/crypto';
import { useDatabase } from '@/tests/database';
import { invite } from '@/tests/factories/invitations';
import { acceptInvitation } from '@/tests/factories/sign-in';
import { contextFor, createTestOrganization } from '@/tests/factories/world';
import { authAdapter } from './adapter';

const database = useDatabase();

beforeAll(() => {
  (globalThis as { usherDatabase?: unknown }).usherDatabase = database.db;
});

function makeAdapter() {
  return authAdapter(async () => contextFor(database.db, undefined, new Date()));
}

/** Somebody signed in at the time of the real clock. */
async function signedIn() {
  const { organizationId, staff } = await createTestOrganization(database.db);
  const now = new Date();
  const person = await invite({ ...staff, now }, organizationId);
  return { ...person, ...(await acceptInvitation(database.db, person.invitationId, { now })) };
}

describe('what next-auth keeps of a session', () => {
  test('is who is there, by the cookie alone; the row holds a hash, which is no cookie', async () => {
    const { sessionToken, userId, email } = await signedIn();
    const adapter = makeAdapter();
    const found = await adapter.getSessionAndUser?.(sessionToken);
    expect(found?.session).toMatchObject({ userId, sessionToken: hashToken(sessionToken) });
    expect(found?.user).toMatchObject({ id: userId, email });
    expect(JSON.stringify(found)).not.toContain(sessionToken);
    expect(await adapter.getSessionAndUser?.(hashToken(sessionToken))).toBeNull();
  });

  test('does not grow by its own clock', async () => {
    const { sessionToken, userId } = await signedIn();
    const before = await database.db.session.findFirst({ where: { userId } });
    await makeAdapter().updateSession?.({ sessionToken, expires: new Date('2099-01-01') });
    expect(await database.db.session.findFirst({ where: { userId } })).toEqual(before);
  });

  test('ends, audited, when it signs somebody out', async () => {
    const { sessionToken, userId } = await signedIn();
    await makeAdapter().deleteSession?.(sessionToken);
    expect(await database.db.session.count({ where: { userId } })).toBe(0);
    const where = { action: 'user.signed_out', targetId: userId };
    expect(await database.db.auditEvent.count({ where })).toBe(1);
  });

  test('begins nowhere but at the callback: it makes no people, sessions or tokens', async () => {
    const adapter = makeAdapter();
    const before = await database.db.user.count();
    const expires = new Date('2099-01-01');
    const person = { id: 'usr_1', email: 'eve@example.com', emailVerified: null };
    const ways = [
      () => adapter.createUser?.(person),
      () => adapter.createSession?.({ sessionToken: 'x', userId: 'usr_1', expires }),
      () => adapter.createVerificationToken?.({ identifier: 'eve@example.com', token: 'x', expires }),
    ];
    for (const way of ways) expect(way).toThrow('/auth/callback');
    expect(await database.db.user.count()).toBe(before);
  });
});
