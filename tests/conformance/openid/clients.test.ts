import { randomBytes } from 'node:crypto';
import type { ScalekitClient } from '@scalekit-sdk/node';
import * as oauth from 'oauth4webapi';
import * as openid from 'openid-client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemContext } from '@/lib/authz/system-context';
import { log } from '@/lib/log';
import { rotateSigningKeys } from '@/lib/oidc-store/rotate-signing-keys';
import { useDatabase } from '@/tests/database';
import { type RunningApi, startApi } from '../start-api';
import { addresses, applicationOf, authorizeUrl, callback, issuer, join, logIn, refresh } from './world';

const database = useDatabase();
let api: RunningApi;
let sdk: ScalekitClient;

beforeAll(async () => {
  log.level = 'silent';
  api = await startApi(database.url, addresses);
  sdk = applicationOf(api);
});
afterAll(() => api.stop());

describe('openid-client', () => {
  const insecure = { execute: [openid.allowInsecureRequests] };

  function discover(authentication?: openid.ClientAuth): Promise<openid.Configuration> {
    return openid.discovery(new URL(issuer()), api.clientId, api.clientSecret, authentication, insecure);
  }

  test('discovers what there is', async () => {
    const metadata = (await discover()).serverMetadata();
    expect(metadata).toMatchObject({
      issuer: issuer(),
      authorization_endpoint: `${issuer()}/oauth/authorize`,
      token_endpoint: `${issuer()}/oauth/token`,
      jwks_uri: `${issuer()}/keys`,
      userinfo_endpoint: `${issuer()}/oauth/userinfo`,
      revocation_endpoint: `${issuer()}/oauth/revoke`,
      introspection_endpoint: `${issuer()}/oauth/introspect`,
      end_session_endpoint: `${issuer()}/oidc/logout`,
      response_types_supported: ['code'],
      code_challenge_methods_supported: ['S256'],
      id_token_signing_alg_values_supported: ['RS256'],
      authorization_response_iss_parameter_supported: true,
      subject_types_supported: ['public'],
    });
    expect(metadata.token_endpoint_auth_methods_supported).toEqual([
      'client_secret_post',
      'client_secret_basic',
      'none',
    ]);
    expect(metadata.grant_types_supported).toEqual([
      'authorization_code',
      'refresh_token',
      'client_credentials',
    ]);
  });

  test('logs somebody in with PKCE, nonce and state, asks who it is, refreshes, introspects and revokes', async () => {
    const config = await discover(openid.ClientSecretBasic());
    const { browser, userId, email, organizationId } = await join(sdk);
    const verifier = openid.randomPKCECodeVerifier();
    const [expectedNonce, expectedState] = [openid.randomNonce(), openid.randomState()];
    const url = openid.buildAuthorizationUrl(config, {
      redirect_uri: callback,
      scope: 'openid profile email offline_access',
      code_challenge: await openid.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      nonce: expectedNonce,
      state: expectedState,
    });
    const back = await browser.open(url);
    const checks = { pkceCodeVerifier: verifier, expectedNonce, expectedState };
    const tokens = await openid.authorizationCodeGrant(config, back.url, checks);
    expect(tokens.claims()).toMatchObject({ sub: userId, oid: organizationId, email });
    const who = await openid.fetchUserInfo(config, tokens.access_token, userId);
    expect(who).toEqual({ sub: userId, email, email_verified: true, name: email });
    const fresh = await openid.refreshTokenGrant(config, tokens.refresh_token ?? '');
    expect(fresh.claims()?.sub).toBe(userId);
    const active = await openid.tokenIntrospection(config, fresh.access_token);
    expect(active).toMatchObject({ active: true, sub: userId, client_id: api.clientId, oid: organizationId });
    expect(await openid.tokenIntrospection(config, fresh.refresh_token ?? '')).toMatchObject({
      active: true,
    });
    await openid.tokenRevocation(config, fresh.refresh_token ?? '');
    await expect(openid.refreshTokenGrant(config, fresh.refresh_token ?? '')).rejects.toMatchObject({
      error: 'invalid_grant',
    });
    expect(await openid.tokenIntrospection(config, fresh.refresh_token ?? '')).toEqual({ active: false });
    await expect(openid.tokenRevocation(config, fresh.access_token)).rejects.toMatchObject({
      error: 'unsupported_token_type',
    });
  });

  test('gets a token of the program itself', async () => {
    const tokens = await openid.clientCredentialsGrant(await discover(openid.ClientSecretPost()));
    expect(tokens.expires_in).toBe(86_400);
  });
});

describe('oauth4webapi', () => {
  const insecure = { [oauth.allowInsecureRequests]: true } as const;

  test('validates every answer on the way', async () => {
    const url = new URL(issuer());
    const server = await oauth.processDiscoveryResponse(url, await oauth.discoveryRequest(url, insecure));
    const client: oauth.Client = { client_id: api.clientId };
    const { browser, userId } = await join(sdk);
    const verifier = oauth.generateRandomCodeVerifier();
    const [state, nonce] = [oauth.generateRandomState(), oauth.generateRandomNonce()];
    const request = new URL(server.authorization_endpoint ?? '');
    request.search = new URLSearchParams({
      client_id: api.clientId,
      redirect_uri: callback,
      response_type: 'code',
      scope: 'openid',
      state,
      nonce,
      code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    }).toString();
    const back = await browser.open(request);
    const parameters = oauth.validateAuthResponse(server, client, back.url, state);
    const authentication = oauth.ClientSecretPost(api.clientSecret);
    const answer = await oauth.authorizationCodeGrantRequest(
      server,
      client,
      authentication,
      parameters,
      callback,
      verifier,
      insecure,
    );
    const tokens = await oauth.processAuthorizationCodeResponse(server, client, answer, {
      expectedNonce: nonce,
      requireIdToken: true,
    });
    await oauth.validateApplicationLevelSignature(server, answer, insecure);
    expect(oauth.getValidatedIdTokenClaims(tokens)?.sub).toBe(userId);
    const resource = new Request(issuer(), { headers: { authorization: `Bearer ${tokens.access_token}` } });
    const claims = await oauth.validateJwtAccessToken(server, resource, api.clientId, insecure);
    expect(claims.sub).toBe(userId);
  });
});

describe('the endpoints for programs', () => {
  async function post(path: string, form: Record<string, string>) {
    const answer = await fetch(new URL(path, issuer()), { method: 'POST', body: new URLSearchParams(form) });
    const text = await answer.text();
    return { status: answer.status, body: text ? (JSON.parse(text) as Record<string, unknown>) : null };
  }

  test('ask for a client that they know', async () => {
    for (const path of ['/oauth/introspect', '/oauth/revoke']) {
      const wrong = { client_id: api.clientId, client_secret: 'wrong', token: 'x' };
      expect(await post(path, wrong)).toMatchObject({ status: 401, body: { error: 'invalid_client' } });
      expect(await post(path, { token: 'x' })).toMatchObject({ status: 401 });
      expect((await fetch(new URL(path, issuer()))).status).toBe(405);
    }
  });

  test('tell a client nothing of what belongs to another, and end nothing of it', async () => {
    const { browser } = await join(sdk);
    const tokens = await logIn(api, browser);
    await database.db.client.create({ data: { id: 'other', kind: 'WEB_APP', name: 'Other' } });
    const secret = await database.db.clientSecret.findFirstOrThrow({ where: { clientId: api.clientId } });
    await database.db.clientSecret.create({ data: { ...secret, id: 'sec_other', clientId: 'other' } });
    const other = { client_id: 'other', client_secret: api.clientSecret };
    for (const token of [tokens.access_token, tokens.refresh_token ?? '']) {
      expect((await post('/oauth/introspect', { ...other, token })).body).toEqual({ active: false });
      expect((await post('/oauth/revoke', { ...other, token })).status).toBe(200);
    }
    expect((await refresh(api, tokens.refresh_token)).status).toBe(200);
  });

  test('tell who it is to the holder of a good access token alone', async () => {
    const ask = async (authorization?: string) => {
      const headers = authorization ? { authorization } : {};
      const answer = await fetch(new URL('/oauth/userinfo', issuer()), { headers });
      return [answer.status, answer.headers.get('www-authenticate')];
    };
    expect(await ask()).toEqual([401, 'Bearer realm="Usher"']);
    const refused = [401, 'Bearer realm="Usher", error="invalid_token"'];
    expect(await ask('Bearer nonsense')).toEqual(refused);
    expect(await ask(`Bearer ${await api.accessToken()}`)).toEqual(refused);
  });

  test("do not take a person's token for a program's", async () => {
    const { browser } = await join(sdk);
    const { access_token, id_token } = await logIn(api, browser);
    const statusWith = async (token: string) => {
      const headers = { authorization: `Bearer ${token}` };
      return (await fetch(new URL('/api/v1/organizations', issuer()), { headers })).status;
    };
    expect([await statusWith(access_token), await statusWith(id_token)]).toEqual([403, 401]);
  });

  test('give nothing to who looks over a shoulder (RFC 9700 sections 4.2, 4.12 and 4.16)', async () => {
    const { browser } = await join(sdk);
    const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(authorizeUrl(api.clientId), { headers: { cookie }, redirect: 'manual' });
    const seen = ({ headers }: Response) =>
      ['referrer-policy', 'x-frame-options', 'cache-control'].map((name) => headers.get(name));
    expect(answer.status).toBe(303);
    expect(seen(answer)).toEqual(['no-referrer', 'DENY', 'no-store']);
    expect(answer.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    const wrong = await fetch(authorizeUrl('nobody'), { redirect: 'manual' });
    expect(seen(wrong)).toEqual(['no-referrer', 'DENY', 'no-store']);
    const tokens = await fetch(new URL('/oauth/token', issuer()), {
      method: 'POST',
      body: 'grant_type=none',
    });
    expect(tokens.headers.get('cache-control')).toBe('no-store');
  });

  test('refuse a body that is too large, and a parameter that comes twice', async () => {
    const large = { grant_type: 'authorization_code', code: randomBytes(20_000).toString('hex') };
    expect((await post('/oauth/token', large)).status).toBe(413);
    const twice = new URLSearchParams([
      ['grant_type', 'authorization_code'],
      ['grant_type', 'refresh_token'],
    ]);
    const answer = await fetch(new URL('/oauth/token', issuer()), { method: 'POST', body: twice });
    expect(answer.status).toBe(400);
  });
});

describe('logging out', () => {
  const registered = 'http://localhost:4000/goodbye?from=usher';

  async function loggedIn() {
    const joined = await join(sdk);
    const tokens = await logIn(api, joined.browser);
    await database.db.client.update({
      where: { id: api.clientId },
      data: { postLogoutRedirectUris: [registered] },
    });
    return { ...joined, tokens };
  }

  test('ends the session and its refresh tokens, and leads to the registered address with the state', async () => {
    const { browser, tokens, userId } = await loggedIn();
    const options = { idTokenHint: tokens.id_token, postLogoutRedirectUri: registered, state: 'x y' };
    const { url } = await browser.open(sdk.getLogoutUrl(options));
    expect(url.href).toBe('http://localhost:4000/goodbye?from=usher&state=x+y');
    expect(browser.cookies.size).toBe(0);
    expect(await database.db.session.count({ where: { userId } })).toBe(0);
    expect(await database.db.grant.count({ where: { userId } })).toBe(0);
    expect((await refresh(api, tokens.refresh_token)).status).toBe(400);
    const again = await browser.open(sdk.getLogoutUrl(options));
    expect(again.url.href).toBe(url.href);
  });

  test('leads nowhere else, and then ends nothing', async () => {
    const { browser, tokens, userId } = await loggedIn();
    for (const postLogoutRedirectUri of [
      'https://evil.example.com/',
      'http://localhost:4000/goodbye',
      '//evil<script>',
    ]) {
      const { status, url, body } = await browser.open(
        sdk.getLogoutUrl({ idTokenHint: tokens.id_token, postLogoutRedirectUri }),
      );
      expect([status, url.origin]).toEqual([400, issuer()]);
      expect(body).toContain('Nobody was logged out');
      expect(body).not.toContain('<script>');
    }
    expect(await database.db.session.count({ where: { userId } })).toBe(1);
  });

  test('is asked first where nobody shows a token of this session', async () => {
    const { browser, userId } = await loggedIn();
    const other = await loggedIn();
    for (const idTokenHint of [undefined, 'nonsense', other.tokens.id_token]) {
      const { url } = await browser.open(
        sdk.getLogoutUrl({ postLogoutRedirectUri: registered, ...(idTokenHint && { idTokenHint }) }),
      );
      expect(url.pathname).toBe('/logout');
      expect(url.searchParams.get('post_logout_redirect_uri')).toBe(registered);
    }
    expect(await database.db.session.count({ where: { userId } })).toBe(1);
    const form = { method: 'POST', body: new URLSearchParams({ post_logout_redirect_uri: registered }) };
    const foreign = await browser.open('/oidc/logout', {
      ...form,
      headers: { origin: 'https://evil.example.com' },
    });
    expect(foreign.url.pathname).toBe('/logout');
    const { url } = await browser.open('/oidc/logout', { ...form, headers: { origin: issuer() } });
    expect(url.href).toBe(registered);
    expect(await database.db.session.count({ where: { userId } })).toBe(0);
  });
});

describe('the signing key', () => {
  const day = 86_400_000;
  const rotateAt = (time: number) => rotateSigningKeys(systemContext(database.db, 'test', new Date(time)));

  async function published(): Promise<string[]> {
    const answer = await fetch(new URL('/keys', issuer()));
    return ((await answer.json()) as { keys: { kid: string }[] }).keys.map((key) => key.kid);
  }

  test('is followed after 90 days by one that was published a day before, and verified with for a month more', async () => {
    const { browser } = await join(sdk);
    await logIn(api, browser);
    const [first = ''] = await published();
    const began = Date.now();
    expect(await rotateAt(began + 89 * day)).toEqual({ created: 0, deleted: 0 });
    const made = await Promise.all([1, 2, 3].map(() => rotateAt(began + 91 * day)));
    expect(made.map(({ created }) => created).sort()).toEqual([0, 0, 1]);
    const keys = await published();
    expect(keys).toHaveLength(2);
    expect(keys).toContain(first);
    expect(await rotateAt(began + 120 * day)).toEqual({ created: 0, deleted: 0 });
    expect(await rotateAt(began + 124 * day)).toEqual({ created: 0, deleted: 1 });
    const left = await database.db.signingKey.findMany({ select: { id: true } });
    expect(left.map(({ id }) => id)).toEqual(keys.filter((key) => key !== first));
  });
});
