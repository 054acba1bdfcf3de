import type { ScalekitClient } from '@scalekit-sdk/node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { log } from '@/lib/log';
import { useDatabase } from '@/tests/database';
import { type RunningApi, startApi } from '../start-api';
import { newOrganization } from '../start-sdk';
import { addresses, applicationOf, authorizeUrl, codeOf, exchange, join } from './world';

const database = useDatabase();
let api: RunningApi;
let sdk: ScalekitClient;

beforeAll(async () => {
  log.level = 'silent';
  api = await startApi(database.url, addresses);
  sdk = applicationOf(api);
});
afterAll(() => api.stop());

/** Somebody who signed in nine hours ago and also belongs to an organization where eight are the most. */
async function useWorld() {
  const { userId, organizationId, browser } = await join(sdk);
  const strict = await newOrganization(sdk);
  await sdk.user.createMembership(strict, userId, { sendInvitationEmail: false });
  await sdk.organization.updateOrganizationSessionPolicy(strict, {
    policySource: 'CUSTOM',
    absoluteSessionTimeout: 8,
    absoluteSessionTimeoutUnit: 'HOURS',
  });
  const createdAt = new Date(Date.now() - 9 * 3_600_000);
  await database.db.session.updateMany({ where: { userId }, data: { createdAt } });
  return { userId, organizationId, strict, browser };
}

describe('an organization that lets nobody stay signed in for long', () => {
  test('has people sign in again, where others do not', async () => {
    const { organizationId, strict, browser } = await useWorld();
    const again = await browser.open(authorizeUrl(api.clientId, { organization_id: strict }));
    expect(again.url.pathname).toMatch(/^\/(login|interaction)/);
    const silently = authorizeUrl(api.clientId, { organization_id: strict, prompt: 'none' });
    const refused = await browser.open(silently);
    expect(refused.url.searchParams.get('error')).toBe('login_required');
    expect(await codeOf(browser, api.clientId, { organization_id: organizationId })).not.toBe('');
  });

  test('shortens the login that is used for it', async () => {
    const { userId, strict, browser } = await useWorld();
    const createdAt = new Date(Date.now() - 7 * 3_600_000);
    await database.db.session.updateMany({ where: { userId }, data: { createdAt } });
    const code = await codeOf(browser, api.clientId, { organization_id: strict });
    expect((await exchange(api, code)).status).toBe(200);
    const session = await database.db.session.findFirstOrThrow({ where: { userId } });
    expect(session).toMatchObject({ organizationId: strict });
    expect(session.absoluteExpiresAt).toEqual(new Date(createdAt.getTime() + 8 * 3_600_000));
  });
});
