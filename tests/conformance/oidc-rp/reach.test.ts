import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { discoverProvider } from '@/server/sso/oidc/discover-provider';
import { finishOidcLogin } from '@/server/sso/oidc/finish-oidc-login';
import type { ProviderNetwork } from '@/server/sso/oidc/provider-network';
import { type OidcIdp, startOidcIdp } from '@/tests/fakes/oidc-idp';
import { begin, connectTo, loopback } from './login';

const user = { sub: 'ada-1', email: 'ada@example.com', email_verified: true };
const publicOnly: ProviderNetwork = { allowedPrivateHosts: [] };
let idp: OidcIdp;

beforeAll(async () => {
  idp = await startOidcIdp({ user });
});
beforeEach(() => idp.misbehave());
afterAll(() => idp.stop());

/** Every name leads to this machine. */
function leadingHere(): ProviderNetwork & { readonly looked: string[] } {
  const looked: string[] = [];
  const resolve = async (host: string) => {
    looked.push(host);
    return [{ address: '127.0.0.1', family: 4 }];
  };
  return { allowedPrivateHosts: [], resolve, looked };
}

describe('what the metadata of a provider says', () => {
  test('is found at its issuer and at the address of the metadata, and told exactly', async () => {
    const expected = {
      issuer: idp.issuer,
      authorizationEndpoint: `${idp.issuer}/auth`,
      tokenEndpoint: `${idp.issuer}/token`,
      userinfoEndpoint: `${idp.issuer}/me`,
      jwksUri: `${idp.issuer}/jwks`,
    };
    const wellKnown = `${idp.issuer}/.well-known/openid-configuration`;
    for (const address of [idp.issuer, ` ${idp.issuer}/ `, wellKnown])
      expect(await discoverProvider(address, loopback)).toEqual({ ok: true, passed: expected });
  });

  test('is told with the id of a Microsoft tenant that was asked for by its name', async () => {
    const issuer = `${idp.issuer}/11111111-2222-3333-4444-555555555555/v2.0`;
    idp.misbehave({ metadata: (metadata) => ({ ...metadata, issuer }) });
    const asked = `${idp.issuer}/.well-known/openid-configuration`;
    expect(await discoverProvider(asked, loopback)).toMatchObject({ ok: true, passed: { issuer } });
  });

  test.each([
    ['of another issuer', { issuer: 'https://id.example.com' }],
    ['without an issuer', { issuer: undefined }],
    ['without a key set', { jwks_uri: undefined }],
    ['with a token endpoint that is no address', { token_endpoint: 'token' }],
    ['with keys on this machine', { jwks_uri: 'https://127.0.0.1/jwks' }],
    ['with keys at the address of cloud metadata', { jwks_uri: 'http://169.254.169.254/latest/meta-data' }],
    ['with a token endpoint in a private network', { token_endpoint: 'https://10.0.0.1/token' }],
    ['with userinfo on an inner host', { userinfo_endpoint: 'https://vault.internal/me' }],
    ['with an authorization endpoint that is a script', { authorization_endpoint: 'javascript:alert(1)' }],
    ['with a token endpoint in clear', { token_endpoint: 'http://id.example.com/token' }],
    ['with keys in a file', { jwks_uri: 'file:///etc/passwd' }],
  ])('is refused %s', async (_what, changes) => {
    idp.misbehave({ metadata: (metadata) => ({ ...metadata, ...changes }) });
    const asked = idp.requests().length;
    expect(await discoverProvider(idp.issuer, loopback)).toMatchObject({ ok: false, step: 'discovery' });
    expect(idp.requests().slice(asked)).toEqual(['GET /.well-known/openid-configuration']);
  });

  test('is refused where it stands for every customer of Microsoft, and told what to use', async () => {
    idp.misbehave({ metadata: (metadata) => ({ ...metadata, issuer: `${idp.issuer}/{tenantid}/v2.0` }) });
    expect(await discoverProvider(idp.issuer, loopback)).toMatchObject({
      step: 'discovery',
      reason: expect.stringContaining('your tenant’s id'),
    });
  });

  test.each([
    ['leads elsewhere', { discovery: 'redirect' }, /redirect \(HTTP 30\d\)/],
    ['is endless', { discovery: 'huge' }, /too large/],
    ['is nested deeper than anybody reads', { discovery: 'nested' }, /too deeply/],
  ] as const)('is refused where it %s', async (_what, how, reason) => {
    idp.misbehave(how);
    expect(await discoverProvider(idp.issuer, loopback)).toEqual({
      ok: false,
      step: 'discovery',
      reason: expect.stringMatching(reason),
    });
  });

  test('is not waited for longer than it is worth', async () => {
    idp.misbehave({ discovery: 'silence' });
    const outcome = await discoverProvider(idp.issuer, { ...loopback, timeoutMilliseconds: 200 });
    expect(outcome).toMatchObject({ ok: false, step: 'discovery', reason: expect.stringMatching(/within/) });
  });

  test('is refused where it is no metadata at all', async () => {
    for (const path of ['/auth', '/jwks', '/nowhere']) {
      const asked = `${idp.issuer}${path}/.well-known/openid-configuration`;
      expect(await discoverProvider(asked, loopback)).toMatchObject({ ok: false, step: 'discovery' });
    }
  });
});

describe('a provider in a private network', () => {
  test('is not asked, by whatever name or number it is called', async () => {
    const { port } = new URL(idp.issuer);
    const names = [
      'localhost',
      '127.0.0.1',
      '[::1]',
      '[::ffff:127.0.0.1]',
      '2130706433',
      '0x7f.1',
      '0.0.0.0',
    ];
    const asked = idp.requests().length;
    for (const name of names)
      for (const scheme of ['http', 'https'])
        expect(await discoverProvider(`${scheme}://${name}:${port}`, publicOnly)).toMatchObject({
          ok: false,
          step: 'discovery',
        });
    expect(idp.requests()).toHaveLength(asked);
  });

  test('is not asked by a public name that leads there', async () => {
    const network = leadingHere();
    const { port } = new URL(idp.issuer);
    const asked = idp.requests().length;
    const outcome = await discoverProvider(`https://id.example.com:${port}`, network);
    expect(outcome).toMatchObject({ step: 'discovery', reason: expect.stringMatching(/private network/) });
    expect(network.looked).toEqual(['id.example.com']);
    expect(idp.requests()).toHaveLength(asked);
  });

  test('is not asked for tokens by a name that leads there after the login has begun', async () => {
    const { port } = new URL(idp.issuer);
    const login = await begin(connectTo(idp));
    const settings = {
      ...login.connection.settings,
      configuration: 'MANUAL' as const,
      authorizationEndpoint: `https://id.example.com:${port}/auth`,
      tokenEndpoint: `https://id.example.com:${port}/token`,
      jwksUri: `https://id.example.com:${port}/jwks`,
    };
    const connection = { ...login.connection, settings };
    const asked = idp.requests().length;
    const outcome = await finishOidcLogin({ ...login, connection }, leadingHere());
    expect(outcome).toMatchObject({
      step: 'token-exchange',
      reason: expect.stringMatching(/private network/),
    });
    expect(idp.requests()).toHaveLength(asked);
  });

  test('is not asked for its keys, nor for claims, though its tokens came', async () => {
    const addresses = {
      configuration: 'MANUAL' as const,
      authorizationEndpoint: `${idp.issuer}/auth`,
      tokenEndpoint: `${idp.issuer}/token`,
      jwksUri: `${idp.issuer}/jwks`,
      userinfoEndpoint: `${idp.issuer}/me`,
    };
    const keys = connectTo(idp, { settings: { ...addresses, jwksUri: 'https://10.0.0.1/jwks' } });
    const claims = connectTo(idp, { settings: { ...addresses, userinfoEndpoint: 'https://10.0.0.1/me' } });
    expect(await finishOidcLogin(await begin(keys), loopback)).toMatchObject({
      step: 'id-token-signature',
      reason: expect.stringMatching(/private network/),
    });
    expect(await finishOidcLogin(await begin(claims), loopback)).toMatchObject({
      step: 'userinfo',
      reason: expect.stringMatching(/private network/),
    });
  });
});
