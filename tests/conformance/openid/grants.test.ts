import { createHash, randomBytes } from 'node:crypto';
import type { ScalekitClient } from '@scalekit-sdk/node';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hashToken } from '@/lib/crypto';
import { database as appDatabase } from '@/lib/db';
import { log } from '@/lib/log';
import { saveGrant } from '@/lib/oidc-store/save-grant';
import { saveRefreshToken } from '@/lib/oidc-store/save-refresh-token';
import { type CodeContent, openCode, sealCode } from '@/lib/oidc-store/sealed-code';
import { takeCodeBySecret } from '@/lib/oidc-store/take-code';
import { useDatabase } from '@/tests/database';
import { untilWaiting } from '@/tests/factories/locks';
import { contextFor } from '@/tests/factories/world';
import { type RunningApi, startApi } from '../start-api';
import {
  addresses,
  applicationOf,
  askForTokens,
  authorizeUrl,
  callback,
  codeOf,
  exchange,
  join,
  logIn,
  refresh,
  userinfo,
} from './world';

const database = useDatabase();
let api: RunningApi;
let sdk: ScalekitClient;

beforeAll(async () => {
  log.level = 'silent';
  api = await startApi(database.url, addresses);
  sdk = applicationOf(api);
  const uris = { redirectUris: [callback] };
  await appDatabase().client.create({
    data: { id: 'spa', kind: 'PUBLIC_APP', name: 'Browser', pkceRequired: true, ...uris },
  });
  await appDatabase().client.create({ data: { id: 'other', kind: 'WEB_APP', name: 'Other', ...uris } });
});
afterAll(() => api.stop());

function pkce() {
  const verifier = randomBytes(32).toString('base64url');
  const challenge = createHash('sha256').update(verifier).digest('base64url');
  return { verifier, parameters: { code_challenge: challenge, code_challenge_method: 'S256' } };
}

function opened(code: string): CodeContent {
  const content = openCode(code);
  if (!content) throw new Error('The code cannot be opened.');
  return content;
}

const used = { status: 400, error: 'invalid_grant' };

describe('a code', () => {
  test('is good once; a second use ends what the first one gave (RFC 6749 section 4.1.2)', async () => {
    const { browser } = await join(sdk);
    const code = await codeOf(browser, api.clientId, { scope: 'openid offline_access' });
    const first = await exchange(api, code);
    expect(first.status).toBe(200);
    expect(await exchange(api, code)).toMatchObject(used);
    expect(await refresh(api, first.refresh_token)).toMatchObject(used);
    await codeOf(browser, api.clientId);
    expect(await exchange(api, code), 'nor after a new login').toMatchObject(used);
  });

  test('of a login that is known is given without a word written', async () => {
    const { browser, userId } = await join(sdk);
    await exchange(api, await codeOf(browser, api.clientId));
    const versions = () => database.db.$queryRaw`
      select g.xmin::text as grant, s.xmin::text as session, m.xmin::text as membership, count(t.*)::int as tokens
      from oidc_grants g join sessions s on s.id = g.session_id join memberships m on m.user_id = g.user_id
      left join oidc_refresh_tokens t on t.grant_id = g.id where g.user_id = ${userId} group by g.xmin, s.xmin, m.xmin`;
    const before = await versions();
    const code = await codeOf(browser, api.clientId);
    expect(await versions()).toEqual(before);
    expect(await exchange(api, code)).toMatchObject({ status: 200 });
  });

  test('is nothing once its session has ended', async () => {
    const { browser, userId } = await join(sdk);
    const code = await codeOf(browser, api.clientId);
    await database.db.session.deleteMany({ where: { userId } });
    expect(await exchange(api, code)).toMatchObject(used);
  });

  test('is not given when the session is ended at the same moment, and nothing fails', async () => {
    const { userId, organizationId } = await join(sdk);
    const { id: sessionId } = await database.db.session.findFirstOrThrow({ where: { userId } });
    const grant = { id: 'grant', sessionId, userId, clientId: api.clientId, organizationId };
    const saving = await database.db.$transaction(async (tx) => {
      await tx.session.delete({ where: { id: sessionId } });
      const begun = saveGrant(contextFor(database.db), grant);
      begun.catch(() => {});
      await untilWaiting(database.db);
      return { begun };
    });
    await expect(saving.begun).rejects.toMatchObject({ code: 'not_found' });
  });

  test('is exchanged as before while its login is just being ended, and then no more', async () => {
    const { browser, userId } = await join(sdk);
    const codes = [await codeOf(browser, api.clientId), await codeOf(browser, api.clientId)] as const;
    await database.db.$transaction(async (tx) => {
      await tx.grant.deleteMany({ where: { userId } });
      expect(await exchange(api, codes[0])).toMatchObject({ status: 200 });
    });
    expect(await exchange(api, codes[1])).toMatchObject(used);
  });

  test('is nothing once PostgreSQL has lost in a crash which codes were used', async () => {
    const { browser } = await join(sdk);
    const codes = [await codeOf(browser, api.clientId), await codeOf(browser, api.clientId)] as const;
    expect(await exchange(api, codes[0])).toMatchObject({ status: 200 });
    await database.db.$executeRaw`truncate oidc_used_codes, oidc_code_epochs`;
    for (const code of codes) expect(await exchange(api, code)).toMatchObject(used);
    const later = await Promise.all([codeOf(browser, api.clientId), codeOf(browser, api.clientId)]);
    for (const code of later) expect(await exchange(api, code)).toMatchObject({ status: 200 });
    expect(await exchange(api, codes[0])).toMatchObject(used);
  });

  test('is lost in a crash with what was remembered of it, or never', async () => {
    const kept = await database.db.$queryRaw`
      select relname, relpersistence::text as kept from pg_class
      where relname in ('oidc_used_codes', 'oidc_code_epochs') order by relname`;
    expect(kept).toEqual([
      { relname: 'oidc_code_epochs', kept: 'u' },
      { relname: 'oidc_used_codes', kept: 'u' },
    ]);
  });

  test('exchanged ten times at once gives tokens once at most, and they do not last', async () => {
    const { browser } = await join(sdk);
    const code = await codeOf(browser, api.clientId, { scope: 'openid offline_access' });
    const answers = await Promise.all(Array.from({ length: 10 }, () => exchange(api, code)));
    const good = answers.filter(({ status }) => status === 200);
    expect(good.length).toBeLessThanOrEqual(1);
    for (const { refresh_token } of good) expect(await refresh(api, refresh_token)).toMatchObject(used);
    for (const answer of answers) expect([200, 400]).toContain(answer.status);
  });

  test('belongs to its client, its redirect URI and its minute', async () => {
    const { browser } = await join(sdk);
    const wrong = await exchange(api, await codeOf(browser, api.clientId), { redirect_uri: `${callback}/` });
    expect(wrong).toMatchObject(used);
    const verified = pkce();
    const foreign = await codeOf(browser, 'spa', verified.parameters);
    expect(await exchange(api, foreign, { code_verifier: verified.verifier })).toMatchObject(used);
    const { payload, ...named } = opened(await codeOf(browser, api.clientId));
    const late = { ...payload, exp: Math.floor(Date.now() / 1000) - 1 };
    expect(await exchange(api, sealCode({ ...named, payload: late }))).toMatchObject(used);
    const timely = { ...payload, exp: Math.floor(Date.now() / 1000) + 60 };
    expect(await exchange(api, sealCode({ ...named, payload: timely }))).toMatchObject({ status: 200 });
    expect(await exchange(api, 'nonsense')).toMatchObject(used);
  });

  test('is stored as a hash, like a refresh token', async () => {
    const { browser } = await join(sdk);
    const code = await codeOf(browser, api.clientId, { scope: 'openid offline_access' });
    const { refresh_token = '' } = await exchange(api, code);
    const rows = JSON.stringify(await database.db.refreshToken.findMany());
    expect(rows).not.toContain(code);
    expect(refresh_token.length).toBeGreaterThanOrEqual(43);
    expect(rows).not.toContain(refresh_token);
  });
});

describe('PKCE (RFC 7636)', () => {
  test('where a challenge was sent, the verifier is needed and must fit; where none was, none is taken', async () => {
    const { browser } = await join(sdk);
    const { verifier, parameters } = pkce();
    expect(await exchange(api, await codeOf(browser, api.clientId, parameters))).toMatchObject(used);
    const wrong = { code_verifier: pkce().verifier };
    expect(await exchange(api, await codeOf(browser, api.clientId, parameters), wrong)).toMatchObject(used);
    const tried = await codeOf(browser, api.clientId, parameters);
    const right = { code_verifier: verifier };
    expect(await exchange(api, tried, wrong)).toMatchObject(used);
    expect(await exchange(api, tried, right), 'a code can be tried once').toMatchObject(used);
    expect((await exchange(api, await codeOf(browser, api.clientId, parameters), right)).status).toBe(200);
    expect(await exchange(api, await codeOf(browser, api.clientId), right)).toMatchObject(used);
  });

  test('knows S256 alone', async () => {
    const { browser } = await join(sdk);
    const plain = { code_challenge: pkce().verifier, code_challenge_method: 'plain' };
    const { url } = await browser.open(authorizeUrl(api.clientId, plain));
    expect(url.searchParams.get('error')).toBe('invalid_request');
  });

  test('is required of a public client, which needs no secret and is refused with one', async () => {
    const { browser, userId } = await join(sdk);
    const { url } = await browser.open(authorizeUrl('spa'));
    expect(url.searchParams.get('error')).toBe('invalid_request');
    const { verifier: code_verifier, parameters } = pkce();
    const form = async () => ({
      grant_type: 'authorization_code',
      code: await codeOf(browser, 'spa', parameters),
      redirect_uri: callback,
      client_id: 'spa',
      code_verifier,
    });
    const tokens = await askForTokens(await form());
    expect(decodeJwt(tokens.access_token)).toMatchObject({ sub: userId, client_id: 'spa', aud: ['spa'] });
    const guessed = await askForTokens({ ...(await form()), client_secret: 'guessed' });
    expect(guessed).toMatchObject({ status: 401, error: 'invalid_client' });
  });
});

describe('the client', () => {
  test('that shows the right secret is counted for one request in sixteen, as sixteen', async () => {
    const { browser } = await join(sdk);
    const key = `token/client/${hashToken(api.clientId)}`;
    const taken = async (requestId: string) => {
      const value = await codeOf(browser, api.clientId);
      await database.db.rateLimit.deleteMany({ where: { key } });
      const ctx = { ...contextFor(appDatabase()), now: new Date(), requestId };
      const { token } = await takeCodeBySecret(ctx, { ...api, value });
      expect(token).toMatchObject({ consumedAt: null });
      return (await database.db.rateLimit.findUnique({ where: { key } }))?.count ?? 0;
    };
    expect(await taken('0f')).toBe(0);
    expect(await taken('f0')).toBe(16);
  });

  test('proves itself by the form or by HTTP Basic, and not at all without its secret', async () => {
    const { browser } = await join(sdk);
    const { clientId, clientSecret } = api;
    const form = async () => ({
      grant_type: 'authorization_code',
      code: await codeOf(browser, clientId),
      redirect_uri: callback,
    });
    const basic = Buffer.from(`${clientId}:${encodeURIComponent(clientSecret)}`).toString('base64');
    expect((await askForTokens(await form(), { authorization: `Basic ${basic}` })).status).toBe(200);
    const refused = { status: 401, error: 'invalid_client' };
    expect(await askForTokens({ ...(await form()), client_id: clientId })).toMatchObject(refused);
    const wrong = { client_id: clientId, client_secret: 'wrong' };
    expect(await askForTokens({ ...(await form()), ...wrong })).toMatchObject(refused);
  });

  test('that is refused has not used up its code', async () => {
    const code = await codeOf((await join(sdk)).browser, api.clientId);
    expect(await exchange(api, code, { client_secret: 'wrong' })).toMatchObject({ status: 401 });
    const key = `token/client/${hashToken(api.clientId)}`;
    const limit = { key, count: 30_000, resetAt: new Date(Date.now() + 60_000) };
    await database.db.rateLimit.upsert({ where: { key }, create: limit, update: limit });
    expect(await exchange(api, code)).toMatchObject({ status: 429 });
    await database.db.rateLimit.delete({ where: { key } });
    expect(await exchange(api, code)).toMatchObject({ status: 200 });
  });
});

describe('a refresh token', () => {
  test('is given for offline_access only, without a page', async () => {
    const { browser } = await join(sdk);
    const without = await exchange(api, await codeOf(browser, api.clientId));
    expect(without.refresh_token).toBeUndefined();
    expect(without.scope).toBe('openid email');
    const tokens = await logIn(api, browser);
    expect(tokens.scope).toBe('openid email profile offline_access');
    expect(tokens.refresh_token).toBeTruthy();
  });

  test('rotates, and its second use ends the login of the thief, too (RFC 9700 section 4.14.2)', async () => {
    const { browser } = await join(sdk);
    const first = await logIn(api, browser);
    const second = await refresh(api, first.refresh_token);
    expect(second.status).toBe(200);
    const third = await refresh(api, second.refresh_token);
    expect(third.status).toBe(200);
    expect(await refresh(api, first.refresh_token)).toMatchObject(used);
    expect(await refresh(api, third.refresh_token)).toMatchObject(used);
  });

  test('used ten times at once gives tokens once at most', async () => {
    const { browser } = await join(sdk);
    const { refresh_token } = await logIn(api, browser);
    const answers = await Promise.all(Array.from({ length: 10 }, () => refresh(api, refresh_token)));
    expect(answers.filter(({ status }) => status === 200).length).toBeLessThanOrEqual(1);
    for (const answer of answers) expect([200, 400]).toContain(answer.status);
  });

  test('is not given when the login is ended at the same moment, and nothing fails', async () => {
    const { browser, userId } = await join(sdk);
    await logIn(api, browser);
    const { id: grantId } = await database.db.grant.findFirstOrThrow({ where: { userId } });
    const later = { value: 'late', grantId, payload: {}, expiresAt: new Date() };
    const saving = await database.db.$transaction(async (tx) => {
      await tx.grant.delete({ where: { id: grantId } });
      const begun = saveRefreshToken(contextFor(database.db), later);
      begun.catch(() => {});
      await untilWaiting(database.db);
      return { begun };
    });
    await expect(saving.begun).rejects.toMatchObject({ code: 'not_found' });
  });

  test('speaks of the roles of the moment', async () => {
    const { browser, userId, organizationId } = await join(sdk);
    const tokens = await logIn(api, browser);
    expect(decodeJwt(tokens.access_token).roles).toEqual(['member']);
    await sdk.user.updateMembership(organizationId, userId, { roles: ['admin'] });
    const later = await refresh(api, tokens.refresh_token);
    expect(decodeJwt(later.access_token).roles).toEqual(['admin']);
  });
});

describe('a login ends at once', () => {
  async function endedBy(end: (joined: Awaited<ReturnType<typeof join>>) => Promise<unknown>) {
    const joined = await join(sdk);
    const tokens = await logIn(api, joined.browser);
    expect(await userinfo(tokens.access_token)).toMatchObject({ status: 200, email: joined.email });
    await end(joined);
    expect(await userinfo(tokens.access_token)).toMatchObject({ status: 401 });
    expect(await refresh(api, tokens.refresh_token)).toMatchObject(used);
    return joined;
  }

  test('when the session is ended', async () => {
    await endedBy(({ userId }) => database.db.session.deleteMany({ where: { userId } }));
  });

  test('when the member is removed', async () => {
    await endedBy(({ organizationId, userId }) => sdk.user.deleteMembership(organizationId, userId));
  });

  test('when the member is deactivated', async () => {
    await endedBy(({ organizationId, userId }) =>
      database.db.membership.updateMany({
        where: { organizationId, userId },
        data: { status: 'INACTIVE' },
      }),
    );
  });

  test('when the organization is deleted', async () => {
    await endedBy(({ organizationId }) => sdk.organization.deleteOrganization(organizationId));
  });

  test('and another one of the same person in another organization goes on', async () => {
    const one = await join(sdk);
    const two = await join(sdk, { email: one.email });
    const tokens = await logIn(api, two.browser);
    await sdk.user.deleteMembership(one.organizationId, one.userId);
    expect((await refresh(api, tokens.refresh_token)).status).toBe(200);
  });
});
