import { createClient } from '@connectrpc/connect';
import { createGrpcTransport } from '@connectrpc/connect-node';
import type { ScalekitClient } from '@scalekit-sdk/node';
import {
  Feature,
  OrganizationService,
} from '@scalekit-sdk/node/lib/pkg/grpc/scalekit/v1/organizations/organizations_pb.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readPortalToken } from '@/lib/links/portal-token';
import { readPortalSession } from '@/lib/portal/read-portal-session';
import { useDatabase } from '@/tests/database';
import { openLink } from '@/tests/factories/portal';
import { errorInfoOf, refusalOf } from '../refusals';
import type { RunningApi } from '../start-api';
import { newOrganization, startSdk } from '../start-sdk';

const database = useDatabase();
let api: RunningApi;
let sdk: ScalekitClient;

beforeAll(async () => {
  ({ api, sdk } = await startSdk(database.url));
});
afterAll(() => api.stop());

async function plain() {
  const options = { headers: { authorization: `Bearer ${await api.accessToken()}` } };
  return { client: createClient(OrganizationService, createGrpcTransport({ baseUrl: api.url })), options };
}

async function featuresOf(linkId: string | undefined) {
  const where = { id: linkId ?? '' };
  return (await database.db.portalLink.findUniqueOrThrow({ where, select: { features: true } })).features;
}

describe('a portal link of the API', () => {
  test('leads to the portal, within a minute and once', async () => {
    const id = await newOrganization(sdk);
    const link = await sdk.organization.generatePortalLink(id);
    expect(link.id).toMatch(/^lnk_[0-9]{17,19}$/);
    const url = new URL(link.location);
    expect(url.port).toBe(new URL(api.url).port);
    expect(readPortalToken(url.pathname.replace('/portal/', ''))).toBe(link.id);
    const seconds = Number(link.expireTime?.seconds) - Date.now() / 1000;
    expect(seconds).toBeGreaterThan(50);
    expect(seconds).toBeLessThanOrEqual(60);
    const opened = await openLink(database.db, { url: link.location }, new Date());
    expect(await readPortalSession(database.db, opened.sessionToken, new Date())).toMatchObject({
      organizationId: id,
    });
    const again = openLink(database.db, { url: link.location }, new Date());
    await expect(again).rejects.toMatchObject({ code: 'link_used' });
  });

  test('is about everything, or what is listed or switched', async () => {
    const { client, options } = await plain();
    const id = await newOrganization(sdk);
    const ask = async (request: object) =>
      featuresOf((await client.generatePortalLink({ id, ...request }, options)).link?.id);
    expect(await ask({})).toEqual(['sso', 'directory']);
    expect(await ask({ features: [Feature.sso] })).toEqual(['sso']);
    expect(await ask({ directorySync: true })).toEqual(['directory']);
    expect(await ask({ sso: false })).toEqual(['directory']);
    expect(await ask({ sso: true, features: [Feature.dir_sync] })).toEqual(['directory', 'sso']);
    for (const request of [{ features: [Feature.UNSPECIFIED] }, { sso: false, directorySync: false }]) {
      const refused = client.generatePortalLink({ id, ...request }, options);
      expect((await errorInfoOf(refused)).errorCode).toBe('INVALID_ARGUMENT');
    }
  });

  test('is listed while it can be opened, without its address', async () => {
    const { client, options } = await plain();
    const id = await newOrganization(sdk);
    const [first, second] = [
      await sdk.organization.generatePortalLink(id),
      await sdk.organization.generatePortalLink(id),
    ];
    await openLink(database.db, { url: first.location }, new Date());
    const { links } = await client.getPortalLinks({ id }, options);
    expect(links).toMatchObject([{ id: second.id, location: '', expireTime: second.expireTime }]);
  });

  test('is revoked by its id, or with all others, and what it opened ends', async () => {
    const { client, options } = await plain();
    const id = await newOrganization(sdk);
    const other = await sdk.organization.generatePortalLink(await newOrganization(sdk));
    const link = await sdk.organization.generatePortalLink(id);
    const { sessionToken } = await openLink(database.db, { url: link.location }, new Date());
    await client.deletePortalLinkByID({ id, linkId: link.id }, options);
    expect(await readPortalSession(database.db, sessionToken, new Date())).toBeNull();
    for (const linkId of [link.id, other.id]) {
      const refused = client.deletePortalLinkByID({ id, linkId }, options);
      expect((await errorInfoOf(refused)).errorCode).toBe('NOT_FOUND');
    }
    await sdk.organization.generatePortalLink(id);
    await client.deletePortalLink({ id }, options);
    expect((await client.getPortalLinks({ id }, options)).links).toEqual([]);
    await openLink(database.db, { url: other.location }, new Date());
  });

  test('of an organization that there is not is not found', async () => {
    const { client, options } = await plain();
    const id = 'org_1000000000000000009';
    const refusal = await refusalOf(sdk.organization.generatePortalLink(id));
    expect(refusal).toMatchObject({ code: 'NOT_FOUND' });
    // One after the other: a refusal that nobody waits for yet counts as unhandled.
    const calls = [
      () => client.getPortalLinks({ id }, options),
      () => client.deletePortalLink({ id }, options),
    ];
    for (const call of calls) expect((await errorInfoOf(call())).errorCode).toBe('NOT_FOUND');
  });
});
