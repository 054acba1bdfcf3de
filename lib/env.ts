import { isIP, SocketAddress } from 'node:net';
import { z } from 'zod';

/** What the operator configured. */
export interface Env {
  readonly baseUrl: URL;
  readonly port: number;
  readonly dataDirectory: string;
  /** Set by the start script when the embedded PostgreSQL is used. */
  readonly databaseUrl: string;
  readonly secret: string;
  /** Secrets that were used before: links made with them stay good. */
  readonly previousSecrets: readonly string[];
  readonly role: 'all' | 'web' | 'worker';
  /** Null: mail lands in the local mailbox. */
  readonly resend: ResendEnv | null;
  readonly ownerEmail: string | null;
  /** A client of the API that is there from the start. */
  readonly client: ClientEnv | null;
  /** Null: whatever stands before Usher speaks TLS, or nobody does. */
  readonly tls: TlsEnv | null;
  /** Addresses whose x-forwarded-* headers are believed. */
  readonly trustedProxies: readonly string[];
  /** Names, addresses and networks beside the public Internet that webhooks may be sent to. */
  readonly allowedPrivateHosts: readonly string[];
  /** Name servers, with their ports, that are asked for the TXT records of domains; none: those of the system. */
  readonly dnsServers: readonly string[];
  readonly logLevel: string;
  readonly development: boolean;
}

export interface ResendEnv {
  readonly apiKey: string;
  readonly from: string;
  readonly baseUrl: string;
  readonly webhookSecret: string | null;
}

/** Paths of PEM files. */
export interface TlsEnv {
  readonly certificate: string;
  readonly key: string;
}

export interface ClientEnv {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly redirectUris: readonly string[];
  readonly initiateLoginUri: string | null;
}

type Source = Readonly<Record<string, string | undefined>>;

const httpUrl = z.url({ protocol: /^https?$/ });
const mailbox = /^(?:[^<>\r\n@]+<[^<>\s@]+@[^<>\s@]+>|[^<>\s@]+@[^<>\s@]+)$/;

/**
 * The environment as it was checked once. Throws an Error whose message is one line that names the variable and says
 * what it expects.
 */
export function readEnv(source: Source): Env {
  const port = readPort(source);
  const tls = readTls(source);
  const baseUrl = readBaseUrl(source, port, tls);
  const resend = readResend(source, baseUrl);
  if (!resend && !isLoopbackHost(baseUrl.hostname)) {
    fail(
      'RESEND_API_KEY',
      `an API key of Resend, since USHER_BASE_URL is public (${baseUrl.origin}) and invitations must reach people`,
    );
  }
  return {
    baseUrl,
    port,
    dataDirectory: source.USHER_DATA_DIR || '.usher',
    databaseUrl: readDatabaseUrl(source),
    secret: readSecret(source),
    previousSecrets: readPreviousSecrets(source),
    role: readChoice(source, 'USHER_ROLE', ['all', 'web', 'worker'] as const),
    resend,
    ownerEmail: readOwnerEmail(source),
    client: readClient(source),
    tls,
    trustedProxies: readTrustedProxies(source),
    allowedPrivateHosts: readAllowedPrivateHosts(source),
    dnsServers: readDnsServers(source),
    logLevel: readChoice(source, 'USHER_LOG_LEVEL', ['info', 'debug', 'warn', 'error', 'silent'] as const),
    development: source.NODE_ENV === 'development',
  };
}

/** The process's environment, read and checked at the first call. */
export function env(): Env {
  const shared = globalThis as { usherEnv?: Env };
  if (shared.usherEnv) return shared.usherEnv;
  const read = readEnv(process.env);
  // next-auth reads its own address from the environment; without it its links point elsewhere.
  process.env.NEXTAUTH_URL ??= read.baseUrl.origin;
  process.env.NEXTAUTH_SECRET ??= read.secret;
  shared.usherEnv = read;
  return read;
}

/** Whether `host` names this machine itself: localhost, 127.0.0.0/8 or ::1. */
export function isLoopbackHost(host: string): boolean {
  const bare = host.replace(/^\[|\]$/g, '').toLowerCase();
  if (bare === 'localhost' || bare.endsWith('.localhost') || bare === '::1') return true;
  return isIP(bare.replace(/^::ffff:/, '')) === 4 && bare.replace(/^::ffff:/, '').startsWith('127.');
}

function readPort(source: Source): number {
  const text = source.PORT || '3000';
  const port = Number(text);
  if (!/^\d+$/.test(text) || port < 1 || port > 65535) fail('PORT', 'a number from 1 to 65535', text);
  return port;
}

function readTls(source: Source): TlsEnv | null {
  const { USHER_TLS_CERT: certificate, USHER_TLS_KEY: key } = source;
  if (!certificate && !key) return null;
  if (!certificate)
    return fail('USHER_TLS_CERT', 'the PEM file of the certificate whose USHER_TLS_KEY is set');
  if (!key) return fail('USHER_TLS_KEY', 'the PEM file of the private key of USHER_TLS_CERT');
  return { certificate, key };
}

function readBaseUrl(source: Source, port: number, tls: TlsEnv | null): URL {
  const text = source.USHER_BASE_URL || `${tls ? 'https' : 'http'}://localhost:${port}`;
  if (!httpUrl.safeParse(text).success)
    fail('USHER_BASE_URL', 'an address like https://usher.example.com', text);
  const url = new URL(text);
  const expected = 'only scheme, host and port, like https://usher.example.com';
  // What was set is not repeated: it holds a password.
  if (url.username || url.password) fail('USHER_BASE_URL', expected);
  if (url.pathname !== '/' || url.search || url.hash) fail('USHER_BASE_URL', expected, text);
  if (tls && url.protocol !== 'https:')
    fail('USHER_BASE_URL', 'an address that begins with https://, since USHER_TLS_CERT is set', text);
  return url;
}

function readDatabaseUrl(source: Source): string {
  const text = source.DATABASE_URL ?? '';
  if (text && !(/^postgres(?:ql)?:\/\/\S+$/.test(text) && URL.canParse(text))) {
    fail('DATABASE_URL', 'an address like postgresql://user:password@host:5432/usher');
  }
  return text;
}

function readSecret(source: Source): string {
  const secret = source.USHER_SECRET ?? '';
  if (secret && secret.length < 32)
    fail('USHER_SECRET', 'at least 32 characters, for example from: openssl rand -base64 32');
  return secret;
}

function readPreviousSecrets(source: Source): string[] {
  const secrets = list(source.USHER_SECRET_PREVIOUS);
  if (secrets.some((secret) => secret.length < 32))
    fail('USHER_SECRET_PREVIOUS', 'secrets of at least 32 characters, separated by commas');
  return secrets;
}

function readResend(source: Source, baseUrl: URL): ResendEnv | null {
  const apiKey = source.RESEND_API_KEY;
  const baseAddress = source.RESEND_BASE_URL || 'https://api.resend.com';
  if (!httpUrl.safeParse(baseAddress).success)
    fail('RESEND_BASE_URL', 'an address like https://api.resend.com', baseAddress);
  const from = source.RESEND_FROM || defaultFrom(baseUrl);
  if (!mailbox.test(from))
    fail('RESEND_FROM', 'an address like no-reply@example.com or Name <no-reply@example.com>', from);
  const webhookSecret = source.RESEND_WEBHOOK_SECRET || null;
  if (webhookSecret && !/^whsec_[A-Za-z0-9+/]{16,}={0,2}$/.test(webhookSecret)) {
    fail('RESEND_WEBHOOK_SECRET', 'the signing secret that Resend shows, beginning with whsec_');
  }
  if (!apiKey) return null;
  if (!/^[\x21-\x7e]+$/.test(apiKey))
    fail('RESEND_API_KEY', 'an API key of Resend, without spaces or line ends');
  return { apiKey, from, baseUrl: baseAddress.replace(/\/$/, ''), webhookSecret };
}

function defaultFrom(baseUrl: URL): string {
  return isLoopbackHost(baseUrl.hostname) ? 'onboarding@resend.dev' : `no-reply@${baseUrl.hostname}`;
}

function readOwnerEmail(source: Source): string | null {
  const text = source.USHER_OWNER_EMAIL?.trim();
  if (text && !z.email().safeParse(text).success) fail('USHER_OWNER_EMAIL', 'an email address', text);
  return text || null;
}

function readClient(source: Source): ClientEnv | null {
  const { USHER_CLIENT_ID: clientId, USHER_CLIENT_SECRET: clientSecret } = source;
  const redirectUris = list(source.USHER_REDIRECT_URIS);
  const initiateLoginUri = source.USHER_INITIATE_LOGIN_URI || null;
  if (!clientId && !clientSecret) {
    if (redirectUris.length > 0 || initiateLoginUri)
      fail('USHER_CLIENT_ID', 'the id of the client that has them');
    return null;
  }
  if (clientId && !/^[\w.~-]{1,100}$/.test(clientId))
    fail('USHER_CLIENT_ID', 'at most 100 letters, digits, dots, hyphens and underscores', clientId);
  if (!clientSecret || clientSecret.length < 16)
    fail('USHER_CLIENT_SECRET', 'at least 16 characters, for example from: openssl rand -base64 32');
  if (!clientId) return fail('USHER_CLIENT_ID', 'the id of the client whose secret is set');
  return { clientId, clientSecret, redirectUris, initiateLoginUri };
}

function readTrustedProxies(source: Source): string[] {
  const addresses = list(source.USHER_TRUSTED_PROXIES);
  const wrong = addresses.find((address) => isIP(address) === 0);
  if (wrong) fail('USHER_TRUSTED_PROXIES', 'IP addresses separated by commas', wrong);
  return addresses.map(canonicalAddress);
}

function readAllowedPrivateHosts(source: Source): string[] {
  const hosts = list(source.USHER_ALLOWED_PRIVATE_HOSTS).map((host) => host.toLowerCase());
  const wrong = hosts.find((host) => !isHostOrNetwork(host));
  if (wrong)
    fail('USHER_ALLOWED_PRIVATE_HOSTS', 'host names, IP addresses or networks like 10.0.0.0/8', wrong);
  return hosts;
}

function isHostOrNetwork(text: string): boolean {
  const [address = '', bits, ...more] = text.split('/');
  const family = isIP(address);
  if (family === 0) return /^(?!-)[a-z0-9-]+(?:\.[a-z0-9-]+)*$/.test(text) && !/^[0-9.]+$/.test(text);
  if (bits === undefined) return true;
  return more.length === 0 && /^[0-9]{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128);
}

/** RFC 5952 section 6: an address, which stands in brackets where it is IPv6 and a port follows. */
function readDnsServers(source: Source): string[] {
  const servers = list(source.USHER_DNS_SERVERS);
  const wrong = servers.find((server) => {
    const [, bracketed, plain, port] = /^(?:\[(.+)\]|([^:]+))(?::([0-9]{1,5}))?$/.exec(server) ?? [];
    const isServer = isIP(server) !== 0 || isIP(bracketed ?? '') === 6 || isIP(plain ?? '') === 4;
    return !isServer || Number(port ?? 53) > 65_535;
  });
  if (wrong)
    fail('USHER_DNS_SERVERS', 'IP addresses like 9.9.9.9 or 127.0.0.1:5353, separated by commas', wrong);
  return servers;
}

/** As Node writes the address of a peer. */
function canonicalAddress(address: string): string {
  if (isIP(address) === 4) return address;
  return new SocketAddress({ address, family: 'ipv6' }).address.replace(/^::ffff:(?=\d+\.)/, '');
}

function readChoice<T extends string>(source: Source, name: string, choices: readonly [T, ...T[]]): T {
  const text = source[name] || choices[0];
  return choices.find((choice) => choice === text) ?? fail(name, `one of ${choices.join(', ')}`, text);
}

function list(text: string | undefined): string[] {
  return (text ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);
}

function fail(name: string, expected: string, got?: string): never {
  throw new Error(`${name}: expected ${expected}${got === undefined ? '' : `, got ${JSON.stringify(got)}`}`);
}
