import type { ScalekitClient } from '@scalekit-sdk/node';
import { createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { log } from '@/lib/log';
import { useDatabase } from '@/tests/database';
import { type RunningApi, startApi } from '../start-api';
import { newOrganization } from '../start-sdk';
import { addresses, applicationOf, callback, issuer, join } from './world';

const database = useDatabase();
let api: RunningApi;
let sdk: ScalekitClient;

beforeAll(async () => {
  log.level = 'silent';
  api = await startApi(database.url, addresses);
  sdk = applicationOf(api);
});
afterAll(() => api.stop());

describe('the seed flow with the official SDK', () => {
  test('leads from Join to the application, and back with a code, without a page', async () => {
    const organizationId = await newOrganization(sdk, { externalId: 'acme' });
    const { email, userId, browser, location } = await join(sdk, { organizationId });
    expect(location.origin + location.pathname).toBe('http://localhost:4000/login');
    expect(Object.fromEntries(location.searchParams)).toEqual({
      iss: issuer(),
      organization_id: organizationId,
      login_hint: email,
    });
    const options = { state: 'abc', nonce: 'def', scopes: ['openid', 'profile', 'email', 'offline_access'] };
    const { url } = await browser.open(sdk.getAuthorizationUrl(callback, options));
    expect(url.origin + url.pathname).toBe(callback);
    expect(url.searchParams.get('state')).toBe('abc');
    expect(url.searchParams.get('iss')).toBe(issuer());
    const login = await sdk.authenticateWithCode(url.searchParams.get('code') ?? '', callback);
    expect(login.user).toMatchObject({ email, id: userId });
    expect(login.expiresIn).toBe(300);
    expect(await sdk.validateAccessToken(login.accessToken)).toBe(true);
    const idToken = decodeJwt(login.idToken);
    expect(idToken).toMatchObject({
      iss: issuer(),
      aud: [api.clientId],
      azp: api.clientId,
      sub: userId,
      oid: organizationId,
      xoid: 'acme',
      email,
      email_verified: true,
      amr: ['invitation'],
      nonce: 'def',
    });
    expect(idToken.sid).toMatch(/^ses_[0-9]+$/);
    expect(idToken).not.toHaveProperty('updated_at');
    const keys = createRemoteJWKSet(new URL(`${issuer()}/keys`));
    const { payload } = await jwtVerify(login.accessToken, keys, { issuer: issuer(), typ: 'at+jwt' });
    expect(payload).toMatchObject({
      aud: [api.clientId],
      sub: userId,
      oid: organizationId,
      sid: idToken.sid,
      client_id: api.clientId,
      roles: ['member'],
      permissions: [],
      scope: 'openid profile email offline_access',
      xoid: 'acme',
    });
    expect(payload.jti).toBeTruthy();
    expect((payload.exp ?? 0) - (payload.nbf ?? 0)).toBe(300);
    const again = await sdk.refreshAccessToken(login.refreshToken ?? '');
    expect(decodeJwt(again.accessToken)).toMatchObject({
      sub: userId,
      oid: organizationId,
      sid: idToken.sid,
    });
    expect(again.refreshToken).not.toBe(login.refreshToken);
  });
});
