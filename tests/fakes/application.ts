import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createRemoteJWKSet, type JWTPayload, jwtVerify } from 'jose';
import { hashToken } from '@/lib/crypto';
import type { Database } from '@/lib/db';
import { newId } from '@/lib/id';

export interface FakeApplication {
  readonly clientId: string;
  readonly origin: string;
  /** What the token endpoint gave for the last login. */
  lastTokens(): { readonly access_token: string; readonly id_token: string; readonly refresh_token: string };
  stop(): Promise<void>;
}

type Hints = JWTPayload & Record<'organization_id' | 'connection_id' | 'login_hint', string>;

interface Settings {
  readonly db: Database;
  /** Where Usher is. */
  readonly issuer: string;
  /** Whether its login passes on which organization and whom Usher named. */
  readonly forwards?: boolean;
}

/**
 * A customer's application on a loopback port of its own, registered with an Usher: `/login` begins a login there,
 * `/auth/callback` exchanges the code and greets the person.
 */
export async function startFakeApplication({
  db,
  issuer,
  forwards = true,
}: Settings): Promise<FakeApplication> {
  const clientId = newId('client');
  const clientSecret = randomBytes(32).toString('base64url');
  let tokens = { access_token: '', id_token: '', refresh_token: '' };
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const origin = `http://localhost:${(server.address() as AddressInfo).port}`;
  const redirectUri = `${origin}/auth/callback`;
  await db.client.create({
    data: {
      id: clientId,
      kind: 'WEB_APP',
      name: 'Fake application',
      apiAccess: true,
      redirectUris: [redirectUri],
      postLogoutRedirectUris: [`${origin}/goodbye`],
      initiateLoginUri: `${origin}/login`,
      secrets: { create: { id: newId('clientSecret'), hash: hashToken(clientSecret), suffix: 'fake' } },
    },
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '', origin);
    if (url.pathname === '/login') return begin(url, response);
    if (url.pathname === '/auth/callback') return greet(url, response);
    response.end('Goodbye.');
  }

  async function begin(url: URL, response: ServerResponse): Promise<void> {
    const query = new URLSearchParams(forwards ? await readHints(url.searchParams) : undefined);
    const scope = 'openid email offline_access';
    const standard = { response_type: 'code', client_id: clientId, redirect_uri: redirectUri, scope };
    for (const [name, value] of Object.entries(standard)) query.set(name, value);
    response.writeHead(302, { Location: `${issuer}/oauth/authorize?${query}` }).end();
  }

  /** What an identity provider that began by itself has said is in a token, which has to be Usher's and for us. */
  async function readHints(given: URLSearchParams): Promise<URLSearchParams> {
    const hints = new URLSearchParams(given);
    const token = hints.get('idp_initiated_login');
    for (const name of ['iss', 'idp_initiated_login']) hints.delete(name);
    if (!token) return hints;
    const keys = createRemoteJWKSet(new URL(`${issuer}/keys`));
    const { payload } = await jwtVerify<Hints>(token, keys, { issuer, audience: clientId });
    for (const name of ['organization_id', 'connection_id', 'login_hint'] as const)
      hints.set(name, payload[name]);
    return hints;
  }

  async function greet(url: URL, response: ServerResponse): Promise<void> {
    const body = new URLSearchParams({
      grant_type: 'authorization_code',
      code: url.searchParams.get('code') ?? '',
      redirect_uri: redirectUri,
      client_id: clientId,
      client_secret: clientSecret,
    });
    const answered = await fetch(`${issuer}/oauth/token`, { method: 'POST', body });
    tokens = (await answered.json()) as typeof tokens;
    const claims = Buffer.from(tokens.id_token?.split('.')[1] ?? '', 'base64url').toString();
    const { email, oid } = JSON.parse(claims || '{}') as { email?: string; oid?: string };
    response.writeHead(200, { 'Content-Type': 'text/html' });
    response.end(`<!doctype html><title>Application</title><h1>Hello ${email} of ${oid}</h1>`);
  }

  return {
    clientId,
    origin,
    lastTokens: () => tokens,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
