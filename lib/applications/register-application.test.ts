import { beforeAll, describe, expect, test } from 'vitest';
import type { Ctx } from '@/lib/authz/context';
import { useDatabase } from '@/tests/database';
import { makeApplication } from '@/tests/factories/applications';
import {
  createCredentialManager,
  createProgram,
  recordedOf,
  refusalsOf,
} from '@/tests/factories/credentials';
import { contextFor } from '@/tests/factories/world';
import { registerApplicationSchema } from './application.schema';
import { authenticateClient } from './authenticate-client';
import { findApiClient } from './find-api-client';
import { getClient } from './get-client';
import { registerApplication } from './register-application';

const database = useDatabase();
let manager: Ctx;

beforeAll(async () => {
  manager = await createCredentialManager(database.db);
});

describe('registering an application', () => {
  test('with a server gives it a secret, which opens the API too, and records no secret', async () => {
    const redirectUris = ['https://shop.example.com/auth/callback'];
    const { clientId, secret } = await makeApplication(manager, { redirectUris });
    expect(secret?.clientSecret).toMatch(/^[\w-]{43}$/);
    const clientSecret = secret?.clientSecret ?? '';
    await authenticateClient(contextFor(database.db), { clientId, clientSecret });
    expect(await findApiClient(database.db, clientId)).toMatchObject({ name: 'Shop' });
    expect(await getClient(manager, { clientId })).toMatchObject({
      kind: 'WEB_APP',
      redirectUris,
      pkceRequired: false,
      apiAccess: true,
      secrets: [{ suffix: clientSecret.slice(-4), disabledAt: null }],
    });
    const audit = await recordedOf(database.db, clientId, 'client.created');
    expect(audit).toMatchObject([{ targetKind: 'application', targetName: 'Shop' }]);
    expect(JSON.stringify(audit)).not.toContain(clientSecret);
  });

  test('keeps it from the API when that is said', async () => {
    const { clientId } = await makeApplication(manager, { apiAccess: false });
    expect(await findApiClient(database.db, clientId)).toBeNull();
  });

  test('in a browser or on a device gives no secret and no API, and wants PKCE', async () => {
    for (const type of ['browser', 'native'] as const) {
      const { clientId, secret } = await makeApplication(manager, { type });
      expect(secret).toBeNull();
      expect(await findApiClient(database.db, clientId)).toBeNull();
      const isNative = type === 'native';
      expect(await getClient(manager, { clientId })).toMatchObject({
        kind: 'PUBLIC_APP',
        isNative,
        pkceRequired: true,
        secrets: [],
      });
      for (const field of [{ apiAccess: true }, { pkceRequired: false }]) {
        await expect(makeApplication(manager, { type, ...field })).rejects.toMatchObject({
          code: 'invalid_input',
          fields: { [Object.keys(field)[0] ?? '']: expect.any(String) },
        });
      }
    }
  });

  test('twenty at once makes exactly one the default', async () => {
    await database.db.client.deleteMany();
    await Promise.all(Array.from({ length: 20 }, () => makeApplication(manager)));
    expect(await database.db.client.count()).toBe(20);
    expect(await database.db.client.count({ where: { isDefault: true } })).toBe(1);
  });

  test('is for staff admins and programs', async () => {
    const input = { name: 'Shop', type: 'web' } as const;
    const refusals = await refusalsOf(database.db, (ctx) => registerApplication(ctx, input));
    expect(refusals).toEqual(['forbidden', 'forbidden', null]);
    await registerApplication(await createProgram(database.db), input);
  });

  test('names each address that cannot be', () => {
    const input = {
      name: 'Shop',
      type: 'browser',
      redirectUris: ['https://shop.example.com/callback', 'http://shop.example.com/callback'],
      initiateLoginUri: 'com.example.shop:/login',
    } as const;
    const { error } = registerApplicationSchema.safeParse(input);
    expect(error?.issues.map(({ path }) => path.join('.'))).toEqual(['redirectUris.1', 'initiateLoginUri']);
    expect(registerApplicationSchema.safeParse({ name: 'Shop', type: 'worker' }).success).toBe(false);
    expect(registerApplicationSchema.safeParse({ name: ' ', type: 'web' }).success).toBe(false);
  });
});
