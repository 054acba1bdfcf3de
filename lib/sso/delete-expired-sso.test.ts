import { expect, test } from 'vitest';
import { useDatabase } from '@/tests/database';
import { createTestConnection } from '@/tests/factories/single-sign-on';
import { contextFor, later } from '@/tests/factories/world';
import { beginSso, ssoRequestSeconds } from './begin-sso';
import { deleteExpiredSso } from './delete-expired-sso';
import { takeAssertion } from './sso-request';

const database = useDatabase();

test('what is over goes, and nothing else', async () => {
  const { connection } = await createTestConnection(database.db);
  const nothing = { returnTo: null, loginHint: null, clientId: null, browserSecret: null };
  const begin = (purpose: 'LOGIN' | 'TEST', seconds: number) =>
    beginSso(contextFor(database.db, undefined, later(seconds)), {
      ...nothing,
      connection,
      purpose,
    });
  await begin('LOGIN', 0);
  const kept = [await begin('TEST', 0), await begin('LOGIN', 1)].map(({ requestId }) => requestId);
  const take = (assertionId: string, seconds: number) =>
    takeAssertion(contextFor(database.db), {
      connectionId: connection.id,
      assertionId,
      expiresAt: later(seconds),
    });
  await take('old', ssoRequestSeconds);
  await take('new', ssoRequestSeconds + 1);
  const now = later(ssoRequestSeconds + 1);
  expect(await deleteExpiredSso(contextFor(database.db, undefined, now))).toBe(2);
  const left = await database.db.ssoRequest.findMany({
    where: { connectionId: connection.id },
    select: { id: true },
  });
  expect(left.map(({ id }) => id).sort()).toEqual(kept.sort());
  expect(await take('new', 0)).toBe(false);
  expect(await take('old', 0)).toBe(true);
});
