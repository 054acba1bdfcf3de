import { create, fromJson, type JsonValue } from '@bufbuild/protobuf';
import { Code, createClient } from '@connectrpc/connect';
import { createGrpcTransport } from '@connectrpc/connect-node';
import type { ScalekitClient } from '@scalekit-sdk/node';
import {
  ConnectionProvider,
  ConnectionSchema,
  ConnectionService,
  ConnectionStatus,
  ConnectionType,
  CreateConnectionSchema,
  SAMLSigningOptions,
  TestResultStatus,
} from '@scalekit-sdk/node/lib/pkg/grpc/scalekit/v1/connections/connections_pb.js';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { newId } from '@/lib/id';
import { useDatabase } from '@/tests/database';
import { makeCertificate } from '@/tests/factories/connections';
import { freshDomain } from '@/tests/factories/domains';
import { type FakeSamlIdp, startSamlIdp } from '@/tests/fakes/saml-idp';
import { refusalOf } from '../refusals';
import type { RunningApi } from '../start-api';
import { newOrganization, startSdk } from '../start-sdk';

const database = useDatabase();
let api: RunningApi;
let sdk: ScalekitClient;
let idp: FakeSamlIdp;
let organizationId: string;

beforeAll(async () => {
  process.env.USHER_ALLOWED_PRIVATE_HOSTS = '127.0.0.1';
  idp = await startSamlIdp({ nameId: 'ada@example.com', attributes: {} });
  ({ api, sdk } = await startSdk(database.url));
});
afterAll(async () => {
  await api.stop();
  await idp.stop();
});
beforeEach(async () => {
  organizationId = await newOrganization(sdk);
  await sdk.organization.updateOrganizationSettings(organizationId, {
    features: [{ name: 'sso', enabled: true }],
  });
});

const plain = () => createClient(ConnectionService, createGrpcTransport({ baseUrl: api.url }));
const headers = async () => ({ headers: { authorization: `Bearer ${await api.accessToken()}` } });

async function rest(target: string, body?: unknown) {
  const [method = 'GET', path] = target.split(' ');
  const answer = await fetch(`${api.url}${path}`, {
    method,
    headers: { authorization: `Bearer ${await api.accessToken()}`, 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return { status: answer.status, body: await answer.json() };
}

async function make(type = ConnectionType.OIDC, provider = ConnectionProvider.OKTA) {
  const wanted = create(CreateConnectionSchema, { type, provider });
  const { connection } = await sdk.connection.createConnection(organizationId, wanted);
  if (!connection) throw new Error('No connection was made.');
  return connection;
}

const update = async (id: string, connection: object) => {
  const provider = ConnectionProvider.OKTA;
  const answer = await plain().updateConnection(
    { organizationId, id, connection: { provider, ...connection } },
    await headers(),
  );
  return answer.connection;
};

const oidcSettings = { issuer: 'https://idp.example.com', clientId: 'usher', clientSecret: 'secret' };

async function makeComplete() {
  const { id } = await make();
  await update(id, { settings: { case: 'oidcConfig', value: oidcSettings } });
  return id;
}

describe('the connection client of the SDK', () => {
  test('creates, reads, lists, switches and deletes', async () => {
    const made = await make();
    const { id } = made;
    expect(made).toMatchObject({
      id: expect.stringMatching(/^conn_[0-9]+$/),
      type: ConnectionType.OIDC,
      provider: ConnectionProvider.OKTA,
      providerKey: 'OKTA',
      status: ConnectionStatus.DRAFT,
      enabled: false,
      organizationId,
      testConnectionUri: expect.stringMatching(new RegExp(`/sso/v1/oidc/${id}/test$`)),
    });
    expect((await sdk.connection.getConnection(organizationId, id)).connection).toEqual(made);
    await update(id, { settings: { case: 'oidcConfig', value: oidcSettings } });
    expect(await sdk.connection.enableConnection(organizationId, id)).toMatchObject({ enabled: true });
    const listed = { id, enabled: true, status: ConnectionStatus.COMPLETED, organizationName: 'Acme' };
    expect((await sdk.connection.listConnections(organizationId)).connections).toMatchObject([listed]);
    expect(await sdk.connection.disableConnection(organizationId, id)).toMatchObject({ enabled: false });
    await sdk.connection.deleteConnection(organizationId, id);
    expect((await sdk.connection.listConnections(organizationId)).connections).toEqual([]);
    expect(await refusalOf(sdk.connection.getConnection(organizationId, id))).toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  test('lists the connections of a domain', async () => {
    // The contract's longest is 32 characters.
    const name = freshDomain()
      .slice(-32)
      .replace(/^[.-]+/, '');
    const { domain } = await sdk.domain.createDomain(organizationId, name);
    const [first, second] = [await make(), await make()];
    const ids = async () =>
      (await sdk.connection.listConnectionsByDomain(name)).connections.map(({ id }) => id);
    expect(await ids()).toEqual([second.id, first.id]);
    const domainIds = [domain?.id ?? ''];
    const assigned = await plain().assignDomainsToConnection(
      { organizationId, connectionId: first.id, domainIds },
      await headers(),
    );
    expect(assigned.connection?.domains).toMatchObject([{ id: domain?.id, domain: name }]);
    expect(await ids()).toEqual([first.id]);
    await plain().assignDomainsToConnection(
      { organizationId, connectionId: first.id, domainIds: [] },
      await headers(),
    );
    expect(await ids()).toEqual([second.id, first.id]);
  });

  test('is refused what another organization has', async () => {
    const { id } = await make();
    const other = await newOrganization(sdk);
    for (const attempt of [
      () => sdk.connection.getConnection(other, id),
      () => sdk.connection.enableConnection(other, id),
      () => sdk.connection.deleteConnection(other, id),
    ])
      expect(await refusalOf(attempt())).toMatchObject({ code: 'NOT_FOUND' });
  });

  test('is refused to switch on what is not complete, or in an organization without single sign-on', async () => {
    const { id } = await make();
    expect(await refusalOf(sdk.connection.enableConnection(organizationId, id))).toMatchObject({
      message: expect.stringContaining('Something is still missing'),
    });
    const complete = await makeComplete();
    await sdk.organization.updateOrganizationSettings(organizationId, {
      features: [{ name: 'sso', enabled: false }],
    });
    expect(await refusalOf(sdk.connection.enableConnection(organizationId, complete))).toMatchObject({
      message: expect.stringContaining('Single sign-on is not switched on'),
    });
  });
});

describe('changing a connection', () => {
  test('keeps what is not sent, and never answers the secret', async () => {
    const { id } = await make();
    await update(id, { settings: { case: 'oidcConfig', value: oidcSettings } });
    const changed = await update(id, {
      uiButtonTitle: 'Acme login',
      attributeMapping: { email: 'mail' },
      settings: { case: 'oidcConfig', value: { jitProvisioningWithSsoEnabled: false } },
    });
    expect(changed).toMatchObject({
      status: ConnectionStatus.COMPLETED,
      uiButtonTitle: 'Acme login',
      attributeMapping: { email: 'mail' },
      settings: {
        value: {
          issuer: oidcSettings.issuer,
          clientId: 'usher',
          jitProvisioningWithSsoEnabled: false,
          pkceEnabled: true,
        },
      },
    });
    expect(changed?.settings.value).not.toHaveProperty('clientSecret', expect.anything());
  });

  test('of SAML takes fields and a certificate', async () => {
    const { id } = await make(ConnectionType.SAML);
    const value = {
      idpEntityId: 'urn:idp',
      idpSsoUrl: 'https://idp.example.com/sso',
      idpCertificate: await makeCertificate({
        notBefore: new Date(),
        notAfter: new Date(Date.now() + 86_400_000),
      }),
      samlSigningOption: SAMLSigningOptions.SAML_ONLY_ASSERTION_SIGNING,
    };
    const changed = await update(id, { settings: { case: 'samlConfig', value } });
    expect(changed).toMatchObject({
      status: ConnectionStatus.COMPLETED,
      settings: {
        value: {
          spEntityId: expect.stringMatching(new RegExp(`/sso/v1/saml/${id}$`)),
          spAssertionUrl: expect.stringMatching(/\/callback$/),
          idpEntityId: 'urn:idp',
          samlSigningOption: SAMLSigningOptions.SAML_ONLY_ASSERTION_SIGNING,
          idpCertificates: [{ issuer: 'CN=idp' }],
        },
      },
    });
  });

  test('of SAML reads metadata from its address, and says why it cannot', async () => {
    const { id } = await make(ConnectionType.SAML);
    const changed = await update(id, {
      settings: { case: 'samlConfig', value: { idpMetadataUrl: idp.metadataUrl } },
    });
    expect(changed).toMatchObject({
      status: ConnectionStatus.COMPLETED,
      settings: {
        value: { idpEntityId: idp.entityId, idpSsoUrl: idp.ssoUrl, idpMetadataUrl: idp.metadataUrl },
      },
    });
    const value = { idpMetadataUrl: `${idp.origin}/nothing` };
    await expect(update(id, { settings: { case: 'samlConfig', value } })).rejects.toMatchObject({
      code: Code.InvalidArgument,
    });
  });

  test.each([
    [
      { settings: { case: 'samlConfig', value: { samlSigningOption: SAMLSigningOptions.NO_SIGNING } } },
      ConnectionType.SAML,
    ],
    [
      { settings: { case: 'samlConfig', value: { idpSsoUrl: 'http://idp.example.com' } } },
      ConnectionType.SAML,
    ],
    [{ settings: { case: 'samlConfig', value: { idpCertificate: 'none' } } }, ConnectionType.SAML],
    [{ settings: { case: 'oidcConfig', value: { clientId: 'x' } } }, ConnectionType.SAML],
    [{ type: ConnectionType.SAML }, ConnectionType.OIDC],
    [{ provider: ConnectionProvider.GITHUB }, ConnectionType.OIDC],
  ])('refuses %j', async (connection, type) => {
    const { id } = await make(type);
    await expect(update(id, connection)).rejects.toMatchObject({ code: Code.InvalidArgument });
  });
});

describe('connections of all organizations', () => {
  test('are listed by pages and searched', async () => {
    const made = [await make(), await makeComplete(), await make(ConnectionType.SAML)];
    const [, complete] = made;
    const first = await plain().listOrganizationConnections({ pageSize: 2 }, await headers());
    expect(first.connections).toHaveLength(2);
    const rest = await plain().listOrganizationConnections(
      { pageSize: 2, pageToken: first.nextPageToken },
      await headers(),
    );
    expect(rest.connections.length).toBeGreaterThan(0);
    const search = async (asked: object) =>
      (
        await plain().searchOrganizationConnections({ pageSize: 30, ...asked }, await headers())
      ).connections.map(({ id }) => id);
    expect(await search({ query: complete })).toEqual([complete]);
    const completed = await search({ status: ConnectionStatus.COMPLETED });
    expect(completed).toContain(complete);
    expect(await search({ status: ConnectionStatus.DRAFT })).not.toContain(complete);
    expect(await search({ connectionType: ConnectionType.OIDC, provider: 'okta' })).toContain(complete);
    expect(await search({ connectionType: ConnectionType.OIDC, provider: 'google' })).not.toContain(complete);
  });

  test('have the status in the database that they have in code', async () => {
    const ids = [(await make()).id, await makeComplete(), (await make(ConnectionType.SAML)).id];
    const manual = (await make()).id;
    await update(manual, { configurationType: 2, settings: { case: 'oidcConfig', value: oidcSettings } });
    const partly = (await make(ConnectionType.SAML)).id;
    await update(partly, { settings: { case: 'samlConfig', value: { idpEntityId: 'urn:idp' } } });
    const { connections } = await sdk.connection.listConnections(organizationId);
    for (const { id, status } of connections) {
      const { connections: found } = await plain().searchOrganizationConnections(
        { query: id, status },
        await headers(),
      );
      expect([id, found.map((one) => one.id)]).toEqual([id, [id]]);
    }
    const statusOf = (id: string) => connections.find((one) => one.id === id)?.status;
    expect(ids.map(statusOf)).toEqual([
      ConnectionStatus.DRAFT,
      ConnectionStatus.COMPLETED,
      ConnectionStatus.DRAFT,
    ]);
    expect([manual, partly].map(statusOf)).toEqual([
      ConnectionStatus.IN_PROGRESS,
      ConnectionStatus.IN_PROGRESS,
    ]);
  });
});

describe('connections over REST and in events', () => {
  test('are made, read and switched at their addresses', async () => {
    const path = `/api/v1/organizations/${organizationId}/connections`;
    const made = await rest(`POST ${path}`, { provider: 'OKTA', type: 'OIDC' });
    expect(made).toMatchObject({
      status: 200,
      body: { connection: { provider: 'OKTA', type: 'OIDC', status: 'DRAFT' } },
    });
    const { id } = made.body.connection;
    const changes = {
      provider: 'OKTA',
      type: 'OIDC',
      oidc_config: { issuer: 'https://idp.example.com', client_id: 'usher', client_secret: 'secret' },
    };
    expect(await rest(`PATCH ${path}/${id}`, changes)).toMatchObject({
      status: 200,
      body: { connection: { status: 'COMPLETED' } },
    });
    expect(await rest(`PATCH ${path}/${id}:enable`)).toMatchObject({ status: 200, body: { enabled: true } });
    expect(
      await rest('GET /api/v1/organizations/-/connections:search?enabled=true&page_size=30'),
    ).toMatchObject({
      status: 200,
      body: { connections: expect.arrayContaining([expect.objectContaining({ id })]) },
    });
    expect(await rest(`DELETE ${path}/${id}`)).toMatchObject({ status: 200 });
    expect(await rest(`GET ${path}/${id}`)).toMatchObject({ status: 404 });
  });

  test('are told of as the API says them', async () => {
    const id = await makeComplete();
    await sdk.connection.enableConnection(organizationId, id);
    const shown = (await sdk.connection.getConnection(organizationId, id)).connection;
    await sdk.connection.disableConnection(organizationId, id);
    await sdk.connection.deleteConnection(organizationId, id);
    const where = { organizationId, type: { startsWith: 'organization.sso' } };
    const events = await database.db.event.findMany({ where, orderBy: { id: 'asc' } });
    const names = ['created', 'enabled', 'disabled', 'deleted'].map((verb) => `organization.sso_${verb}`);
    expect(events.map(({ type }) => type)).toEqual(names);
    const told = fromJson(ConnectionSchema, events[1]?.data as JsonValue);
    const { provider, providerKey, type, status, enabled, createTime, updateTime } = told;
    expect(told).toMatchObject({ id, organizationId });
    expect(shown).toMatchObject({ provider, providerKey, type, status, enabled, createTime, updateTime });
  });
});

describe('the result of a test', () => {
  const resultOf = async (connectionId: string, testRequestId: string) =>
    plain().getConnectionTestResult({ connectionId, testRequestId }, await headers());

  test('is pending, then what arrived and the step that refused it', async () => {
    const connectionId = await makeComplete();
    const id = newId('ssoTest');
    const waiting = { relayHash: id, browserHash: id, expiresAt: new Date(), purpose: 'TEST' as const };
    await database.db.ssoRequest.create({ data: { id, connectionId, ...waiting } });
    expect(await resultOf(connectionId, id)).toMatchObject({ status: TestResultStatus.PENDING });
    const result = {
      state: 'FAILURE',
      step: 'nonce',
      reason: 'It is another one.',
      identity: null,
      outcome: null,
      roles: [],
    };
    await database.db.ssoRequest.update({ where: { id }, data: { result } });
    expect(await resultOf(connectionId, id)).toMatchObject({
      status: TestResultStatus.FAILURE,
      error: 'nonce',
      errorDescription: 'It is another one.',
    });
    const other = await makeComplete();
    await expect(resultOf(other, id)).rejects.toMatchObject({ code: Code.NotFound });
  });
});
