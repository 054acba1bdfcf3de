import type { ScalekitClient } from '@scalekit-sdk/node';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { log } from '@/lib/log';
import { chooseOrganization } from '@/lib/oidc-store/choose-organization';
import { viewInteraction } from '@/lib/oidc-store/view-interaction';
import { cookieName } from '@/server/http/cookies';
import { useDatabase } from '@/tests/database';
import { actorOf } from '@/tests/factories/sign-in';
import { contextFor, freshEmail } from '@/tests/factories/world';
import { type RunningApi, startApi } from '../start-api';
import { newOrganization } from '../start-sdk';
import { openBrowser } from './browser';
import {
  addresses,
  applicationOf,
  authorizeUrl,
  callback,
  codeOf,
  exchange,
  issuer,
  type Joined,
  join,
} from './world';

const database = useDatabase();
let api: RunningApi;
let sdk: ScalekitClient;

beforeAll(async () => {
  log.level = 'silent';
  api = await startApi(database.url, addresses);
  sdk = applicationOf(api);
});
afterAll(() => api.stop());

/** What the page of the waiting login would show to the person of the browser. */
async function viewOf({ browser }: Pick<Joined, 'browser'>, url: URL) {
  const token = browser.cookies.get(cookieName('session')) ?? '';
  const ctx = contextFor(database.db, await actorOf(database.db, token, new Date()), new Date());
  const id = url.pathname.split('/').pop() ?? '';
  return { id, ctx, view: await viewInteraction(ctx, { id }) };
}

describe('a request that cannot be trusted goes nowhere', () => {
  const wrong: [string, Record<string, string | null>][] = [
    ['an unknown client', { client_id: 'nobody' }],
    ['another path', { redirect_uri: `${callback}/` }],
    ['another query', { redirect_uri: `${callback}?a=b` }],
    ['another port', { redirect_uri: 'http://localhost:4001/auth/callback' }],
    ['another host', { redirect_uri: 'http://localhost:4000@evil.example.com/auth/callback' }],
    ['a script', { redirect_uri: 'javascript:alert(1)' }],
    ['a path that climbs', { redirect_uri: 'http://localhost:4000/auth/../auth/callback' }],
    ['no client', { client_id: null }],
  ];
  test.each(wrong)('%s', async (_, more) => {
    const { browser } = await join(sdk);
    const { status, url, body } = await browser.open(authorizeUrl(api.clientId, more));
    expect(status).toBe(400);
    expect(url.origin).toBe(issuer());
    expect(body).toContain('This login cannot begin');
  });

  test('and what it says is not run as a page', async () => {
    const more = { client_id: '<script>alert(1)</script>' };
    const { body } = await openBrowser().open(authorizeUrl(api.clientId, more));
    expect(body).not.toContain('<script>');
  });
});

describe('a request that is wrong is answered to the application', () => {
  const wrong: [string, Record<string, string>, string][] = [
    ['the implicit flow', { response_type: 'token' }, 'unsupported_response_type'],
    ['the hybrid flow', { response_type: 'code id_token', nonce: 'n' }, 'unsupported_response_type'],
    ['an unknown prompt', { prompt: 'nonsense' }, 'invalid_request'],
    ['a request object', { request: 'e30.e30.' }, 'request_not_supported'],
    ['none beside another prompt', { prompt: 'none login' }, 'invalid_request'],
  ];
  test.each(wrong)('%s', async (_, more, error) => {
    const { browser } = await join(sdk);
    const { url } = await browser.open(authorizeUrl(api.clientId, { state: 'kept', ...more }));
    expect(url.origin + url.pathname).toBe(callback);
    const answer = new URLSearchParams(url.search || url.hash.slice(1));
    expect(answer.get('error')).toBe(error);
    expect(answer.get('state')).toBe('kept');
    expect(answer.get('iss')).toBe(issuer());
    expect(answer.has('code')).toBe(false);
  });
});

describe('signing in', () => {
  test('is asked of somebody who is not, and the request goes on afterwards in the same browser', async () => {
    const { email, browser } = await join(sdk);
    const cookie = browser.cookies.get(cookieName('session')) ?? '';
    const stranger = openBrowser();
    const { url } = await stranger.open(authorizeUrl(api.clientId, { login_hint: email, state: 's' }));
    expect(url.pathname).toMatch(/^\/interaction\/[\w-]+$/);
    const id = url.pathname.split('/').pop() ?? '';
    const view = await viewInteraction(contextFor(database.db, undefined, new Date()), { id });
    expect(view).toEqual({ state: 'sign-in', loginHint: email, signedInAs: null });
    stranger.cookies.set(cookieName('session'), cookie);
    const back = await stranger.open(`/oauth/authorize/${id}`);
    expect(back.url.origin + back.url.pathname).toBe(callback);
    expect(back.url.searchParams.get('state')).toBe('s');
    const tokens = await exchange(api, back.url.searchParams.get('code') ?? '');
    expect(decodeJwt(tokens.id_token)).toMatchObject({ email });
  });

  test('in another browser than the one that asked, or too late, begins anew at the application', async () => {
    const { browser } = await join(sdk);
    const { url } = await openBrowser().open(authorizeUrl(api.clientId));
    const resume = url.pathname.replace('/interaction/', '/oauth/authorize/');
    const elsewhere = await browser.open(resume);
    expect(elsewhere.url.href).toBe(`${addresses.initiateLoginUri}?iss=${encodeURIComponent(issuer())}`);
    const unknown = await browser.open('/oauth/authorize/nobody-has-this-interaction');
    expect(unknown.url.pathname).toBe('/');
  });

  test('is not asked where no page may be shown: the application is told', async () => {
    const { url } = await openBrowser().open(authorizeUrl(api.clientId, { prompt: 'none' }));
    expect(url.searchParams.get('error')).toBe('login_required');
    const { browser } = await join(sdk);
    const silent = await browser.open(authorizeUrl(api.clientId, { prompt: 'none' }));
    expect(silent.url.searchParams.has('code')).toBe(true);
  });

  test('is asked again where the application says so, and once', async () => {
    const joined = await join(sdk);
    for (const more of [{ prompt: 'login' }, { max_age: '0' }, { prompt: 'create' }]) {
      const { url } = await joined.browser.open(authorizeUrl(api.clientId, more));
      expect(url.pathname).toMatch(/^\/interaction\//);
      const resume = url.pathname.replace('/interaction/', '/oauth/authorize/');
      await database.db.session.updateMany({
        where: { userId: joined.userId },
        data: { createdAt: new Date(Date.now() - 600_000) },
      });
      const early = await joined.browser.open(resume);
      expect(early.url.pathname, 'without having signed in again').toMatch(/^\/interaction\//);
      await database.db.session.updateMany({
        where: { userId: joined.userId },
        data: { createdAt: new Date(Date.now() + 2000) },
      });
      const again = await joined.browser.open(
        early.url.pathname.replace('/interaction/', '/oauth/authorize/'),
      );
      expect(again.url.href).toContain('code=');
    }
  });

  test('is not asked for a consent that nobody needs to give', async () => {
    const { browser } = await join(sdk);
    const { url } = await browser.open(authorizeUrl(api.clientId, { prompt: 'consent' }));
    expect(url.href).toContain('code=');
  });

  test('as somebody else than the application knows is asked of them', async () => {
    const [one, two] = [await join(sdk), await join(sdk)];
    const tokens = await exchange(api, await codeOf(one.browser, api.clientId));
    const { url } = await two.browser.open(authorizeUrl(api.clientId, { id_token_hint: tokens.id_token }));
    expect(url.pathname).toMatch(/^\/interaction\//);
  });

  test('by a form that the application posts works, too', async () => {
    const { browser } = await join(sdk);
    const { searchParams } = authorizeUrl(api.clientId);
    const { url } = await browser.open('/oauth/authorize', { method: 'POST', body: searchParams });
    expect(url.searchParams.has('code')).toBe(true);
  });
});

describe('the organization', () => {
  /** Somebody who belongs to two organizations, with a session that remembers neither. */
  async function inTwo() {
    const email = freshEmail();
    const first = await join(sdk, { email });
    const second = await join(sdk, { email });
    await database.db.session.updateMany({
      where: { userId: second.userId },
      data: { organizationId: null },
    });
    return { first, second };
  }

  test('is the one that the application asks for, and the session remembers it', async () => {
    const { first, second } = await inTwo();
    const asked = { organization_id: first.organizationId };
    const tokens = await exchange(api, await codeOf(second.browser, api.clientId, asked));
    expect(decodeJwt(tokens.access_token).oid).toBe(first.organizationId);
    const next = await exchange(api, await codeOf(second.browser, api.clientId));
    expect(decodeJwt(next.access_token).oid).toBe(first.organizationId);
  });

  test('is picked by somebody of several, where nothing chose it', async () => {
    const { first, second } = await inTwo();
    const { url } = await second.browser.open(authorizeUrl(api.clientId));
    const { id, ctx, view } = await viewOf(second, url);
    expect(view).toMatchObject({ state: 'pick', email: first.email });
    const choices = view.state === 'pick' ? view.organizations.map((one) => one.organizationId) : [];
    expect(choices.sort()).toEqual([first.organizationId, second.organizationId].sort());
    const foreign = { interactionId: id, organizationId: await newOrganization(sdk) };
    await expect(chooseOrganization(ctx, foreign)).rejects.toMatchObject({ code: 'not_found' });
    await chooseOrganization(ctx, { interactionId: id, organizationId: first.organizationId });
    const back = await second.browser.open(`/oauth/authorize/${id}`);
    const tokens = await exchange(api, back.url.searchParams.get('code') ?? '');
    expect(decodeJwt(tokens.access_token).oid).toBe(first.organizationId);
    const late = { ...ctx, now: new Date() };
    await expect(
      chooseOrganization(late, { interactionId: id, organizationId: first.organizationId }),
    ).rejects.toMatchObject({ code: 'not_found' });
  });

  test('is picked again where the application says so', async () => {
    const joined = await join(sdk);
    const { url } = await joined.browser.open(authorizeUrl(api.clientId, { prompt: 'select_account' }));
    const { id, ctx, view } = await viewOf(joined, url);
    expect(view.state).toBe('pick');
    await chooseOrganization(ctx, { interactionId: id, organizationId: joined.organizationId });
    const back = await joined.browser.open(`/oauth/authorize/${id}`);
    expect(back.url.href).toContain('code=');
  });

  test('of others is not entered, and its existence not told', async () => {
    const joined = await join(sdk);
    const foreign = await newOrganization(sdk);
    for (const organization_id of [foreign, 'org_1000000000000000000', 'nonsense']) {
      const { url } = await joined.browser.open(authorizeUrl(api.clientId, { organization_id }));
      const { view } = await viewOf(joined, url);
      expect(view).toMatchObject({ state: 'nowhere', email: joined.email });
      const silent = authorizeUrl(api.clientId, { organization_id, prompt: 'none' });
      const answer = await joined.browser.open(silent);
      expect(answer.url.searchParams.get('error')).toBe('interaction_required');
    }
  });

  test('is needed: who was removed from the last one is let in nowhere', async () => {
    const joined = await join(sdk);
    await database.db.membership.updateMany({
      where: { userId: joined.userId },
      data: { status: 'INACTIVE' },
    });
    const { url } = await joined.browser.open(authorizeUrl(api.clientId));
    expect(url.pathname).toMatch(/^\/interaction\//);
    expect((await viewOf(joined, url)).view).toMatchObject({ state: 'nowhere', organizations: [] });
  });
});

test('anybody may have so many logins wait, and no more', async () => {
  const ask = async () => (await openBrowser().open(authorizeUrl(api.clientId))).url.pathname;
  expect(await ask()).toMatch(/^\/interaction\//);
  const key = { startsWith: 'authorize/ip/' };
  await database.db.rateLimit.updateMany({ where: { key }, data: { count: 299 } });
  expect(await ask()).toMatch(/^\/interaction\//);
  expect(await ask()).not.toMatch(/^\/interaction\//);
});
