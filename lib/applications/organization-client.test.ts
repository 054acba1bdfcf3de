import { beforeAll, describe, expect, test } from 'vitest';
import type { Ctx } from '@/lib/authz/context';
import { useDatabase } from '@/tests/database';
import { makeApplication, makeOrganizationClient } from '@/tests/factories/applications';
import { createCredentialManager, recordedOf, refusalsOf } from '@/tests/factories/credentials';
import { contextFor, createTestOrganization, later } from '@/tests/factories/world';
import { authenticateClient } from './authenticate-client';
import { createClientSecret } from './create-client-secret';
import { createOrganizationClient } from './create-organization-client';
import { deleteClient } from './delete-client';
import { deleteClientSecret } from './delete-client-secret';
import { findApiClient } from './find-api-client';
import { getClient } from './get-client';
import { listClients } from './list-clients';
import { createOrganizationClientSchema } from './organization-client.schema';
import { updateOrganizationClient } from './update-organization-client';

const database = useDatabase();
let manager: Ctx;
let organizationId: string;

beforeAll(async () => {
  manager = await createCredentialManager(database.db);
  ({ organizationId } = await createTestOrganization(database.db));
});

const settings = {
  name: 'Importer',
  description: 'Reads orders at night',
  scopes: ['orders:read'],
  audience: ['https://api.example.com'],
  customClaims: [{ key: 'region', value: 'eu' }],
  accessTokenSeconds: 600,
};

describe('a client of an organization', () => {
  test('is made with a secret that never opens the API of Usher', async () => {
    const { clientId, clientSecret } = await createOrganizationClient(manager, {
      ...settings,
      organizationId,
    });
    expect(clientId).toMatch(/^m2morg_[0-9]{19}$/);
    const client = await authenticateClient(contextFor(database.db), { clientId, clientSecret });
    expect(client).toMatchObject({ apiAccess: false, organizationId, scopes: ['orders:read'] });
    expect(await findApiClient(database.db, clientId)).toBeNull();
    const opening = database.db.client.update({ where: { id: clientId }, data: { apiAccess: true } });
    await expect(opening).rejects.toThrow('clients_api_access_check');
    expect(await getClient(manager, { clientId, organizationId })).toMatchObject(settings);
    expect(JSON.stringify(await recordedOf(database.db, clientId, 'client.created'))).not.toContain(
      clientSecret,
    );
  });

  test('is changed where something is given, recorded in its organization', async () => {
    const { clientId } = await makeOrganizationClient(manager, organizationId, settings);
    await updateOrganizationClient(manager, { clientId, organizationId, scopes: ['orders:write'] });
    expect(await getClient(manager, { clientId, organizationId })).toMatchObject({
      ...settings,
      scopes: ['orders:write'],
    });
    await updateOrganizationClient(manager, { clientId, organizationId, ...settings, scopes: undefined });
    expect(await recordedOf(database.db, clientId, 'client.updated')).toMatchObject([
      {
        organizationId,
        changes: { before: { scopes: ['orders:read'] }, after: { scopes: ['orders:write'] } },
      },
    ]);
  });

  test("of another organization, or the workspace's, is 'not_found' everywhere", async () => {
    const { clientId, secretId } = await makeOrganizationClient(manager, organizationId);
    const other = (await createTestOrganization(database.db)).organizationId;
    const application = (await makeApplication(manager)).clientId;
    const missing = 'org_1000000000000000000';
    const attempts = [
      getClient(manager, { clientId, organizationId: other }),
      getClient(manager, { clientId }),
      getClient(manager, { clientId: application, organizationId }),
      updateOrganizationClient(manager, { clientId, organizationId: other, name: 'Mine' }),
      updateOrganizationClient(manager, { clientId: application, organizationId, name: 'Mine' }),
      createClientSecret(manager, { clientId, organizationId: other }),
      deleteClientSecret(manager, { clientId, organizationId: other, secretId }),
      deleteClientSecret(manager, { clientId: application, secretId }),
      deleteClient(manager, { clientId }),
      deleteClient(manager, { clientId: application, organizationId }),
      listClients(manager, { organizationId: missing, pageSize: 10, cursor: null }),
      makeOrganizationClient(manager, missing),
    ];
    const codes = await Promise.all(attempts.map((attempt) => attempt.catch(({ code }) => code)));
    expect(codes).toEqual(attempts.map(() => 'not_found'));
  });

  test('is listed by pages that what is added meanwhile does not shift', async () => {
    const { organizationId: own } = await createTestOrganization(database.db);
    const at = (seconds: number) => ({ ...manager, now: later(seconds) });
    for (const seconds of [1, 2, 3]) {
      await makeOrganizationClient(at(seconds), own, { name: `Client ${seconds}` });
    }
    const first = await listClients(manager, { organizationId: own, pageSize: 2, cursor: null });
    await makeOrganizationClient(at(0), own, { name: 'Client 0' });
    const second = await listClients(manager, { organizationId: own, pageSize: 2, cursor: first.next });
    expect([first, second].map(({ rows }) => rows.map(({ name }) => name))).toEqual([
      ['Client 1', 'Client 2'],
      ['Client 3'],
    ]);
    expect([first.total, second.total]).toEqual([3, 4]);
  });

  test('ends with a deleted secret, and with its organization', async () => {
    const { organizationId: own } = await createTestOrganization(database.db);
    const made = await makeOrganizationClient(manager, own);
    await deleteClientSecret(manager, { ...made, organizationId: own });
    await expect(authenticateClient(contextFor(database.db), made)).rejects.toMatchObject({
      code: 'unauthenticated',
    });
    expect(await recordedOf(database.db, made.clientId, 'client.secret_deleted')).toHaveLength(1);
    await database.db.organization.delete({ where: { id: own } });
    expect(await database.db.client.count({ where: { id: made.clientId } })).toBe(0);
  });

  test('is for staff admins and programs alone, not even for admins of the organization', async () => {
    const { clientId } = await makeOrganizationClient(manager, organizationId);
    const input = { ...settings, organizationId, clientId };
    for (const perform of [
      (ctx: Ctx) => createOrganizationClient(ctx, { ...settings, organizationId }),
      (ctx: Ctx) => updateOrganizationClient(ctx, input),
      (ctx: Ctx) => listClients(ctx, { organizationId, pageSize: 10, cursor: null }),
      (ctx: Ctx) => getClient(ctx, input),
    ]) {
      expect(await refusalsOf(database.db, perform)).toEqual(['forbidden', 'forbidden', null]);
    }
  });

  test('has scopes, claims and a lifetime that fit into a token', () => {
    const problems = (change: object) =>
      createOrganizationClientSchema
        .safeParse({ ...settings, organizationId, ...change })
        .error?.issues.map(({ path }) => path.join('.'));
    expect(problems({})).toBeUndefined();
    expect(problems({ scopes: ['two words'] })).toEqual(['scopes.0']);
    expect(problems({ scopes: ['one', 'one'] })).toEqual(['scopes.1']);
    expect(problems({ customClaims: [...settings.customClaims, { key: 'region', value: 'us' }] })).toEqual([
      'customClaims.1',
    ]);
    expect(problems({ accessTokenSeconds: 86_401 })).toEqual(['accessTokenSeconds']);
    expect(problems({ name: '' })).toEqual(['name']);
  });
});
