import { afterEach, describe, expect, test, vi } from 'vitest';
import { finishOidcLogin } from '@/server/sso/oidc/finish-oidc-login';
import { startOidcLogin } from '@/server/sso/oidc/start-oidc-login';
import { type OidcIdp, type OidcIdpOptions, startOidcIdp } from '@/tests/fakes/oidc-idp';
import { begin, connectTo, logIn, loopback, redirectUri } from './login';

const ada = {
  sub: 'ada-1',
  email: 'ada@example.com',
  email_verified: true,
  name: 'Ada Lovelace',
  given_name: 'Ada',
  family_name: 'Lovelace',
  picture: 'https://example.com/ada.png',
  locale: 'en-GB',
  groups: ['engines', 'poetry'],
};
const adasIdentity = {
  subject: 'ada-1',
  email: 'ada@example.com',
  emailVerified: true,
  givenName: 'Ada',
  familyName: 'Lovelace',
  displayName: 'Ada Lovelace',
  picture: 'https://example.com/ada.png',
  locale: 'en-GB',
  phoneNumber: null,
  groups: ['engines', 'poetry'],
};

const running: OidcIdp[] = [];
afterEach(async () => {
  vi.useRealTimers();
  for (const idp of running.splice(0)) await idp.stop();
});

async function startIdp(options: Partial<OidcIdpOptions> = {}): Promise<OidcIdp> {
  const idp = await startOidcIdp({ user: ada, ...options });
  running.push(idp);
  return idp;
}

describe('a login at an OpenID provider', () => {
  test.each<Partial<OidcIdpOptions>>([
    { claimsIn: 'id-token' },
    { claimsIn: 'userinfo' },
    { algorithm: 'ES256' },
    { immediate: true, path: '/application/o/usher' },
  ])('gives what it says of the person (%o)', async (options) => {
    const idp = await startIdp(options);
    const outcome = await logIn(connectTo(idp));
    expect(outcome).toMatchObject({ ok: true, passed: adasIdentity });
    expect(outcome).toMatchObject({ passed: { attributes: { groups: ada.groups, iss: [idp.issuer] } } });
    expect(outcome).not.toHaveProperty('passed.attributes.nonce');
  });

  test('asks for a code with PKCE, state, nonce and the scopes of the connection', async () => {
    const idp = await startIdp();
    const connection = connectTo(idp, { settings: { scopes: ['email', 'groups'] } });
    // RFC 7636 appendix B.
    const codeVerifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';
    const secrets = { state: 'our-state', nonce: 'our-nonce', codeVerifier };
    const asked = { connection, redirectUri, ...secrets, loginHint: 'ada@example.com', prompt: 'login' };
    const outcome = await startOidcLogin(asked, loopback);
    const url = new URL(outcome.ok ? outcome.passed.url : '');
    expect(url.origin).toBe(idp.issuer);
    expect(Object.fromEntries(url.searchParams)).toEqual({
      response_type: 'code',
      client_id: idp.clientId,
      redirect_uri: redirectUri,
      scope: 'openid email groups',
      state: 'our-state',
      nonce: 'our-nonce',
      code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
      code_challenge_method: 'S256',
      login_hint: 'ada@example.com',
      prompt: 'login',
    });
  });

  test('works with the secret in the header, and with addresses given by hand', async () => {
    const tokenAuthMethod = 'client_secret_basic';
    const idp = await startIdp({ tokenAuthMethod });
    const addresses = {
      tokenAuthMethod,
      configuration: 'MANUAL',
      authorizationEndpoint: `${idp.issuer}/auth`,
      tokenEndpoint: `${idp.issuer}/token`,
      jwksUri: `${idp.issuer}/jwks`,
    } as const;
    const outcome = await logIn(connectTo(idp, { settings: addresses }));
    expect(outcome).toMatchObject({ ok: true, passed: adasIdentity });
    expect(idp.requests()).not.toContain('GET /.well-known/openid-configuration');
    expect(idp.requests()).not.toContain('GET /me');
  });

  test('asks the provider for its metadata and its keys once, not at every login', async () => {
    const idp = await startIdp();
    const connection = connectTo(idp);
    for (let count = 0; count < 3; count += 1) expect(await logIn(connection)).toMatchObject({ ok: true });
    const asked = idp.requests();
    expect(asked.filter((each) => each === 'GET /.well-known/openid-configuration')).toHaveLength(1);
    expect(asked.filter((each) => each === 'GET /jwks')).toHaveLength(1);
    expect(asked.filter((each) => each === 'POST /token')).toHaveLength(3);
  });

  test.each([{}, { keyId: 'the-key' }])(
    'is believed with a new key of the provider at once (%o)',
    async (key) => {
      const idp = await startIdp(key);
      const connection = connectTo(idp);
      expect(await logIn(connection)).toMatchObject({ ok: true });
      await idp.rollKeys();
      expect(await logIn(connection)).toMatchObject({ ok: true, passed: adasIdentity });
    },
  );

  test('has a new key read once, however many people log in at that moment', async () => {
    const idp = await startIdp();
    const connection = connectTo(idp);
    expect(await logIn(connection)).toMatchObject({ ok: true });
    await idp.rollKeys();
    const logins = [];
    for (let count = 0; count < 8; count += 1) logins.push(await begin(connection));
    const outcomes = await Promise.all(logins.map((login) => finishOidcLogin(login, loopback)));
    for (const outcome of outcomes) expect(outcome).toMatchObject({ ok: true, passed: adasIdentity });
    expect(idp.requests().filter((each) => each === 'GET /jwks')).toHaveLength(2);
  });

  test('has the keys read again for an unknown one only once in a few seconds', async () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    const idp = await startIdp();
    const connection = connectTo(idp);
    expect(await logIn(connection)).toMatchObject({ ok: true });
    idp.misbehave({ keyId: 'unknown' });
    for (let count = 0; count < 3; count += 1)
      expect(await logIn(connection)).toMatchObject({ ok: false, step: 'id-token-signature' });
    expect(idp.requests().filter((each) => each === 'GET /jwks')).toHaveLength(2);
    vi.advanceTimersByTime(5_000);
    expect(await logIn(connection)).toMatchObject({ ok: false, step: 'id-token-signature' });
    expect(idp.requests().filter((each) => each === 'GET /jwks')).toHaveLength(3);
  });

  test('that the person gave up is refused with the words of the provider', async () => {
    const idp = await startIdp();
    const login = await begin(connectTo(idp), 'cancel');
    expect(await finishOidcLogin(login, loopback)).toEqual({
      ok: false,
      step: 'provider-refused',
      reason: 'The provider answered “access_denied”: “The person pressed Cancel.”.',
      steps: ['settings', 'discovery', 'state', 'issuer'],
    });
  });
});

describe('what a provider says of a person', () => {
  test('is taken from the claims that the connection maps', async () => {
    const user = { ...ada, upn: 'ada@corp.example.com', department: 'Analysis', roles: ['admin'] };
    const idp = await startIdp({ user });
    const attributeMapping = { email: 'upn', groups: 'department', display_name: 'preferred_username' };
    const outcome = await logIn(connectTo(idp, { attributeMapping }));
    const expected = {
      email: 'ada@corp.example.com',
      emailVerified: false,
      groups: ['Analysis'],
      displayName: null,
    };
    expect(outcome).toMatchObject({ ok: true, passed: expected });
  });

  test('has its roles as groups where it has no groups', async () => {
    const { groups: _, ...user } = { ...ada, roles: ['admin', 'admin'] };
    expect(await logIn(connectTo(await startIdp({ user })))).toMatchObject({ passed: { groups: ['admin'] } });
  });

  test.each([undefined, false, 'true', 1])(
    'proves no address by email_verified %o',
    async (email_verified) => {
      const idp = await startIdp({ user: { ...ada, email_verified } });
      expect(await logIn(connectTo(idp))).toMatchObject({ ok: true, passed: { emailVerified: false } });
    },
  );

  test('proves an address only by the answer that names it', async () => {
    const idp = await startIdp();
    idp.misbehave({
      idToken: ({ email_verified: _, ...claims }) => ({ ...claims, email: 'boss@example.com' }),
      userinfo: (claims) => ({ ...claims, email: 'ada@example.com', email_verified: true }),
    });
    const expected = { email: 'boss@example.com', emailVerified: false };
    expect(await logIn(connectTo(idp))).toMatchObject({ ok: true, passed: expected });
  });

  test('proves an address at Google only with its Workspace', async () => {
    const idp = await startIdp();
    const connection = connectTo(idp, { provider: 'GOOGLE' });
    expect(await logIn(connection)).toMatchObject({ passed: { emailVerified: false } });
    idp.setUser({ ...ada, hd: 'example.com' });
    expect(await logIn(connection)).toMatchObject({ passed: { emailVerified: true } });
  });

  test('is stored as text that can be: no zero byte, no half character, no picture that is no address', async () => {
    const idp = await startIdp({ user: { ...ada, name: 'A\0da\ud800', picture: 'javascript:alert(1)' } });
    const expected = { displayName: 'A da\ufffd', picture: null };
    expect(await logIn(connectTo(idp))).toMatchObject({ ok: true, passed: expected });
  });
});

describe('a login at Microsoft Entra ID', () => {
  const tid = '11111111-2222-3333-4444-555555555555';
  const account = { ...ada, tid, oid: 'aaaaaaaa-0000-4000-8000-000000000001', email_verified: undefined };
  const startEntra = (user: OidcIdpOptions['user'] = account) => startIdp({ user, path: `/${tid}/v2.0` });

  test('is keyed by tenant and person, and proves the address by the domain’s owner alone', async () => {
    const idp = await startEntra();
    const connection = connectTo(idp, { provider: 'MICROSOFT_AD' });
    const subject = `${tid}.${account.oid}`;
    expect(await logIn(connection)).toMatchObject({ passed: { subject, emailVerified: false } });
    for (const xms_edov of [true, 1, '1', 'true']) {
      idp.setUser({ ...account, xms_edov });
      expect(await logIn(connection)).toMatchObject({ passed: { subject, emailVerified: true } });
    }
    for (const xms_edov of [false, 0, '0', 'false']) {
      idp.setUser({ ...account, xms_edov });
      expect(await logIn(connection)).toMatchObject({ passed: { emailVerified: false } });
    }
  });

  test.each([
    { tid: undefined },
    { oid: undefined },
    { tid: 'aaaaaaaa-2222-3333-4444-555555555555' },
    { oid: 'a.b' },
  ])('is refused without both, or of another tenant (%o)', async (changes) => {
    const idp = await startEntra({ ...account, ...changes });
    const outcome = await logIn(connectTo(idp, { provider: 'MICROSOFT_AD' }));
    expect(outcome).toMatchObject({ ok: false, step: 'subject' });
  });

  test.each(['common', 'organizations', 'consumers', '{tenantid}', 'contoso.onmicrosoft.com'])(
    'is refused where the issuer is %s',
    async (tenant) => {
      const idp = await startEntra();
      const issuer = `https://login.microsoftonline.com/${tenant}/v2.0`;
      const connection = connectTo(idp, { provider: 'MICROSOFT_AD', settings: { issuer } });
      const asked = { connection, redirectUri, state: 's', nonce: 'n', codeVerifier: 'v'.repeat(43) };
      const outcome = await startOidcLogin({ ...asked, loginHint: null, prompt: null }, loopback);
      expect(outcome).toMatchObject({ ok: false, step: 'settings' });
    },
  );
});
