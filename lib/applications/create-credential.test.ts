import { describe, expect, test } from 'vitest';
import { hashToken } from '@/lib/crypto';
import { useDatabase } from '@/tests/database';
import { createCredentialManager, strangersToCredentials } from '@/tests/factories/credentials';
import { contextFor } from '@/tests/factories/world';
import { authenticateClient } from './authenticate-client';
import { createCredentialSchema } from './client.schema';
import { createCredential } from './create-credential';
import { findApiClient } from './find-api-client';

const database = useDatabase();

describe('creating a credential', () => {
  test('gives an id and a secret that a program is known by', async () => {
    const manager = await createCredentialManager(database.db);
    const { clientId, clientSecret } = await createCredential(manager, { name: 'Billing' });
    expect(clientId).toMatch(/^cli_[0-9]{19}$/);
    expect(clientSecret).toMatch(/^[\w-]{43}$/);
    const program = await authenticateClient(contextFor(database.db), { clientId, clientSecret });
    expect(program).toMatchObject({ id: clientId, apiAccess: true, organizationId: null });
    expect(await findApiClient(database.db, clientId)).toMatchObject({ kind: 'client', name: 'Billing' });
  });

  test('keeps the hash of the secret and its last characters, and records no more than those', async () => {
    const manager = await createCredentialManager(database.db);
    const { clientId, clientSecret } = await createCredential(manager, { name: 'Billing' });
    const suffix = clientSecret.slice(-4);
    const createdById = manager.actor.kind === 'user' ? manager.actor.userId : '';
    const stored = await database.db.clientSecret.findMany({ where: { clientId } });
    expect(stored).toMatchObject([
      { hash: hashToken(clientSecret), suffix, configured: false, createdById, lastUsedAt: null },
    ]);
    const audit = await database.db.auditEvent.findMany({ where: { targetId: clientId } });
    expect(audit).toMatchObject([
      {
        action: 'client.created',
        targetName: 'Billing',
        changes: { after: { name: 'Billing', secret: `…${suffix}` } },
      },
    ]);
    expect(JSON.stringify([stored, audit])).not.toContain(clientSecret);
    expect(JSON.stringify(audit)).not.toContain(hashToken(clientSecret));
  });

  test('is refused to support, to admins of organizations and to programs', async () => {
    const strangers = await strangersToCredentials(database.db);
    const before = await database.db.client.count();
    for (const ctx of strangers) {
      await expect(createCredential(ctx, { name: 'Mine' })).rejects.toMatchObject({ code: 'forbidden' });
    }
    await expect(createCredential(contextFor(database.db), { name: 'Mine' })).rejects.toMatchObject({
      code: 'unauthenticated',
    });
    expect(await database.db.client.count()).toBe(before);
  });

  test('wants a name', () => {
    expect(createCredentialSchema.safeParse({ name: '  ' }).success).toBe(false);
    expect(createCredentialSchema.parse({ name: ' Billing ' })).toEqual({ name: 'Billing' });
  });
});
