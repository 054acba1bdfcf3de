import { expect, test } from 'vitest';
import { beginSso } from '@/lib/sso/begin-sso';
import { getConnectionTest } from '@/lib/sso/connection-test';
import { listConnectionTests } from '@/lib/sso/list-connection-tests';
import { useDatabase } from '@/tests/database';
import { createTestConnection } from '@/tests/factories/single-sign-on';
import { contextFor, createStaff } from '@/tests/factories/world';
import { describeTest } from './test-page';

const database = useDatabase();

test('a result that was kept before there were steps and roles in it is shown without them', async () => {
  const { organizationId, connection } = await createTestConnection(database.db);
  const ref = { organizationId, connectionId: connection.id };
  const admin = contextFor(database.db, await createStaff(database.db, 'ADMIN'));
  const nothing = { returnTo: null, loginHint: null, clientId: null, browserSecret: null };
  const { requestId: testId } = await beginSso(admin, { ...nothing, connection, purpose: 'TEST' });
  const result = { state: 'FAILURE', step: 'signature', reason: 'No certificate fits the signature.' };
  await database.db.ssoRequest.update({ where: { id: testId }, data: { result } });
  expect(await listConnectionTests(admin, ref)).toMatchObject([{ roleNames: [], refusedAt: 'Signature' }]);
  const { content } = describeTest(connection, await getConnectionTest(admin, { ...ref, testId }));
  expect(content).toContain('No certificate fits the signature.');
  expect(content).toContain('Refused at: Signature.');
});
