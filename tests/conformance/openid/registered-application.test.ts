import { createHash } from 'node:crypto';
import type { ScalekitClient } from '@scalekit-sdk/node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { deleteClient } from '@/lib/applications/delete-client';
import { updateApplication } from '@/lib/applications/update-application';
import type { Ctx } from '@/lib/authz/context';
import { log } from '@/lib/log';
import { useDatabase } from '@/tests/database';
import { makeApplication } from '@/tests/factories/applications';
import { createCredentialManager } from '@/tests/factories/credentials';
import { type RunningApi, startApi } from '../start-api';
import type { Browser } from './browser';
import { addresses, applicationOf, issuer, join, userinfo } from './world';

const database = useDatabase();
const redirectUri = 'https://shop.example.com/auth/callback';
const verifier = 'a-verifier-of-at-least-forty-three-characters-in-all';
const challenge = {
  code_challenge: createHash('sha256').update(verifier).digest('base64url'),
  code_challenge_method: 'S256',
};
let api: RunningApi;
let sdk: ScalekitClient;
let manager: Ctx;

beforeAll(async () => {
  log.level = 'silent';
  api = await startApi(database.url, addresses);
  sdk = applicationOf(api);
  manager = await createCredentialManager(database.db);
});
afterAll(() => api.stop());

/** Where an authorization request of somebody who is signed in leads. */
async function authorize(browser: Browser, clientId: string, more: Record<string, string> = {}) {
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: clientId,
    redirect_uri: redirectUri,
    scope: 'openid offline_access',
    state: 'abc',
    ...more,
  });
  const { url } = await browser.open(`${issuer()}/oauth/authorize?${query}`);
  return url;
}

async function askForToken(form: Record<string, string>) {
  const answer = await fetch(`${api.url}/oauth/token`, { method: 'POST', body: new URLSearchParams(form) });
  return { status: answer.status, body: (await answer.json()) as Record<string, string> };
}

describe('an application that was registered', () => {
  test('logs people in at once, by its own secret', async () => {
    const { browser } = await join(sdk);
    const { clientId, secret } = await makeApplication(manager, { redirectUris: [redirectUri] });
    const url = await authorize(browser, clientId);
    expect(url.origin + url.pathname).toBe(redirectUri);
    const code = url.searchParams.get('code') ?? '';
    const form = { grant_type: 'authorization_code', code, redirect_uri: redirectUri, client_id: clientId };
    const clientSecret = secret?.clientSecret ?? '';
    expect(await askForToken({ ...form, client_secret: `${clientSecret}x` })).toMatchObject({ status: 401 });
    expect(await askForToken({ ...form, client_secret: clientSecret })).toMatchObject({
      status: 200,
      body: { token_type: 'Bearer', refresh_token: expect.any(String) },
    });
  });

  test('that has to use PKCE is refused without a challenge, from the next request on', async () => {
    const { browser } = await join(sdk);
    const { clientId } = await makeApplication(manager, { redirectUris: [redirectUri] });
    expect((await authorize(browser, clientId)).searchParams.has('code')).toBe(true);
    await updateApplication(manager, { clientId, pkceRequired: true });
    const refused = await authorize(browser, clientId);
    expect(refused.searchParams.get('error')).toBe('invalid_request');
    expect(refused.searchParams.has('code')).toBe(false);
    expect((await authorize(browser, clientId, challenge)).searchParams.has('code')).toBe(true);
  });

  test('in a browser gets tokens by PKCE alone, and never without it', async () => {
    const { browser } = await join(sdk);
    const { clientId } = await makeApplication(manager, { type: 'browser', redirectUris: [redirectUri] });
    expect((await authorize(browser, clientId)).searchParams.get('error')).toBe('invalid_request');
    const url = await authorize(browser, clientId, challenge);
    const form = {
      grant_type: 'authorization_code',
      code: url.searchParams.get('code') ?? '',
      redirect_uri: redirectUri,
      client_id: clientId,
    };
    expect((await askForToken({ ...form, code_verifier: verifier })).status).toBe(200);
  });

  test('loses everything that people granted it when it is deleted', async () => {
    const { browser } = await join(sdk);
    const { clientId } = await makeApplication(manager, { type: 'browser', redirectUris: [redirectUri] });
    const url = await authorize(browser, clientId, challenge);
    const { body } = await askForToken({
      grant_type: 'authorization_code',
      code: url.searchParams.get('code') ?? '',
      redirect_uri: redirectUri,
      client_id: clientId,
      code_verifier: verifier,
    });
    const refreshToken = body.refresh_token ?? '';
    expect(refreshToken).not.toBe('');
    const accessToken = body.access_token ?? '';
    expect(await userinfo(accessToken)).toMatchObject({ status: 200 });
    await deleteClient(manager, { clientId });
    expect(await database.db.grant.count({ where: { clientId } })).toBe(0);
    const refresh = { grant_type: 'refresh_token', refresh_token: refreshToken, client_id: clientId };
    expect(await askForToken(refresh)).toMatchObject({ status: 401, body: { error: 'invalid_client' } });
    expect(await userinfo(accessToken)).toMatchObject({ status: 401 });
  });

  test('hears that its own token is good no more when it may not call the API', async () => {
    const { clientId, secret } = await makeApplication(manager, { redirectUris: [redirectUri] });
    const own = { client_id: clientId, client_secret: secret?.clientSecret ?? '' };
    const { body } = await askForToken({ grant_type: 'client_credentials', ...own });
    const isActive = async () => {
      const form = new URLSearchParams({ token: body.access_token ?? '', ...own });
      const answer = await fetch(`${api.url}/oauth/introspect`, { method: 'POST', body: form });
      return ((await answer.json()) as { active: boolean }).active;
    };
    expect(await isActive()).toBe(true);
    await updateApplication(manager, { clientId, apiAccess: false });
    expect(await isActive()).toBe(false);
  });
});
