import { expect, test } from 'vitest';
import { useDatabase } from '@/tests/database';
import { createPortalWorld } from '@/tests/factories/portal';
import { later, testNow } from '@/tests/factories/world';
import { createConnection } from '../connections/create-connection';
import { newId } from '../id';
import { hasPassedTest } from './has-passed-test';

const database = useDatabase();

test('a connection has passed once a test of its own ended well, not a login, nor a test of another', async () => {
  const { organizationId, admin } = await createPortalWorld(database.db);
  const of = { organizationId, provider: 'OKTA', type: 'OIDC', keyId: null } as const;
  const [one, other] = [await createConnection(admin, of), await createConnection(admin, of)];
  const ref = { organizationId, connectionId: one.connectionId };
  const end = async (connectionId: string, purpose: 'LOGIN' | 'TEST', state: string) => {
    const [id, hashes] = [newId('ssoTest', testNow), newId('ssoRequest', testNow)];
    const row = { id, connectionId, purpose, relayHash: hashes, browserHash: hashes, expiresAt: later(600) };
    await database.db.ssoRequest.create({ data: { ...row, result: { state } }, select: { id: true } });
  };
  await end(one.connectionId, 'TEST', 'FAILURE');
  await end(one.connectionId, 'LOGIN', 'SUCCESS');
  await end(other.connectionId, 'TEST', 'SUCCESS');
  expect(await hasPassedTest(admin, ref)).toBe(false);
  await end(one.connectionId, 'TEST', 'SUCCESS');
  expect(await hasPassedTest(admin, ref)).toBe(true);
  const elsewhere = await createPortalWorld(database.db);
  const foreign = { ...ref, organizationId: elsewhere.organizationId };
  expect(await hasPassedTest(elsewhere.admin, foreign)).toBe(false);
});
