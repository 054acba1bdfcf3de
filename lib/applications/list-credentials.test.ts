import { describe, expect, test } from 'vitest';
import { systemContext } from '@/lib/authz/system-context';
import { useDatabase } from '@/tests/database';
import {
  createCredentialManager,
  makeCredential,
  strangersToCredentials,
} from '@/tests/factories/credentials';
import { contextFor, createTestOrganization, later, testNow } from '@/tests/factories/world';
import { authenticateClient } from './authenticate-client';
import { createClientSecret } from './create-client-secret';
import { disableClientSecret } from './disable-client-secret';
import { ensureClient } from './ensure-client';
import { listCredentials } from './list-credentials';

const database = useDatabase();

describe('the list of credentials', () => {
  test('shows the secrets that work by their last characters, with their use, and never whole', async () => {
    const manager = await createCredentialManager(database.db);
    const { clientId, clientSecret, suffix } = await makeCredential(manager);
    const second = await createClientSecret({ ...manager, now: later(60) }, { clientId });
    await authenticateClient(contextFor(database.db, undefined, later(90)), { clientId, clientSecret });
    const rows = await listCredentials(manager);
    const secrets = [
      { suffix, configured: false, createdAt: testNow, lastUsedAt: later(90) },
      { suffix: second.suffix, configured: false, createdAt: later(60), lastUsedAt: null },
    ];
    const row = rows.find((one) => one.clientId === clientId);
    expect(row).toMatchObject({ name: 'Billing', createdAt: testNow, secrets });
    expect(JSON.stringify(rows)).not.toContain(clientSecret);
    expect(Object.keys(row?.secrets[0] ?? {})).not.toContain('hash');

    await disableClientSecret(manager, { clientId, secretId: row?.secrets[0]?.id ?? '' });
    const after = (await listCredentials(manager)).find((one) => one.clientId === clientId);
    expect(after?.secrets.map((secret) => secret.suffix)).toEqual([second.suffix]);
  });

  test('tells which secret the environment sets', async () => {
    const given = { clientId: 'configured', clientSecret: 'a secret of the environment' };
    const ctx = systemContext(database.db, 'test', testNow);
    await ensureClient(ctx, { ...given, redirectUris: [], initiateLoginUri: null });
    const rows = await listCredentials(await createCredentialManager(database.db));
    expect(rows.find((row) => row.clientId === 'configured')).toMatchObject({
      secrets: [{ suffix: 'ment', configured: true }],
    });
  });

  test('holds neither clients of organizations nor those that may not call the API', async () => {
    const { organizationId } = await createTestOrganization(database.db);
    await database.db.client.createMany({
      data: [
        { id: 'of-organization', kind: 'ORGANIZATION', name: 'Importer', organizationId },
        { id: 'reader', kind: 'PUBLIC_APP', name: 'Reader', pkceRequired: true },
      ],
    });
    const rows = await listCredentials(await createCredentialManager(database.db));
    const ids = rows.map((row) => row.clientId);
    expect(ids).not.toEqual(expect.arrayContaining(['of-organization']));
    expect(ids).not.toEqual(expect.arrayContaining(['reader']));
  });

  test('is refused to support, to admins of organizations and to programs', async () => {
    for (const ctx of await strangersToCredentials(database.db)) {
      await expect(listCredentials(ctx)).rejects.toMatchObject({ code: 'forbidden' });
    }
  });
});
