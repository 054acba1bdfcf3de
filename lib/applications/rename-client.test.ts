import { beforeAll, describe, expect, test } from 'vitest';
import type { Ctx } from '@/lib/authz/context';
import { useDatabase } from '@/tests/database';
import {
  createCredentialManager,
  makeCredential,
  recordedOf,
  refusalsOf,
} from '@/tests/factories/credentials';
import { findApiClient } from './find-api-client';
import { renameClient } from './rename-client';

const database = useDatabase();
let manager: Ctx;

beforeAll(async () => {
  manager = await createCredentialManager(database.db);
});

describe('renaming a credential', () => {
  test('names whoever calls with it anew, and is recorded', async () => {
    const { clientId } = await makeCredential(manager);
    await renameClient(manager, { clientId, name: 'Invoices' });
    expect(await findApiClient(database.db, clientId)).toMatchObject({ name: 'Invoices' });
    expect(await recordedOf(database.db, clientId, 'client.updated')).toMatchObject([
      { targetName: 'Invoices', changes: { before: { name: 'Billing' }, after: { name: 'Invoices' } } },
    ]);
  });

  test('to the name that it has changes nothing', async () => {
    const { clientId } = await makeCredential(manager);
    await renameClient(manager, { clientId, name: 'Billing' });
    expect(await recordedOf(database.db, clientId, 'client.updated')).toEqual([]);
  });

  test("of a missing one is 'not_found'", async () => {
    const input = { clientId: 'cli_1000000000000000000', name: 'Invoices' };
    await expect(renameClient(manager, input)).rejects.toMatchObject({ code: 'not_found' });
  });

  test('is refused to support, to admins of organizations and to programs', async () => {
    const { clientId } = await makeCredential(manager);
    const input = { clientId, name: 'Mine' };
    const refusals = await refusalsOf(database.db, (ctx) => renameClient(ctx, input));
    expect(refusals).toEqual(['forbidden', 'forbidden', 'not_found']);
    expect(await findApiClient(database.db, clientId)).toMatchObject({ name: 'Billing' });
  });
});
