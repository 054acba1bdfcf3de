import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { log } from '@/lib/log';
import { useDatabase } from '@/tests/database';
import { type RunningApi, startApi } from '../start-api';
import { addresses, authorizeUrl, callback, issuer } from './world';

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

test.each([
  ['/oauth/authorize', 'GET, POST'],
  ['/oauth/authorize/waiting', 'GET, POST'],
  ['/oauth/token', 'POST, OPTIONS'],
  ['/oauth/userinfo', 'GET, HEAD, POST, OPTIONS'],
  ['/oauth/introspect', 'POST'],
  ['/oauth/revoke', 'POST'],
  ['/oidc/logout', 'GET, POST'],
  ['/.well-known/openid-configuration', 'GET, HEAD, OPTIONS'],
  ['/keys', 'GET, HEAD'],
  ['/api/openapi.json', 'GET, HEAD'],
  ['/docs/api', 'GET, HEAD'],
])('%s takes %s, and says so to other methods', async (path, allowed) => {
  for (const method of ['PUT', 'PATCH', 'DELETE', 'QUERY', 'HEAD', 'OPTIONS', 'GET', 'POST']) {
    const { status, headers } = await fetch(new URL(path, issuer()), { method, redirect: 'manual' });
    const isAllowed = allowed.split(', ').includes(method);
    expect([method, status === 405]).toEqual([method, !isAllowed]);
    if (!isAllowed) expect(headers.get('allow')).toBe(allowed);
  }
});

test('who has had too many logins begun is told how long to wait', async () => {
  for (let count = 0; count < 300; count += 1) await get(authorizeUrl(api.clientId));
  const page = await get(authorizeUrl(api.clientId));
  expect(page.status).toBe(429);
  expect(Number(page.headers.get('retry-after'))).toBeGreaterThan(200);
  expect(await page.text()).toContain('Too many attempts. Try again in');
});

test('an answer by a form may be posted to the application that asks for it, and nowhere else', async () => {
  const more = { response_mode: 'form_post', prompt: 'none' };
  const page = await get(authorizeUrl(api.clientId, more));
  expect(await page.text()).toContain(`action="${callback}"`);
  expect(page.headers.get('content-security-policy')).toContain('form-action http://localhost:4000;');
  const wrong = await get(authorizeUrl(api.clientId, { ...more, redirect_uri: 'https://evil.example.com/' }));
  expect(wrong.headers.get('content-security-policy')).toContain("form-action 'self';");
});

test('an API that is not the application itself cannot be named', async () => {
  const more = { resource: 'https://api.example.com/', prompt: 'none' };
  const { headers } = await get(authorizeUrl(api.clientId, more));
  expect(headers.get('location')).toContain('error=invalid_target');
});

describe('an application on a device', () => {
  const redirectUris = ['http://127.0.0.1/callback', 'com.example.app:/callback'];

  test('listens on whichever port of the loopback is free (RFC 8252 section 7.3), and others do not', async () => {
    const data = { kind: 'PUBLIC_APP', name: 'Device', pkceRequired: true } as const;
    const [device, page] = ['device', 'page'];
    const uris = { redirectUris: redirectUris.slice(0, 1) };
    await database.db.client.create({ data: { id: device, ...data, ...uris, isNative: true } });
    await database.db.client.create({ data: { id: page, ...data, ...uris } });
    const more = { redirect_uri: 'http://127.0.0.1:50123/callback', prompt: 'none' };
    expect((await get(authorizeUrl(device, more))).headers.get('location')).toMatch(more.redirect_uri);
    expect((await get(authorizeUrl(page, more))).status).toBe(400);
  });

  test('is not answered to a page without an origin', async () => {
    const data = { kind: 'PUBLIC_APP', name: 'Scheme', pkceRequired: true, isNative: true } as const;
    await database.db.client.create({ data: { id: 'scheme', ...data, redirectUris } });
    const form = { grant_type: 'authorization_code', client_id: 'scheme', code: 'a', redirect_uri: 'b' };
    const { headers } = await post('/oauth/token', form, { origin: 'null' });
    expect(headers.get('access-control-allow-origin')).not.toBe('null');
  });
});
