import { describe, expect, test } from 'vitest';
import { hashToken } from '@/lib/crypto';
import { useDatabase } from '@/tests/database';
import {
  createCredentialManager,
  makeCredential,
  recordedOf,
  refusalsOf,
} from '@/tests/factories/credentials';
import { contextFor } from '@/tests/factories/world';
import { authenticateClient } from './authenticate-client';
import { activeSecretsMaximum } from './client-secret';
import { createClientSecret } from './create-client-secret';
import { disableClientSecret } from './disable-client-secret';

const database = useDatabase();

function activeSecrets(clientId: string) {
  return database.db.clientSecret.findMany({ where: { clientId, disabledAt: null }, orderBy: { id: 'asc' } });
}

describe('giving a credential a further secret', () => {
  test('leaves the others as they are: both are good', async () => {
    const manager = await createCredentialManager(database.db);
    const first = await makeCredential(manager);
    const second = await createClientSecret(manager, { clientId: first.clientId });
    expect(second.clientSecret).not.toBe(first.clientSecret);
    for (const { clientId, clientSecret } of [first, second]) {
      await authenticateClient(contextFor(database.db), { clientId, clientSecret });
    }
  });

  test('is recorded without the secret', async () => {
    const manager = await createCredentialManager(database.db);
    const { clientId } = await makeCredential(manager);
    const { clientSecret, suffix } = await createClientSecret(manager, { clientId });
    const audit = await recordedOf(database.db, clientId, 'client.secret_created');
    expect(audit).toMatchObject([{ targetName: 'Billing', changes: { after: { secret: `…${suffix}` } } }]);
    expect(JSON.stringify(audit)).not.toContain(clientSecret);
    expect(JSON.stringify(audit)).not.toContain(hashToken(clientSecret));
  });

  test('ten times at once makes as many as there is room for', async () => {
    const manager = await createCredentialManager(database.db);
    const { clientId } = await makeCredential(manager);
    const results = await Promise.allSettled(
      Array.from({ length: 10 }, () => createClientSecret(manager, { clientId })),
    );
    const refused = results.filter((result) => result.status === 'rejected').map((result) => result.reason);
    expect(refused.map((error) => error.code)).toEqual(Array(11 - activeSecretsMaximum).fill('conflict'));
    const secrets = await activeSecrets(clientId);
    expect(secrets).toHaveLength(activeSecretsMaximum);

    await disableClientSecret(manager, { clientId, secretId: secrets[0]?.id ?? '' });
    await createClientSecret(manager, { clientId });
    expect(await activeSecrets(clientId)).toHaveLength(activeSecretsMaximum);
  });

  test('is refused to support, to admins of organizations and to programs', async () => {
    const { clientId } = await makeCredential(await createCredentialManager(database.db));
    const refusals = await refusalsOf(database.db, (ctx) => createClientSecret(ctx, { clientId }));
    expect(refusals).toEqual(['forbidden', 'forbidden', 'not_found']);
    expect(await activeSecrets(clientId)).toHaveLength(1);
  });

  test("of a missing one is 'not_found', of a public application 'conflict'", async () => {
    const manager = await createCredentialManager(database.db);
    const data = { kind: 'PUBLIC_APP', name: 'Reader', pkceRequired: true } as const;
    await database.db.client.create({ data: { ...data, id: 'a-public-app' } });
    const missing = { clientId: 'cli_1000000000000000000' };
    await expect(createClientSecret(manager, missing)).rejects.toMatchObject({ code: 'not_found' });
    const keyless = { clientId: 'a-public-app' };
    await expect(createClientSecret(manager, keyless)).rejects.toMatchObject({ code: 'conflict' });
  });
});
