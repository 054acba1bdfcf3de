import { beforeAll, describe, expect, test } from 'vitest';
import type { Ctx } from '@/lib/authz/context';
import { useDatabase } from '@/tests/database';
import {
  createCredentialManager,
  makeCredential,
  recordedOf,
  refusalsOf,
} from '@/tests/factories/credentials';
import { contextFor, createTestOrganization } from '@/tests/factories/world';
import { authenticateClient } from './authenticate-client';
import { deleteClient } from './delete-client';
import { findApiClient } from './find-api-client';

const database = useDatabase();
let manager: Ctx;

beforeAll(async () => {
  manager = await createCredentialManager(database.db);
});

describe('deleting a credential', () => {
  test('ends its secrets and its tokens at once', async () => {
    const { clientId, clientSecret } = await makeCredential(manager);
    await deleteClient(manager, { clientId });
    const anonymous = contextFor(database.db);
    await expect(authenticateClient(anonymous, { clientId, clientSecret })).rejects.toMatchObject({
      code: 'unauthenticated',
    });
    expect(await findApiClient(database.db, clientId)).toBeNull();
    expect(await database.db.clientSecret.count({ where: { clientId } })).toBe(0);
  });

  test('twice at once is recorded once', async () => {
    const { clientId, clientSecret } = await makeCredential(manager);
    const results = await Promise.allSettled([1, 2].map(() => deleteClient(manager, { clientId })));
    const refused = results.filter((result) => result.status === 'rejected').map((result) => result.reason);
    expect(refused).toMatchObject([{ code: 'not_found' }]);
    const audit = await recordedOf(database.db, clientId, 'client.deleted');
    expect(audit).toMatchObject([{ targetName: 'Billing', targetKind: 'client' }]);
    expect(JSON.stringify(audit)).not.toContain(clientSecret);
  });

  test("of an organization is 'not_found' unless it is named as its owner", async () => {
    const { organizationId } = await createTestOrganization(database.db);
    const data = { kind: 'ORGANIZATION', name: 'Importer', organizationId } as const;
    await database.db.client.create({ data: { ...data, id: 'm2morg_1000000000000000000' } });
    const ref = { clientId: 'm2morg_1000000000000000000' };
    await expect(deleteClient(manager, ref)).rejects.toMatchObject({ code: 'not_found' });
    expect(await database.db.client.count({ where: { organizationId } })).toBe(1);
    await deleteClient(manager, { ...ref, organizationId });
    expect(await database.db.client.count({ where: { organizationId } })).toBe(0);
  });

  test('is refused to support, to admins of organizations and to programs', async () => {
    const { clientId } = await makeCredential(manager);
    const refusals = await refusalsOf(database.db, (ctx) => deleteClient(ctx, { clientId }));
    expect(refusals).toEqual(['forbidden', 'forbidden', 'not_found']);
    expect(await findApiClient(database.db, clientId)).not.toBeNull();
  });
});
