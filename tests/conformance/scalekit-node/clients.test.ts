import { Code, createClient } from '@connectrpc/connect';
import { createGrpcTransport } from '@connectrpc/connect-node';
import { ScalekitClient } from '@scalekit-sdk/node';
import {
  ClientSecretStatus,
  ClientService,
} from '@scalekit-sdk/node/lib/pkg/grpc/scalekit/v1/clients/clients_pb.js';
import { ErrorInfoSchema } from '@scalekit-sdk/node/lib/pkg/grpc/scalekit/v1/errdetails/errdetails_pb.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { useDatabase } from '@/tests/database';
import { errorOf, refusalOf } from '../refusals';
import type { RunningApi } from '../start-api';
import { startSdk } from '../start-sdk';

const database = useDatabase();
let api: RunningApi;
let sdk: ScalekitClient;
/** The service as the descriptors have it: the SDK's own client speaks to the clients of organizations only. */
let clients: ReturnType<typeof createClient<typeof ClientService>>;
let organizationId: string;

beforeAll(async () => {
  ({ api, sdk } = await startSdk(database.url));
  const token = await api.accessToken();
  const transport = createGrpcTransport({
    baseUrl: api.url,
    interceptors: [
      (next) => (request) => {
        request.header.set('authorization', `Bearer ${token}`);
        return next(request);
      },
    ],
  });
  clients = createClient(ClientService, transport);
  organizationId = (await sdk.organization.createOrganization('Acme')).organization?.id ?? '';
});
afterAll(() => api.stop());

interface Credentials {
  readonly id: string;
  readonly secret: string;
}

async function askForToken({ id, secret }: Credentials, more: Record<string, string> = {}) {
  const form = { grant_type: 'client_credentials', client_id: id, client_secret: secret, ...more };
  const answer = await fetch(`${api.url}/oauth/token`, { method: 'POST', body: new URLSearchParams(form) });
  // biome-ignore lint/suspicious/noExplicitAny: what a program without types gets.
  return { status: answer.status, body: (await answer.json()) as any };
}

function claimsOf(token: string) {
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
}

async function newOrganizationClient(options: object = {}) {
  const { client, plainSecret } = await sdk.m2m.createOrganizationClient(organizationId, {
    name: 'Importer',
    ...options,
  });
  return { id: client?.clientId ?? '', secret: plainSecret, client };
}

const settings = {
  description: 'Reads orders at night',
  scopes: ['orders:read', 'orders:write'],
  audience: ['https://orders.example.com'],
  customClaims: { region: 'eu' },
};

describe('clients of organizations', () => {
  test('are created with a secret that is shown once, read, changed, listed and deleted', async () => {
    const { id, secret, client } = await newOrganizationClient(settings);
    expect(id).toMatch(/^m2morg_[0-9]{19}$/);
    expect(client).toMatchObject({
      organizationId,
      name: 'Importer',
      scopes: settings.scopes,
      audience: settings.audience,
      customClaims: [{ key: 'region', value: 'eu' }],
      expiry: 3600n,
      secrets: [
        { secretSuffix: secret.slice(-4), status: ClientSecretStatus.ACTIVE, createdBy: api.clientId },
      ],
    });
    const read = (await sdk.m2m.getOrganizationClient(organizationId, id)).client;
    expect(read).toEqual(client);
    expect(JSON.stringify(read, (_, value) => String(value))).not.toContain(secret);
    const changed = await sdk.m2m.updateOrganizationClient(organizationId, id, { scopes: ['orders:read'] });
    expect(changed.client).toMatchObject({ name: 'Importer', scopes: ['orders:read'] });
    const listed = await sdk.m2m.listOrganizationClients(organizationId);
    expect(listed.clients.map(({ clientId }) => clientId)).toContain(id);
    await sdk.m2m.deleteOrganizationClient(organizationId, id);
    expect(await refusalOf(sdk.m2m.getOrganizationClient(organizationId, id))).toMatchObject({
      code: 'NOT_FOUND',
    });
    expect((await askForToken({ id, secret })).status).toBe(401);
  });

  test('get secrets beside the first, and lose one without a pause', async () => {
    const { id, secret } = await newOrganizationClient();
    const added = await sdk.m2m.addOrganizationClientSecret(organizationId, id);
    for (const each of [secret, added.plainSecret]) {
      expect((await askForToken({ id, secret: each })).status).toBe(200);
    }
    const { client } = await sdk.m2m.getOrganizationClient(organizationId, id);
    expect(client?.secrets).toMatchObject([
      { lastUsedTime: expect.any(Object) },
      { id: added.secret?.id, secretSuffix: added.plainSecret.slice(-4) },
    ]);
    await sdk.m2m.removeOrganizationClientSecret(organizationId, id, client?.secrets[0]?.id ?? '');
    expect((await askForToken({ id, secret })).status).toBe(401);
    expect((await askForToken({ id, secret: added.plainSecret })).status).toBe(200);
  });

  test('of an organization that is not theirs are NOT_FOUND, and bad settings INVALID_ARGUMENT', async () => {
    const { id } = await newOrganizationClient();
    const other = (await sdk.organization.createOrganization('Other')).organization?.id ?? '';
    for (const call of [
      () => sdk.m2m.getOrganizationClient(other, id),
      () => sdk.m2m.updateOrganizationClient(other, id, { name: 'Mine' }),
      () => sdk.m2m.addOrganizationClientSecret(other, id),
      () => sdk.m2m.deleteOrganizationClient(other, id),
      () => sdk.m2m.createOrganizationClient('org_1000000000000000000', { name: 'Mine' }),
    ]) {
      expect(await refusalOf(call())).toMatchObject({ code: 'NOT_FOUND' });
    }
    for (const call of [
      () => newOrganizationClient({ scopes: ['two words'] }),
      () => newOrganizationClient({ name: 'x'.repeat(129) }),
      () => sdk.m2m.getOrganizationClient(organizationId, 'cli_1000000000000000000'),
    ]) {
      expect(await refusalOf(call())).toMatchObject({ code: 'INVALID_ARGUMENT' });
    }
  });
});

describe('a token of a client of an organization', () => {
  test('says whose it is, whom it is for, what it may, and what was added', async () => {
    const { id, secret } = await newOrganizationClient(settings);
    const { body } = await askForToken({ id, secret });
    expect(body).toMatchObject({ token_type: 'Bearer', expires_in: 3600, scope: 'orders:read orders:write' });
    const claims = await sdk.validateToken<Record<string, unknown>>(body.access_token, {
      audience: settings.audience,
    });
    expect(claims).toMatchObject({
      iss: api.url.replace('127.0.0.1', 'localhost'),
      sub: id,
      client_id: id,
      oid: organizationId,
      aud: settings.audience,
      scopes: settings.scopes,
      scope: 'orders:read orders:write',
      custom_claims: { region: 'eu' },
    });
    expect(Number(claims.exp) - Number(claims.iat)).toBe(3600);
    expect(sdk.verifyScopes(body.access_token, ['orders:write'])).toBe(true);
  });

  test('has the scopes that were asked for, all of which the client has', async () => {
    const { id, secret } = await newOrganizationClient(settings);
    const { body } = await askForToken({ id, secret }, { scope: 'orders:read' });
    expect(body.scope).toBe('orders:read');
    expect(claimsOf(body.access_token)).toMatchObject({ scope: 'orders:read', scopes: ['orders:read'] });
    for (const scope of ['orders:delete', 'orders:read orders:delete']) {
      expect(await askForToken({ id, secret }, { scope })).toMatchObject({
        status: 400,
        body: { error: 'invalid_scope' },
      });
    }
  });

  test('never opens the API of Usher, whomever it names as its audience', async () => {
    const origin = api.url.replace('127.0.0.1', 'localhost');
    const { id, secret } = await newOrganizationClient({ audience: [origin], scopes: ['*'] });
    const token = (await askForToken({ id, secret })).body.access_token;
    for (const path of ['/api/v1/organizations', `/api/v1/organizations/${organizationId}/clients`]) {
      const answer = await fetch(api.url + path, { headers: { authorization: `Bearer ${token}` } });
      expect(answer.status).toBe(401);
    }
    const asProgram = new ScalekitClient(api.url, id, secret);
    expect(await refusalOf(asProgram.organization.listOrganization())).toMatchObject({
      code: 'UNAUTHENTICATED',
    });
  });

  test('is for its own holder when nobody else is named, and lives as long as the client says', async () => {
    const { client, plainSecret } = await clients.createOrganizationClient({
      organizationId,
      client: { expiry: 120n },
    });
    const id = client?.clientId ?? '';
    expect(client).toMatchObject({ name: 'API client', expiry: 120n });
    const { body } = await askForToken({ id, secret: plainSecret });
    expect(body.expires_in).toBe(120);
    expect(claimsOf(body.access_token)).toMatchObject({ aud: [id], scopes: [], scope: '' });
  });
});

describe('applications', () => {
  const postLoginUris = ['https://shop.example.com/auth/callback'];

  test('with a server are created with a secret that is shown once', async () => {
    const { client } = await clients.createClient({
      client: {
        name: 'Shop',
        clientType: 'WEB_APP',
        postLoginUris,
        initiateLoginUri: 'https://shop.example.com/login',
      },
    });
    const [id, secret] = [client?.id ?? '', client?.secrets[0]?.plainSecret ?? ''];
    expect(secret).toMatch(/^[\w-]{43}$/);
    expect(client).toMatchObject({
      keyId: id,
      name: 'Shop',
      clientType: 'WEB_APP',
      postLoginUris,
      initiateLoginUri: 'https://shop.example.com/login',
      accessTokenExpiry: 300n,
      enforcePkce: false,
      disallowScalekitApiAccess: false,
      grantTypes: ['authorization_code', 'refresh_token', 'client_credentials'],
    });
    const read = (await clients.getClient({ clientId: id })).client;
    expect(read?.secrets[0]).toMatchObject({ secretSuffix: secret.slice(-4) });
    expect(read?.secrets[0]?.plainSecret).toBeUndefined();
    const listed = await clients.listClient({ includePlainSecret: true });
    expect(JSON.stringify(listed, (_, value) => String(value))).not.toContain(secret);
    await expect(
      new ScalekitClient(api.url, id, secret).organization.listOrganization(),
    ).resolves.toBeDefined();
  });

  test('in a browser or on a device have no secret and use PKCE', async () => {
    for (const clientType of ['SPA', 'NTV']) {
      const { client } = await clients.createClient({ client: { name: 'Reader', clientType } });
      expect(client).toMatchObject({
        clientType,
        secrets: [],
        enforcePkce: true,
        disallowScalekitApiAccess: true,
      });
      const { clients: listed } = await clients.listClient({ filter: { clientType: [clientType] } });
      expect(listed.map(({ id }) => id)).toEqual([client?.id]);
      const secret = clients.createClientSecret({ clientId: client?.id ?? '' });
      await expect(secret).rejects.toThrow('cannot keep a secret');
    }
    expect((await clients.listClient({ filter: { clientType: ['ENV'] } })).clients).toEqual([]);
  });

  test('are changed by what is sent, or by what the mask names, which can empty a list', async () => {
    const { client } = await clients.createClient({
      client: { name: 'Shop', clientType: 'WEB_APP', postLoginUris },
    });
    const clientId = client?.id ?? '';
    const renamed = await clients.updateClient({ clientId, client: { name: 'Store', enforcePkce: true } });
    expect(renamed.client).toMatchObject({ name: 'Store', postLoginUris, enforcePkce: true });
    const emptied = await clients.updateClient({
      clientId,
      client: { name: 'Ignored', disallowScalekitApiAccess: true },
      mask: { paths: ['post_login_uris', 'disallow_scalekit_api_access'] },
    });
    expect(emptied.client).toMatchObject({
      name: 'Store',
      postLoginUris: [],
      disallowScalekitApiAccess: true,
      grantTypes: ['authorization_code', 'refresh_token'],
    });
  });

  test.each([
    [{ clientType: 'ENV' }, 'client_type'],
    [{ clientType: 'SPA', disallowScalekitApiAccess: false }, 'api_access'],
    [{ clientType: 'SPA', grantTypes: ['client_credentials'] }, 'grant_types'],
    [{ postLoginUris: ['http://shop.example.com/callback'] }, 'Use https'],
    [
      { postLoginUris: ['https://shop.example.com/cb', 'https://shop.example.com/cb'] },
      'repeated value must contain unique items',
    ],
    [{ accessTokenExpiry: 3600n }, 'Between 60 and 300 seconds'],
    [{ scopes: ['orders:read'] }, 'scopes'],
    [{ name: '' }, 'name'],
  ])('cannot be created with %o', async (fields, words) => {
    const call = clients.createClient({ client: { name: 'Shop', clientType: 'WEB_APP', ...fields } });
    const error = await errorOf(call);
    expect(error.code).toBe(Code.InvalidArgument);
    expect(JSON.stringify(error.findDetails(ErrorInfoSchema))).toContain(words);
  });

  test('get secrets that are made inactive for good, or deleted', async () => {
    const { client } = await clients.createClient({ client: { name: 'Shop', clientType: 'WEB_APP' } });
    const clientId = client?.id ?? '';
    const made = await clients.createClientSecret({ clientId });
    const secretId = made.secret?.id ?? '';
    const secret = { status: ClientSecretStatus.INACTIVE };
    expect((await askForToken({ id: clientId, secret: made.plainSecret })).status).toBe(200);
    const updated = await clients.updateClientSecret({ clientId, secretId, secret });
    expect(updated.secret).toMatchObject({ id: secretId, status: ClientSecretStatus.INACTIVE });
    expect((await askForToken({ id: clientId, secret: made.plainSecret })).status).toBe(401);
    const again = clients.updateClientSecret({
      clientId,
      secretId,
      secret: { status: ClientSecretStatus.ACTIVE },
    });
    await expect(again).rejects.toMatchObject({ code: Code.InvalidArgument });
    await clients.deleteClientSecret({ clientId, secretId });
    const { client: after } = await clients.getClient({ clientId });
    expect(after?.secrets.map(({ id }) => id)).toEqual([client?.secrets[0]?.id]);
    await clients.deleteClient({ clientId });
    await expect(clients.getClient({ clientId })).rejects.toMatchObject({ code: Code.NotFound });
  });

  test('are all that is found: credentials of the API are not', async () => {
    const data = {
      id: 'cli_1000000000000000042',
      kind: 'CREDENTIAL',
      name: 'Backup',
      apiAccess: true,
    } as const;
    await database.db.client.create({ data });
    const clientId = data.id;
    const listed = await clients.listClient({ filter: { clientType: ['ALL'] }, pageSize: 30 });
    expect(listed.clients.map(({ id }) => id)).not.toContain(clientId);
    for (const call of [
      () => clients.getClient({ clientId }),
      () => clients.updateClient({ clientId, client: { name: 'Mine' } }),
      () => clients.createClientSecret({ clientId }),
      () => clients.deleteClient({ clientId }),
    ]) {
      await expect(call()).rejects.toMatchObject({ code: Code.NotFound });
    }
    expect(await database.db.client.count({ where: { id: clientId } })).toBe(1);
  });

  test('are listed by pages', async () => {
    for (const name of ['One', 'Two', 'Three'])
      await clients.createClient({ client: { name, clientType: 'SPA' } });
    const ids: string[] = [];
    let pageToken = '';
    do {
      const page = await clients.listClient({ pageSize: 2, pageToken });
      ids.push(...page.clients.map(({ id }) => id));
      expect(page.clients.length).toBeLessThanOrEqual(2);
      pageToken = page.nextPageToken;
    } while (pageToken);
    const total = (await clients.listClient({})).totalSize;
    expect(new Set(ids).size).toBe(total);
    await expect(clients.listClient({ pageSize: 31 })).rejects.toMatchObject({ code: Code.InvalidArgument });
  });

  test('have no resources, scopes or consents: those calls are UNIMPLEMENTED', async () => {
    for (const call of [
      () => clients.listScopes({}),
      () => clients.createScope({ scope: { name: 'orders:read' } }),
      () => clients.listResources({ resourceType: 1 }),
      () => clients.getConsentDetails({}),
    ]) {
      await expect(call()).rejects.toMatchObject({ code: Code.Unimplemented });
    }
  });
});

test('plain HTTP reaches the same calls at the addresses of their descriptors', async () => {
  const headers = { authorization: `Bearer ${await api.accessToken()}` };
  const post = async (path: string, body: object) =>
    fetch(api.url + path, { method: 'POST', headers, body: JSON.stringify(body) });
  const created = await post(`/api/v1/organizations/${organizationId}/clients`, {
    name: 'Importer',
    custom_claims: [{ key: 'region', value: 'eu' }],
    expiry: 600,
  });
  expect(created.status).toBe(200);
  const body = (await created.json()) as { plain_secret: string; client: { client_id: string } };
  expect(body).toMatchObject({ client: { custom_claims: [{ key: 'region', value: 'eu' }], expiry: '600' } });
  const path = `/api/v1/organizations/${organizationId}/clients/${body.client.client_id}`;
  const deleted = await fetch(api.url + path, { method: 'DELETE', headers });
  expect(deleted.status).toBe(200);
  const application = await post('/api/v1/clients', { name: 'Shop', client_type: 'WEB_APP' });
  const { client } = (await application.json()) as { client: { id: string } };
  const renamed = await fetch(`${api.url}/api/v1/clients/${client.id}`, {
    method: 'PATCH',
    headers,
    body: JSON.stringify({ name: 'Store' }),
  });
  expect(await renamed.json()).toMatchObject({ client: { name: 'Store' } });
});
