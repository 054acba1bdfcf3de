import { expect, test } from 'vitest';
import { useDatabase } from '@/tests/database';
import { asserted, createTestConnection } from '@/tests/factories/single-sign-on';
import { adminRoleId, contextFor, createStaff, createTestOrganization, later } from '@/tests/factories/world';
import { setRoleMappings } from '../connections/set-role-mappings';
import { updateConnection } from '../connections/update-connection';
import { newId } from '../id';
import { recordConnectionTest } from './connection-test';
import { findLatestArrival } from './find-latest-arrival';

const database = useDatabase();

test('the latest arrival is what a test brought, by the names of the mappings', async () => {
  const { connection, domain, organizationId } = await createTestConnection(database.db);
  const staff = contextFor(database.db, await createStaff(database.db, 'ADMIN'));
  const ref = { organizationId, connectionId: connection.id };
  const line = { value: 'Sales', roleId: adminRoleId };
  await updateConnection(staff, { ...ref, attributeMapping: { department: 'dept' } });
  const mappings = ['department', 'locale'].map((attribute) => ({ ...line, attribute }));
  await setRoleMappings(staff, { ...ref, mappings });
  expect(await findLatestArrival(staff, ref)).toBeNull();

  const test_ = async (seconds: number, email: string, groups: string[]) => {
    const [testId, hash] = [newId('ssoTest'), newId('ssoRequest')];
    const row = { id: testId, connectionId: connection.id, purpose: 'TEST' as const, relayHash: hash };
    await database.db.ssoRequest.create({
      data: { ...row, browserHash: hash, expiresAt: later(600), createdAt: later(seconds) },
    });
    const passed = asserted(email, { groups, locale: 'sv', attributes: { dept: ['Sales'], groups } });
    await recordConnectionTest(staff, { testId, connection, gate: { ok: true, passed } });
  };
  await test_(60, `ada@${domain}`, ['IT']);
  await test_(0, `bob@${domain}`, ['Ops']);
  expect(await findLatestArrival(staff, ref)).toEqual({
    email: `ada@${domain}`,
    at: later(60),
    names: ['dept', 'groups'],
    values: { groups: ['IT'], department: ['Sales'], locale: ['sv'] },
  });
  // Somebody who is refused arrived, too; an answer that says nothing of anybody did not.
  await test_(120, 'eve@elsewhere.example.com', []);
  const hash = newId('ssoRequest');
  const empty = { id: newId('ssoTest'), relayHash: hash, browserHash: hash, expiresAt: later(600) };
  await database.db.ssoRequest.create({
    data: {
      ...{ ...empty, connectionId: connection.id, purpose: 'TEST', createdAt: later(180) },
      result: { identity: null },
    },
  });
  expect(await findLatestArrival(staff, ref)).toMatchObject({ email: 'eve@elsewhere.example.com' });
  const other = await createTestOrganization(database.db);
  await expect(
    findLatestArrival(staff, { ...ref, organizationId: other.organizationId }),
  ).rejects.toMatchObject({ code: 'not_found' });
});
