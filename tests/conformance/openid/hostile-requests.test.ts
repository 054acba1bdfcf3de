import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { log } from '@/lib/log';
import { useDatabase } from '@/tests/database';
import { type RunningApi, startApi } from '../start-api';
import { addresses, authorizeUrl, issuer } from './world';

const database = useDatabase();
let api: RunningApi;

beforeAll(async () => {
  log.level = 'silent';
  api = await startApi(database.url, addresses);
});
afterAll(() => api.stop());

function get(path: string | URL): Promise<Response> {
  return fetch(new URL(path, issuer()), { redirect: 'manual' });
}

function post(path: string, form: Record<string, string>, headers: HeadersInit = {}): Promise<Response> {
  const body = new URLSearchParams(form);
  return fetch(new URL(path, issuer()), { method: 'POST', body, headers, redirect: 'manual' });
}

describe('the null character, which the database does not store, is refused as any wrong request', () => {
  test.each(['client_id', 'organization_id', 'state', 'nonce', 'login_hint'])('in %s', async (name) => {
    const url = authorizeUrl(api.clientId, { [name]: 'a\0' });
    expect((await get(url)).status).toBe(400);
    const form = Object.fromEntries(url.searchParams);
    expect((await post('/oauth/authorize', form)).status).toBe(400);
  });

  test.each(['client_id', 'post_logout_redirect_uri', 'id_token_hint'])('in %s of a logout', async (name) => {
    const form = { post_logout_redirect_uri: 'http://localhost:4000/', [name]: 'a\0' };
    expect((await get(`/oidc/logout?${new URLSearchParams(form)}`)).status).toBe(400);
    expect((await post('/oidc/logout', form)).status).toBe(400);
  });

  test.each(['/oauth/token', '/oauth/revoke', '/oauth/introspect'])('at %s', async (path) => {
    const form = { grant_type: 'client_credentials', client_id: 'a\0', client_secret: 'b', token: 'c' };
    expect((await post(path, form)).status).toBe(400);
    const { client_id: _, client_secret: __, ...rest } = form;
    for (const pair of ['%00:b', 'a\0:', 'a:%00']) {
      const authorization = `Basic ${Buffer.from(pair).toString('base64')}`;
      expect((await post(path, rest, { authorization })).status, pair).toBe(401);
    }
  });
});

test('who has had too many logins begun is told how long to wait', async () => {
  for (let count = 0; count < 300; count += 1) await get(authorizeUrl(api.clientId));
  const page = await get(authorizeUrl(api.clientId));
  expect(page.status).toBe(429);
  expect(Number(page.headers.get('retry-after'))).toBeGreaterThan(200);
  expect(await page.text()).toContain('Too many attempts. Try again in');
});
