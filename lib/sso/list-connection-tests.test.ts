import { expect, test } from 'vitest';
import { useDatabase } from '@/tests/database';
import { asserted, createTestConnection } from '@/tests/factories/single-sign-on';
import { contextFor, createStaff, memberRoleId, testNow } from '@/tests/factories/world';
import { beginSso } from './begin-sso';
import { recordConnectionTest } from './connection-test';
import { listConnectionTests } from './list-connection-tests';
import { refuse } from './steps';

const database = useDatabase();

test('the tests of a connection stand newest first, with what would have come of them', async () => {
  const { organizationId, connection, domain } = await createTestConnection(database.db);
  const ref = { organizationId, connectionId: connection.id };
  const admin = contextFor(database.db, await createStaff(database.db, 'ADMIN'));
  const begin = async (purpose: 'LOGIN' | 'TEST') => {
    const nothing = { returnTo: null, loginHint: null, clientId: null, browserSecret: null };
    const begun = await beginSso(admin, { ...nothing, connection, purpose });
    return begun.requestId;
  };
  const end = async (gate: Parameters<typeof recordConnectionTest>[1]['gate']) =>
    recordConnectionTest(admin, { testId: await begin('TEST'), connection, gate });
  await end(refuse('signature', 'No certificate of this connection fits the signature.'));
  await end({ ok: true, passed: asserted('ada@elsewhere.example.com'), steps: ['signature'] });
  await end({ ok: true, passed: asserted(`ada@${domain}`) });
  await begin('TEST');
  await begin('LOGIN');
  const { displayName } = await database.db.role.findUniqueOrThrow({ where: { id: memberRoleId } });
  expect(await listConnectionTests(admin, ref)).toMatchObject([
    { outcome: 'joins', roleNames: [displayName], email: `ada@${domain}`, refusedAt: null, at: testNow },
    { outcome: null, roleNames: [], email: 'ada@elsewhere.example.com', refusedAt: 'Domain' },
    { outcome: null, roleNames: [], email: null, refusedAt: 'Signature' },
  ]);

  const other = await createTestConnection(database.db);
  const foreign = { ...ref, organizationId: other.organizationId };
  expect(await listConnectionTests(admin, foreign)).toEqual([]);
  await expect(listConnectionTests(contextFor(database.db), ref)).rejects.toThrow();
});
