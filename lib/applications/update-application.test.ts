import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Ctx } from '@/lib/authz/context';
import { systemContext } from '@/lib/authz/system-context';
import * as environment from '@/lib/env';
import { useDatabase } from '@/tests/database';
import { makeApplication } from '@/tests/factories/applications';
import {
  createCredentialManager,
  makeCredential,
  recordedOf,
  refusalsOf,
} from '@/tests/factories/credentials';
import { testNow } from '@/tests/factories/world';
import { updateApplicationSchema } from './application.schema';
import { ensureClient } from './ensure-client';
import { getClient } from './get-client';
import { updateApplication } from './update-application';

const database = useDatabase();
let manager: Ctx;

beforeAll(async () => {
  manager = await createCredentialManager(database.db);
});
afterEach(() => vi.restoreAllMocks());

const redirectUris = ['https://shop.example.com/auth/callback'];

describe('changing an application', () => {
  test('changes what is given, leaves the rest, and records before and after', async () => {
    const { clientId } = await makeApplication(manager, { redirectUris });
    const initiateLoginUri = 'https://shop.example.com/login';
    await updateApplication(manager, { clientId, name: 'Store', initiateLoginUri, pkceRequired: true });
    expect(await getClient(manager, { clientId })).toMatchObject({
      name: 'Store',
      redirectUris,
      initiateLoginUri,
      pkceRequired: true,
      apiAccess: true,
    });
    expect(await recordedOf(database.db, clientId, 'client.updated')).toMatchObject([
      {
        targetName: 'Store',
        changes: {
          before: { name: 'Shop', initiateLoginUri: null, pkceRequired: false },
          after: { name: 'Store', initiateLoginUri, pkceRequired: true },
        },
      },
    ]);
  });

  test('to what it is writes and records nothing', async () => {
    const { clientId } = await makeApplication(manager, { redirectUris });
    await updateApplication(manager, { clientId, name: 'Shop', redirectUris });
    expect(await recordedOf(database.db, clientId, 'client.updated')).toEqual([]);
  });

  test('refuses, by field, what its type cannot have, and changes nothing then', async () => {
    const { clientId } = await makeApplication(manager, { type: 'browser', redirectUris });
    const changes = [
      [{ redirectUris: ['https://shop.example.com/ok', 'com.example.shop:/callback'] }, 'redirectUris.1'],
      [{ initiateLoginUri: 'javascript:alert(1)' }, 'initiateLoginUri'],
      [{ apiAccess: true }, 'apiAccess'],
      [{ pkceRequired: false }, 'pkceRequired'],
    ] as const;
    for (const [change, field] of changes) {
      await expect(
        updateApplication(manager, { clientId, name: 'Other', ...structuredClone(change) } as never),
      ).rejects.toMatchObject({ code: 'invalid_input', fields: { [field]: expect.any(String) } });
    }
    expect(await getClient(manager, { clientId })).toMatchObject({ name: 'Shop', redirectUris });
  });

  test('keeps access tokens of people as short as product rule 10 promises', () => {
    const parse = (accessTokenSeconds: number) =>
      updateApplicationSchema.safeParse({ clientId: 'one', accessTokenSeconds }).success;
    expect([59, 60, 300, 301, 90.5].map(parse)).toEqual([false, true, true, false, false]);
  });

  test('leaves to the environment what the environment sets, and nothing more', async () => {
    const client = { clientId: 'configured', clientSecret: 'a secret of the environment' };
    const configured = { ...client, redirectUris, initiateLoginUri: null };
    await ensureClient(systemContext(database.db, 'start', testNow), configured);
    vi.spyOn(environment, 'env').mockReturnValue({ ...environment.env(), client: configured });
    const { clientId } = client;
    await expect(updateApplication(manager, { clientId, redirectUris: [] })).rejects.toMatchObject({
      code: 'conflict',
      fields: { redirectUris: expect.stringContaining('environment') },
    });
    const initiateLoginUri = 'https://shop.example.com/login';
    await updateApplication(manager, { clientId, redirectUris, initiateLoginUri });
    await ensureClient(systemContext(database.db, 'start', testNow), configured);
    expect(await getClient(manager, { clientId })).toMatchObject({ redirectUris, initiateLoginUri });
  });

  test("of a missing one, or a credential, is 'not_found'; it is for staff admins and programs", async () => {
    const { clientId: credential } = await makeCredential(manager);
    for (const clientId of ['cli_1000000000000000000', credential]) {
      await expect(updateApplication(manager, { clientId, name: 'Mine' })).rejects.toMatchObject({
        code: 'not_found',
      });
    }
    const { clientId } = await makeApplication(manager);
    const input = { clientId, name: 'Mine' };
    expect(await refusalsOf(database.db, (ctx) => updateApplication(ctx, input))).toEqual([
      'forbidden',
      'forbidden',
      null,
    ]);
  });
});
