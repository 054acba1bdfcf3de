import { beforeAll, describe, expect, test } from 'vitest';
import type { Ctx } from '@/lib/authz/context';
import { systemContext } from '@/lib/authz/system-context';
import { useDatabase } from '@/tests/database';
import {
  createCredentialManager,
  makeCredential,
  recordedOf,
  refusalsOf,
} from '@/tests/factories/credentials';
import { contextFor, testNow } from '@/tests/factories/world';
import { authenticateClient } from './authenticate-client';
import { createClientSecret } from './create-client-secret';
import { disableClientSecret } from './disable-client-secret';
import { ensureClient } from './ensure-client';
import { findApiClient } from './find-api-client';

const database = useDatabase();
let manager: Ctx;

beforeAll(async () => {
  manager = await createCredentialManager(database.db);
});

describe('disabling a secret', () => {
  test('ends that secret and no other; the credential stays', async () => {
    const first = await makeCredential(manager);
    const { clientId } = first;
    const second = await createClientSecret(manager, { clientId });
    await disableClientSecret(manager, first);
    const anonymous = contextFor(database.db);
    const { clientSecret } = first;
    await expect(authenticateClient(anonymous, { clientId, clientSecret })).rejects.toMatchObject({
      code: 'unauthenticated',
    });
    await authenticateClient(anonymous, { clientId, clientSecret: second.clientSecret });
    expect(await findApiClient(database.db, clientId)).not.toBeNull();
  });

  test('is recorded once, without the secret, however often it is asked for', async () => {
    const made = await makeCredential(manager);
    const { clientId, clientSecret, suffix } = made;
    await Promise.all([1, 2, 3].map(() => disableClientSecret(manager, made)));
    const audit = await recordedOf(database.db, clientId, 'client.secret_disabled');
    expect(audit).toMatchObject([{ targetName: 'Billing', changes: { before: { secret: `…${suffix}` } } }]);
    expect(JSON.stringify(audit)).not.toContain(clientSecret);
  });

  test('is not for the one that the environment sets', async () => {
    const given = { clientId: 'configured', clientSecret: 'a secret of the environment' };
    const ctx = systemContext(database.db, 'test', testNow);
    await ensureClient(ctx, { ...given, redirectUris: [], initiateLoginUri: null });
    const { clientId } = given;
    const { id: secretId } = await database.db.clientSecret.findFirstOrThrow({ where: { clientId } });
    const ref = { clientId, secretId };
    await expect(disableClientSecret(manager, ref)).rejects.toMatchObject({
      code: 'conflict',
      message: 'The environment sets this secret. Change USHER_CLIENT_SECRET and start Usher again.',
    });
    await authenticateClient(contextFor(database.db), given);
  });

  test("of another credential, or a missing one, is 'not_found'", async () => {
    const [one, other] = [await makeCredential(manager), await makeCredential(manager)];
    const { secretId } = one;
    for (const ref of [
      { clientId: other.clientId, secretId },
      { clientId: one.clientId, secretId: 'sec_1000000000000000000' },
      { clientId: 'cli_1000000000000000000', secretId },
    ]) {
      await expect(disableClientSecret(manager, ref)).rejects.toMatchObject({ code: 'not_found' });
    }
    await authenticateClient(contextFor(database.db), one);
  });

  test('is refused to support, to admins of organizations and to programs', async () => {
    const made = await makeCredential(manager);
    const refusals = await refusalsOf(database.db, (ctx) => disableClientSecret(ctx, made));
    expect(refusals).toEqual(['forbidden', 'forbidden', 'not_found']);
    expect(await recordedOf(database.db, made.clientId, 'client.secret_disabled')).toEqual([]);
  });
});
