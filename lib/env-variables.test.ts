import { describe, expect, test } from 'vitest';
import { readEnv } from './env';

const secret = 'a secret that only tests use and that is long';
const key = { RESEND_API_KEY: 're_123' };
const webhookSecret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';

describe('an environment without anything', () => {
  test('is this machine, on port 3000, with the local mailbox', () => {
    const env = readEnv({});
    expect(env).toMatchObject({
      port: 3000,
      dataDirectory: '.usher',
      databaseUrl: '',
      secret: '',
      role: 'all',
    });
    expect(env).toMatchObject({ client: null, tls: null });
    expect(env).toMatchObject({ resend: null, ownerEmail: null, trustedProxies: [], previousSecrets: [] });
    expect(env).toMatchObject({ logLevel: 'info', development: false });
    expect(env.baseUrl.origin).toBe('http://localhost:3000');
  });

  test('is the same when the variables are there and empty', () => {
    const names = [
      'PORT',
      'USHER_BASE_URL',
      'USHER_SECRET',
      'USHER_SECRET_PREVIOUS',
      'USHER_DATA_DIR',
      'DATABASE_URL',
    ];
    const more = [
      'USHER_ROLE',
      'USHER_LOG_LEVEL',
      'USHER_OWNER_EMAIL',
      'USHER_TRUSTED_PROXIES',
      'USHER_ALLOWED_PRIVATE_HOSTS',
      'USHER_DNS_SERVERS',
      'RESEND_API_KEY',
    ];
    const rest = ['RESEND_FROM', 'RESEND_BASE_URL', 'RESEND_WEBHOOK_SECRET'];
    const empty = Object.fromEntries([...names, ...more, ...rest].map((name) => [name, '']));
    expect(readEnv(empty)).toEqual(readEnv({}));
  });
});

describe('a variable', () => {
  test.each([
    [{ PORT: '8080' }, { port: 8080 }],
    [{ PORT: '65535' }, { port: 65_535 }],
    [{ USHER_DATA_DIR: '/var/lib/usher' }, { dataDirectory: '/var/lib/usher' }],
    [{ DATABASE_URL: 'postgres://u:p@db:5432/usher' }, { databaseUrl: 'postgres://u:p@db:5432/usher' }],
    [
      { DATABASE_URL: 'postgresql://db/usher?sslmode=require' },
      { databaseUrl: expect.stringContaining('sslmode') },
    ],
    [{ USHER_SECRET: secret }, { secret }],
    [{ USHER_SECRET_PREVIOUS: `${secret}1, ${secret}2,` }, { previousSecrets: [`${secret}1`, `${secret}2`] }],
    [
      { USHER_CLIENT_ID: 'my-app', USHER_CLIENT_SECRET: secret },
      {
        client: { clientId: 'my-app', clientSecret: secret, redirectUris: [], initiateLoginUri: null },
      },
    ],
    [
      {
        USHER_CLIENT_ID: 'my-app',
        USHER_CLIENT_SECRET: secret,
        USHER_REDIRECT_URIS: 'https://app.example.com/callback, http://localhost:4000/callback',
        USHER_INITIATE_LOGIN_URI: 'https://app.example.com/login',
      },
      {
        client: expect.objectContaining({
          redirectUris: ['https://app.example.com/callback', 'http://localhost:4000/callback'],
          initiateLoginUri: 'https://app.example.com/login',
        }),
      },
    ],
    [
      { USHER_TLS_CERT: 'cert.pem', USHER_TLS_KEY: 'key.pem' },
      { tls: { certificate: 'cert.pem', key: 'key.pem' } },
    ],
    [{ USHER_ROLE: 'web' }, { role: 'web' }],
    [{ USHER_ROLE: 'worker' }, { role: 'worker' }],
    [{ USHER_LOG_LEVEL: 'debug' }, { logLevel: 'debug' }],
    [{ USHER_OWNER_EMAIL: ' ada@example.com ' }, { ownerEmail: 'ada@example.com' }],
    [{ USHER_TRUSTED_PROXIES: '10.0.0.1, ::1' }, { trustedProxies: ['10.0.0.1', '::1'] }],
    [{ USHER_TRUSTED_PROXIES: '2001:DB8:0:0::1' }, { trustedProxies: ['2001:db8::1'] }],
    [{ USHER_TRUSTED_PROXIES: '::ffff:10.0.0.1' }, { trustedProxies: ['10.0.0.1'] }],
    [
      { USHER_ALLOWED_PRIVATE_HOSTS: 'Hooks.internal, 10.0.0.0/8, ::1' },
      { allowedPrivateHosts: ['hooks.internal', '10.0.0.0/8', '::1'] },
    ],
    [{ NODE_ENV: 'development' }, { development: true }],
  ])('is read: %o', (source, expected) => {
    expect(readEnv(source)).toMatchObject(expected);
  });

  test.each([
    ['http://127.0.0.1:3000', 'http://127.0.0.1:3000'],
    ['http://[::1]:3000/', 'http://[::1]:3000'],
    ['http://usher.localhost', 'http://usher.localhost'],
    ['https://Usher.Example.com:443', 'https://usher.example.com'],
  ])('USHER_BASE_URL may be %s', (text, origin) => {
    expect(readEnv({ USHER_BASE_URL: text, ...key }).baseUrl.origin).toBe(origin);
  });

  test('USHER_BASE_URL begins with https on its own where there is a certificate', () => {
    const tls = { USHER_TLS_CERT: 'cert.pem', USHER_TLS_KEY: 'key.pem' };
    expect(readEnv({ PORT: '8443', ...tls }).baseUrl.origin).toBe('https://localhost:8443');
  });

  test('of Resend has what is usual unless it is set', () => {
    const usual = {
      apiKey: 're_123',
      from: 'onboarding@resend.dev',
      baseUrl: 'https://api.resend.com',
      webhookSecret: null,
    };
    expect(readEnv(key).resend).toEqual(usual);
    const own = {
      RESEND_FROM: 'Acme <hello@example.com>',
      RESEND_BASE_URL: 'http://127.0.0.1:9/',
      RESEND_WEBHOOK_SECRET: webhookSecret,
    };
    const expected = { from: 'Acme <hello@example.com>', baseUrl: 'http://127.0.0.1:9', webhookSecret };
    expect(readEnv({ ...key, ...own }).resend).toMatchObject(expected);
    const here = { ...key, USHER_BASE_URL: 'https://usher.example.com' };
    expect(readEnv(here).resend).toMatchObject({ from: 'no-reply@usher.example.com' });
  });
});

describe('a wrong variable stops the start with one line that names it and what it expects', () => {
  test.each([
    ['PORT', 'eighty'],
    ['PORT', '0'],
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['PORT', '3000.5'],
    ['PORT', '0x10'],
    ['PORT', '3000\n'],
    ['USHER_BASE_URL', 'usher.example.com'],
    ['USHER_BASE_URL', 'localhost:3000'],
    ['USHER_BASE_URL', 'ftp://usher.example.com'],
    ['USHER_BASE_URL', 'https://usher.example.com/app'],
    ['USHER_BASE_URL', 'https://usher.example.com/?a=1'],
    ['USHER_BASE_URL', 'https://usher.example.com/#a'],
    ['USHER_BASE_URL', 'https://ada:hunter2@usher.example.com'],
    ['DATABASE_URL', 'mysql://db/usher'],
    ['DATABASE_URL', 'postgres://'],
    ['DATABASE_URL', 'postgresql://ada:hunter2@db:port/usher'],
    ['DATABASE_URL', 'postgresql://db/us her'],
    ['USHER_SECRET', 'hunter2'],
    ['USHER_SECRET_PREVIOUS', `${secret},hunter2`],
    ['USHER_ROLE', 'server'],
    ['USHER_LOG_LEVEL', 'loud'],
    ['USHER_OWNER_EMAIL', 'ada'],
    ['USHER_OWNER_EMAIL', 'ada@example.com\nbcc: eve@example.com'],
    ['USHER_TRUSTED_PROXIES', 'proxy.example.com'],
    ['USHER_TRUSTED_PROXIES', '10.0.0.0/8'],
    ['USHER_TRUSTED_PROXIES', '10.0.0.1;10.0.0.2'],
    ['USHER_ALLOWED_PRIVATE_HOSTS', 'http://localhost'],
    ['USHER_ALLOWED_PRIVATE_HOSTS', '10.0.0.0/33'],
    ['USHER_ALLOWED_PRIVATE_HOSTS', '10.0.0'],
    ['USHER_ALLOWED_PRIVATE_HOSTS', '*.example.com'],
    ['USHER_CLIENT_ID', 'my app'],
    ['USHER_CLIENT_ID', 'a'.repeat(101)],
    ['USHER_CLIENT_SECRET', 'hunter2'],
    ['RESEND_API_KEY', 'hunter2\n'],
    ['RESEND_API_KEY', 're hunter2'],
    ['RESEND_FROM', 'Acme'],
    ['RESEND_FROM', 'Acme <hello@example.com>\r\nBcc: eve@example.com'],
    ['RESEND_BASE_URL', 'api.resend.com'],
    ['RESEND_WEBHOOK_SECRET', 'hunter2'],
    ['RESEND_WEBHOOK_SECRET', 'whsec_hunter2'],
  ])('%s = %j', (name, text) => {
    const read = () => readEnv({ ...key, [name]: text });
    expect(read).toThrow(new RegExp(`^${name}: expected [^\\n]+$`));
    expect(read).not.toThrow('hunter2');
  });

  test.each([
    ['USHER_TLS_KEY', { USHER_TLS_CERT: 'cert.pem' }],
    ['USHER_TLS_CERT', { USHER_TLS_KEY: 'key.pem' }],
    [
      'USHER_BASE_URL',
      { USHER_TLS_CERT: 'cert.pem', USHER_TLS_KEY: 'key.pem', USHER_BASE_URL: 'http://localhost:3000' },
    ],
  ])('%s that does not go with %o', (name, source) => {
    expect(() => readEnv(source)).toThrow(new RegExp(`^${name}: expected [^\\n]+$`));
  });

  test('a public address without a mail provider: nobody would get their invitation', () => {
    const read = () => readEnv({ USHER_BASE_URL: 'https://usher.example.com' });
    expect(read).toThrow(
      /^RESEND_API_KEY: expected an API key of Resend, since USHER_BASE_URL is public [^\n]+$/,
    );
  });
});
