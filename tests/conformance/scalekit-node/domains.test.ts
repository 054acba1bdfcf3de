import { createClient } from '@connectrpc/connect';
import { createGrpcTransport } from '@connectrpc/connect-node';
import type { ScalekitClient } from '@scalekit-sdk/node';
import {
  DomainService,
  DomainType,
  VerificationMethod,
  VerificationStatus,
} from '@scalekit-sdk/node/lib/pkg/grpc/scalekit/v1/domains/domains_pb.js';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { useDatabase } from '@/tests/database';
import { addDomain, createDomainAdmin, freshDomain } from '@/tests/factories/domains';
import { type DnsServer, startDnsServer } from '@/tests/fakes/dns-server';
import { errorInfoOf, refusalOf } from '../refusals';
import type { RunningApi } from '../start-api';
import { newOrganization, startSdk } from '../start-sdk';

const database = useDatabase();
let api: RunningApi;
let sdk: ScalekitClient;
let dns: DnsServer;
let organizationId: string;

beforeAll(async () => {
  dns = await startDnsServer();
  process.env.USHER_DNS_SERVERS = dns.address;
  const redirectUris = ['https://app.example.com/callback', 'https://files.example.com/callback'];
  ({ api, sdk } = await startSdk(database.url, { redirectUris }));
});
afterAll(async () => {
  await api.stop();
  await dns.stop();
});
beforeEach(async () => {
  organizationId = await newOrganization(sdk);
});

const plain = () => createClient(DomainService, createGrpcTransport({ baseUrl: api.url }));
const headers = async () => ({ headers: { authorization: `Bearer ${await api.accessToken()}` } });
const ofOrganization = () => ({ identities: { case: 'organizationId' as const, value: organizationId } });

async function rest(target: string, body?: unknown) {
  const [method = 'GET', path] = target.split(' ');
  const answer = await fetch(`${api.url}${path}`, {
    method,
    headers: { authorization: `Bearer ${await api.accessToken()}`, 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return { status: answer.status, body: await answer.json() };
}

/** As an admin of the organization adds it in the dashboard. */
async function claimed() {
  return addDomain(await createDomainAdmin(database.db, organizationId, new Date()), organizationId);
}

describe('the domain client of the SDK', () => {
  test('creates, reads, lists and deletes', async () => {
    const name = freshDomain();
    const { domain } = await sdk.domain.createDomain(organizationId, name.toUpperCase());
    expect(domain).toMatchObject({
      id: expect.stringMatching(/^dom_[0-9]+$/),
      domain: name,
      organizationId,
      environmentId: expect.stringMatching(/^env_/),
      domainType: DomainType.ORGANIZATION_DOMAIN,
      verificationStatus: VerificationStatus.VERIFIED,
      verificationMethod: VerificationMethod.ADMIN,
      txtRecordKey: '',
    });
    const id = domain?.id ?? '';
    expect((await sdk.domain.getDomain(organizationId, id)).domain).toEqual(domain);
    const domainType = 'ALLOWED_EMAIL_DOMAIN';
    const allowed = await sdk.domain.createDomain(organizationId, freshDomain(), { domainType });
    const names = async (options?: { domainType: string }) =>
      (await sdk.domain.listDomains(organizationId, options)).domains.map((one) => one.id);
    expect(await names()).toEqual([id, allowed.domain?.id]);
    expect(await names({ domainType })).toEqual([allowed.domain?.id]);
    await sdk.domain.deleteDomain(organizationId, id);
    expect(await names()).toEqual([allowed.domain?.id]);
    expect(await refusalOf(sdk.domain.getDomain(organizationId, id))).toMatchObject({ code: 'NOT_FOUND' });
  });

  test('hears why a domain is refused', async () => {
    const other = await newOrganization(sdk);
    const taken = freshDomain();
    await sdk.domain.createDomain(other, taken);
    const sentences = {
      'gmail.com': /Everybody can have an address at gmail.com/,
      'mailinator.com': /throw-away/,
      'co.uk': /Nobody owns co.uk alone/,
      '127.0.0.1': /like example.com/,
      'http://example.com': /like example.com/,
      'a.b': /at least 4 characters/,
      [taken]: /This domain belongs to another organization already/,
    };
    for (const [domain, message] of Object.entries(sentences))
      expect(await refusalOf(sdk.domain.createDomain(organizationId, domain))).toMatchObject({
        code: 'INVALID_ARGUMENT',
        message: expect.stringMatching(message),
      });
    const missing = sdk.domain.createDomain('org_1000000000000000009', freshDomain());
    expect(await refusalOf(missing)).toMatchObject({ code: 'NOT_FOUND' });
  });

  test('does not see the domains of another organization by its own', async () => {
    const other = await newOrganization(sdk);
    const { domain } = await sdk.domain.createDomain(other, freshDomain());
    const refs = [domain?.id ?? '', 'dom_1000000000000000009', 'nonsense'];
    for (const id of refs) {
      expect(await refusalOf(sdk.domain.getDomain(organizationId, id))).toMatchObject({ code: 'NOT_FOUND' });
      expect(await refusalOf(sdk.domain.deleteDomain(organizationId, id))).toMatchObject({
        code: 'NOT_FOUND',
      });
    }
  });
});

describe('a domain that waits for its record', () => {
  test('says which, and is verified once it is there', async () => {
    const { id, record } = await claimed();
    const before = (await sdk.domain.getDomain(organizationId, id)).domain;
    expect(before).toMatchObject({
      verificationStatus: VerificationStatus.PENDING,
      verificationMethod: VerificationMethod.DNS,
      txtRecordKey: record?.name,
      txtRecordSecret: record?.value,
    });
    const verify = async () => plain().verifyDomain({ ...ofOrganization(), id }, await headers());
    expect(await verify()).toMatchObject({ verified: false });
    dns.setTxt(record?.name ?? '', record?.value ?? '');
    expect(await verify()).toMatchObject({ verified: true });
    const after = (await sdk.domain.getDomain(organizationId, id)).domain;
    expect(after?.verificationStatus).toBe(VerificationStatus.VERIFIED);
    const { events } = await sdk.events.listEventsPaginated(10, '', { organizationId });
    const told = events.filter(({ type }) => type.startsWith('organization.domain'));
    expect(told.map(({ type, data }) => [type, data?.verification_status])).toEqual([
      ['organization.domain_verified', 'VERIFIED'],
      ['organization.domain_created', 'PENDING'],
    ]);
  });
});

describe('over REST', () => {
  test('domains are created, verified, listed by page and deleted, by both ids of the organization', async () => {
    const external = await newOrganization(sdk, { externalId: 'acme' });
    const path = `/api/v1/organizations/${external}/domains`;
    const names = [freshDomain(), freshDomain(), freshDomain()];
    const ids: string[] = [];
    for (const domain of names) {
      const { status, body } = await rest(`POST ${path}`, { domain, domain_type: 'ORGANIZATION_DOMAIN' });
      expect({ status, body }).toMatchObject({
        status: 200,
        body: { domain: { domain, verification_status: 'VERIFIED', verification_method: 'ADMIN' } },
      });
      ids.push(body.domain.id);
    }
    const page = async (query: string) => {
      const { body } = await rest(`GET ${path}?${query}`);
      return [body.domains.map(({ id }: { id: string }) => id), body.page_number, body.page_size];
    };
    expect(await page('')).toEqual([ids, 0, 3]);
    expect(await page('page_size=2')).toEqual([ids.slice(0, 2), 0, 2]);
    expect(await page('page_size=2&page_number=1&external_id=other')).toEqual([ids.slice(2), 1, 1]);
    expect((await rest(`GET ${path}?page_number=-1`)).status).toBe(400);
    expect(await rest(`PATCH ${path}/${ids[0]}:verify`, {})).toMatchObject({ body: { verified: true } });
    expect(await rest(`GET ${path}/${ids[0]}`)).toMatchObject({ body: { domain: { id: ids[0] } } });
    expect(await rest(`DELETE ${path}/${ids[0]}`)).toMatchObject({ status: 200, body: {} });
    expect(await page('')).toEqual([ids.slice(1), 0, 2]);
  });

  test('an origin of an application has the hosts that it is registered with', async () => {
    const ask = (origin: string) => rest(`GET /api/v1/domains/${encodeURIComponent(origin)}`);
    expect(await ask('https://app.example.com')).toMatchObject({
      status: 200,
      body: { domains: ['app.example.com', 'files.example.com'] },
    });
    expect((await ask('https://evil.example.com')).body).toEqual({ domains: [] });
    expect((await ask('http://app.example.com')).body).toEqual({ domains: [] });
    expect((await ask('nonsense')).status).toBe(400);
  });
});

describe('a connection of a domain', () => {
  test('is said at creation or later, filters lists, and guards a deletion', async () => {
    const connectionId = 'conn_1000000000000000001';
    const now = new Date();
    await database.db.connection.create({
      data: {
        id: connectionId,
        organizationId,
        type: 'OIDC',
        provider: 'OKTA',
        createdAt: now,
        updatedAt: now,
      },
    });
    const create = async (more: object) =>
      (await plain().createDomain({ ...ofOrganization(), ...more }, await headers())).domain?.id ?? '';
    const [led, free] = [
      await create({ connectionId, domain: { domain: freshDomain() } }),
      await create({ domain: { domain: freshDomain() } }),
    ];
    const listed = async () =>
      (await plain().listDomains({ ...ofOrganization(), connectionId }, await headers())).domains.map(
        ({ id }) => id,
      );
    expect(await listed()).toEqual([led]);
    await plain().updateDomain({ ...ofOrganization(), id: free, connectionId }, await headers());
    expect(await listed()).toEqual([led, free]);
    await plain().updateDomain({ ...ofOrganization(), id: led }, await headers());
    await plain().updateDomain({ ...ofOrganization(), id: free, connectionId: '' }, await headers());
    expect(await listed()).toEqual([led]);
    const wrong = plain().deleteDomain({ ...ofOrganization(), id: free, connectionId }, await headers());
    expect(await errorInfoOf(wrong)).toMatchObject({ errorCode: 'NOT_FOUND' });
    await plain().deleteDomain({ ...ofOrganization(), id: led, connectionId }, await headers());
    expect(await listed()).toEqual([]);
  });
});
