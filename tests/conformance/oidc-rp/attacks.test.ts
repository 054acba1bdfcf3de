import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type FinishOidcLogin, finishOidcLogin } from '@/server/sso/oidc/finish-oidc-login';
import { startOidcLogin } from '@/server/sso/oidc/start-oidc-login';
import { type OidcIdp, startOidcIdp } from '@/tests/fakes/oidc-idp';
import type { Misbehaviour } from '@/tests/fakes/oidc-idp-misbehaviour';
import { begin, connectTo, logIn, loopback } from './login';

const user = { sub: 'ada-1', email: 'ada@example.com', email_verified: true };
let idp: OidcIdp;
let other: OidcIdp;

beforeAll(async () => {
  idp = await startOidcIdp({ user });
  other = await startOidcIdp({ user: { ...user, sub: 'mallory' } });
});
beforeEach(() => {
  idp.misbehave();
  other.misbehave();
});
afterAll(async () => {
  await idp.stop();
  await other.stop();
});

const seconds = () => Math.floor(Date.now() / 1000);
const dropped = (name: string): Misbehaviour => ({ idToken: ({ [name]: _, ...claims }) => claims });
const replaced = (changes: object): Misbehaviour => ({ idToken: (claims) => ({ ...claims, ...changes }) });

const withHeader = (header: object) => (tokens: Record<string, unknown>) => {
  const [, ...rest] = String(tokens.id_token).split('.');
  return {
    ...tokens,
    id_token: [Buffer.from(JSON.stringify(header)).toString('base64url'), ...rest].join('.'),
  };
};

/** What a hostile provider answers with, and the step that refuses it. */
const hostile: readonly (readonly [attack: string, step: string, how: Misbehaviour])[] = [
  ['an ID token without a signature', 'id-token-algorithm', { signer: 'nobody' }],
  ['HS256 with the public key as its secret', 'id-token-algorithm', { signer: 'public-key' }],
  ['the signature of a stranger under the provider’s key id', 'id-token-signature', { signer: 'stranger' }],
  ['a key id that is not among the keys', 'id-token-signature', { keyId: 'unknown' }],
  ['another issuer', 'issuer', replaced({ iss: 'https://id.example.com' })],
  [
    'the issuer with a slash at its end',
    'issuer',
    { idToken: (claims) => ({ ...claims, iss: `${claims.iss}/` }) },
  ],
  ['no issuer', 'issuer', dropped('iss')],
  ['another audience', 'audience', replaced({ aud: 'another-client' })],
  ['no audience', 'audience', dropped('aud')],
  [
    'other audiences beside us',
    'audience',
    { idToken: (claims) => ({ ...claims, aud: [String(claims.aud), 'b'] }) },
  ],
  [
    'other audiences, authorized for one of them',
    'audience',
    { idToken: (claims) => ({ ...claims, aud: [String(claims.aud), 'b'], azp: 'b' }) },
  ],
  ['another nonce', 'nonce', replaced({ nonce: 'another' })],
  ['no nonce', 'nonce', dropped('nonce')],
  ['an expired ID token', 'time', { idToken: (claims) => ({ ...claims, exp: seconds() - 120 }) }],
  ['an ID token of tomorrow', 'time', { idToken: (claims) => ({ ...claims, nbf: seconds() + 86_400 }) }],
  ['an ID token that never expires', 'time', dropped('exp')],
  ['an ID token of nobody', 'subject', dropped('sub')],
  ['an ID token of an empty subject', 'subject', replaced({ sub: '' })],
  ['a subject with a zero byte', 'subject', replaced({ sub: 'ada\0' })],
  ['a subject as long as a book', 'subject', replaced({ sub: 'a'.repeat(5000) })],
  ['a subject that is a list', 'subject', replaced({ sub: ['ada-1'] })],
  ['no ID token', 'token-exchange', { tokens: ({ id_token: _, ...tokens }) => tokens }],
  ['an ID token that is none', 'id-token', { tokens: (tokens) => ({ ...tokens, id_token: 'a.b' }) }],
  ['an encrypted ID token', 'id-token', { tokens: (tokens) => ({ ...tokens, id_token: 'a.b.c.d.e' }) }],
  ['no access token', 'token-exchange', { tokens: ({ access_token: _, ...tokens }) => tokens }],
  [
    'more than anybody needs',
    'token-exchange',
    { tokens: (tokens) => ({ ...tokens, more: 'x'.repeat(300_000) }) },
  ],
  [
    'an error that is no text',
    'token-exchange',
    { tokens: () => ({ error: 'x', error_description: { a: [] } }) },
  ],
  ['an algorithm that is a list', 'id-token-algorithm', { tokens: withHeader({ alg: ['RS256'] }) }],
  [
    'a header that asks for more',
    'id-token',
    { tokens: withHeader({ alg: 'RS256', crit: ['b64'], b64: false }) },
  ],
  ['an audience that is a number', 'audience', replaced({ aud: 7 })],
  ['an expiry that is a text', 'time', replaced({ exp: 'tomorrow' })],
  ['claims of somebody else', 'userinfo', { userinfo: (claims) => ({ ...claims, sub: 'boss' }) }],
  ['claims of nobody', 'userinfo', { userinfo: ({ sub: _, ...claims }) => claims }],
];

describe('a hostile provider', () => {
  test.each(hostile)('that answers with %s is refused at %s', async (_attack, step, how) => {
    const login = await begin(connectTo(idp));
    idp.misbehave(how);
    const outcome = await finishOidcLogin(login, loopback);
    expect(outcome).toMatchObject({ ok: false, step });
    expect(outcome).not.toHaveProperty('passed');
  });

  test('is refused with words that hold no token, no code and no nonce', async () => {
    for (const [, , how] of hostile) {
      idp.misbehave();
      const login = await begin(connectTo(idp));
      idp.misbehave(how);
      const outcome = await finishOidcLogin(login, loopback);
      const reason = outcome.ok ? '' : outcome.reason;
      const code = new URL(login.callbackUrl).searchParams.get('code') ?? '';
      expect(reason).toMatch(/^[A-Z].{8,400}[.?]$/);
      expect(reason).not.toMatch(/eyJ/);
      for (const secret of [code, login.state, login.nonce, login.codeVerifier, idp.clientSecret])
        expect(reason).not.toContain(secret);
    }
  });

  test('cannot bring a login down with claims that nobody can read', async () => {
    const strange = {
      constructor: 'x',
      toString: 7,
      email: { a: 1 },
      name: ['', 5],
    };
    const own = JSON.parse('{"__proto__": {"email": "boss@example.com"}}') as object;
    const login = await begin(
      connectTo(idp, { attributeMapping: { locale: 'constructor', picture: '__proto__' } }),
    );
    idp.misbehave({ idToken: (claims) => ({ ...claims, ...strange, ...own }) });
    const outcome = await finishOidcLogin(login, loopback);
    const expected = { email: '{"a":1}', emailVerified: false, displayName: '5', locale: 'x', picture: null };
    expect(outcome).toMatchObject({ ok: true, passed: expected });
  });

  test('cannot have its signature left out by announcing `none`', async () => {
    const announcing = await startOidcIdp({ user });
    announcing.misbehave({
      metadata: (metadata) => ({
        ...metadata,
        id_token_signing_alg_values_supported: ['none', 'HS256', 'RS256'],
      }),
    });
    const login = await begin(connectTo(announcing));
    for (const signer of ['nobody', 'public-key'] as const) {
      announcing.misbehave({ signer });
      const again = signer === 'nobody' ? login : await begin(connectTo(announcing));
      expect(await finishOidcLogin(again, loopback)).toMatchObject({ step: 'id-token-algorithm' });
    }
    await announcing.stop();
  });

  test('that says that it is another one is refused before anybody is sent there', async () => {
    const posing = await startOidcIdp({ user });
    posing.misbehave({ metadata: (metadata) => ({ ...metadata, issuer: idp.issuer }) });
    await expect(begin(connectTo(posing))).rejects.toThrow(
      `discovery: It says that it is “${idp.issuer}”, not “${posing.issuer}”.`,
    );
    await posing.stop();
  });

  test('that signs with nothing to be trusted is refused before anybody is sent there', async () => {
    const unsigned = await startOidcIdp({ user });
    unsigned.misbehave({
      metadata: (metadata) => ({ ...metadata, id_token_signing_alg_values_supported: ['none', 'HS256'] }),
    });
    await expect(begin(connectTo(unsigned))).rejects.toThrow('discovery');
    await unsigned.stop();
  });
});

describe('time', () => {
  test('is taken from the caller, with a minute’s tolerance', async () => {
    const minutes = 60_000;
    const at = async (milliseconds: number) => {
      const login = await begin(connectTo(idp));
      return finishOidcLogin({ ...login, now: new Date(Date.now() + milliseconds) }, loopback);
    };
    // The fake's ID tokens are good for ten minutes.
    expect(await at(10.5 * minutes)).toMatchObject({ ok: true });
    expect(await at(11.5 * minutes)).toMatchObject({ ok: false, step: 'time' });
  });
});

describe('the answer of another login', () => {
  const finish = (login: FinishOidcLogin, changes: Partial<FinishOidcLogin>) =>
    finishOidcLogin({ ...login, ...changes }, loopback);
  const withQuery = ({ callbackUrl }: FinishOidcLogin, changes: Record<string, string | null>) => {
    const url = new URL(callbackUrl);
    for (const [name, value] of Object.entries(changes))
      if (value === null) url.searchParams.delete(name);
      else url.searchParams.set(name, value);
    return url.href;
  };

  test('is refused by its state: another one, none, or two', async () => {
    const login = await begin(connectTo(idp));
    const callbacks = [
      withQuery(login, { state: 'another' }),
      withQuery(login, { state: null }),
      `${login.callbackUrl}&state=another`,
    ];
    for (const callbackUrl of callbacks)
      expect(await finish(login, { callbackUrl })).toMatchObject({ ok: false, step: 'state' });
    expect(idp.requests().at(-1)).not.toBe('POST /token');
  });

  test('is refused by the provider where the code is another’s, or was used', async () => {
    const mine = await begin(connectTo(idp));
    const theirs = await begin(connectTo(idp));
    const code = new URL(theirs.callbackUrl).searchParams.get('code');
    const injected = withQuery(mine, { code });
    expect(await finish(mine, { callbackUrl: injected })).toMatchObject({
      step: 'token-exchange',
      reason: expect.stringContaining('invalid_grant'),
    });
    const used = await begin(connectTo(idp));
    expect(await finishOidcLogin(used, loopback)).toMatchObject({ ok: true });
    expect(await finishOidcLogin(used, loopback)).toMatchObject({ ok: false, step: 'token-exchange' });
  });

  test('is refused without a code, with two, or with one in a shape that nobody asked for', async () => {
    const login = await begin(connectTo(idp));
    const callbacks = [
      withQuery(login, { code: null }),
      `${login.callbackUrl}&code=another`,
      withQuery(login, { code: null, response: 'a.b.c' }),
    ];
    for (const callbackUrl of callbacks)
      expect(await finish(login, { callbackUrl })).toMatchObject({ ok: false, step: 'callback' });
    const hybrid = withQuery(login, { id_token: 'a.b.c' });
    expect(await finish(login, { callbackUrl: hybrid })).toMatchObject({ ok: false, step: 'token-exchange' });
  });

  test('of another provider is refused by its issuer, though everything else is ours', async () => {
    const mine = await begin(connectTo(idp));
    const theirs = await begin(connectTo(other));
    const confused = withQuery(theirs, { state: mine.state });
    expect(await finish(mine, { callbackUrl: theirs.callbackUrl })).toMatchObject({ step: 'state' });
    expect(await finish(mine, { callbackUrl: confused })).toEqual({
      ok: false,
      step: 'issuer',
      reason: `The answer is that of “${other.issuer}”, not of “${idp.issuer}”.`,
      steps: ['settings', 'discovery', 'state'],
    });
  });

  test('that does not name its issuer is refused where the provider announces it', async () => {
    const login = await begin(connectTo(idp));
    const callbackUrl = withQuery(login, { iss: null });
    expect(await finish(login, { callbackUrl })).toMatchObject({ ok: false, step: 'issuer' });
  });

  test('of another provider is refused where none names its issuer: its code is not ours', async () => {
    const silent = (metadata: Record<string, unknown>) => ({
      ...metadata,
      authorization_response_iss_parameter_supported: undefined,
    });
    const quiet = await startOidcIdp({ user });
    quiet.misbehave({ metadata: silent });
    const mine = await begin(connectTo(quiet));
    const theirs = await begin(connectTo(other));
    const confused = withQuery(theirs, { state: mine.state, iss: null });
    expect(await finish(mine, { callbackUrl: confused })).toMatchObject({ step: 'token-exchange' });
    expect(await finish(mine, { callbackUrl: withQuery(mine, { iss: null }) })).toMatchObject({ ok: true });
    await quiet.stop();
  });

  test('of a provider that passes on a token of another one is refused', async () => {
    const victim = await begin(connectTo(idp));
    let stolen: unknown;
    other.misbehave({
      tokens: (tokens) => {
        stolen = tokens.id_token;
        return tokens;
      },
    });
    expect(await logIn(connectTo(other))).toMatchObject({ ok: true });
    idp.misbehave({ tokens: (tokens) => ({ ...tokens, id_token: stolen }) });
    expect(await finishOidcLogin(victim, loopback)).toMatchObject({ ok: false, step: 'issuer' });
  });

  test('with an error is not believed before it is known whose it is', async () => {
    const login = await begin(connectTo(idp));
    const callbackUrl = withQuery(login, { state: 'x', error: 'access_denied' });
    expect(await finish(login, { callbackUrl })).toMatchObject({ step: 'state' });
  });

  test('with an error is told in plain text, and no longer than it is worth', async () => {
    const login = await begin(connectTo(idp));
    const description = `<b>No</b>\u202e\0\n${'x'.repeat(5000)}`;
    const callbackUrl = withQuery(login, { error: 'server_error', error_description: description });
    const outcome = await finish(login, { callbackUrl });
    const reason = outcome.ok ? '' : outcome.reason;
    expect(reason).toMatch(/^The provider answered “server_error”: “<b>No<\/b> x+…”\.$/);
    expect(reason.length).toBeLessThan(300);
  });
});

describe('a connection', () => {
  test('whose client secret is wrong is refused with the provider’s words', async () => {
    const login = await begin(connectTo(idp, { clientSecret: 'wrong' }));
    expect(await finishOidcLogin(login, loopback)).toMatchObject({
      step: 'token-exchange',
      reason: expect.stringContaining('invalid_client'),
    });
  });

  test.each([
    ['issuer', { issuer: null }],
    ['client id', { clientId: null }],
    ['address', { configuration: 'MANUAL' as const }],
  ])('without its %s sends nobody anywhere', async (missing, settings) => {
    const asked = {
      redirectUri: 'http://localhost:4000/',
      state: 's',
      nonce: 'n',
      codeVerifier: 'v'.repeat(43),
    };
    const connection = connectTo(idp, { settings });
    const outcome = await startOidcLogin({ ...asked, connection, loginHint: null, prompt: null }, loopback);
    expect(outcome).toMatchObject({ ok: false, step: 'settings', reason: expect.stringContaining(missing) });
  });
});
