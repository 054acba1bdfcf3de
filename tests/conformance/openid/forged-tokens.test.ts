import { createClient } from '@connectrpc/connect';
import { createGrpcTransport } from '@connectrpc/connect-node';
import type { ScalekitClient } from '@scalekit-sdk/node';
import { UserService } from '@scalekit-sdk/node/lib/pkg/grpc/scalekit/v1/users/users_pb.js';
import { decodeJwt, generateKeyPair, type JWTPayload, SignJWT, UnsecuredJWT } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { log } from '@/lib/log';
import { signingKey } from '@/lib/oidc-store/known-keys';
import { useDatabase } from '@/tests/database';
import { contextFor } from '@/tests/factories/world';
import { errorInfoOf } from '../refusals';
import { type RunningApi, startApi } from '../start-api';
import { addresses, applicationOf, askForTokens, issuer, join, logIn, type TokenAnswer } from './world';

const database = useDatabase();
let api: RunningApi;
let sdk: ScalekitClient;
let organizationId: string;
let tokens: TokenAnswer;
let claims: JWTPayload;

beforeAll(async () => {
  log.level = 'silent';
  api = await startApi(database.url, addresses);
  sdk = applicationOf(api);
  const joined = await join(sdk);
  organizationId = joined.organizationId;
  tokens = await logIn(api, joined.browser);
  claims = decodeJwt(tokens.access_token);
});
afterAll(() => api.stop());

/** The claims of the good token with changes, signed with the key that signs all tokens. */
async function signed(changes: object, typ = 'at+jwt'): Promise<string> {
  const { id: kid, key } = await signingKey(contextFor(database.db, undefined, new Date()));
  return new SignJWT({ ...claims, ...changes }).setProtectedHeader({ alg: 'RS256', kid, typ }).sign(key);
}

async function signedByAnother(): Promise<string> {
  const { id: kid } = await signingKey(contextFor(database.db, undefined, new Date()));
  const { privateKey } = await generateKeyPair('RS256');
  return new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid, typ: 'at+jwt' }).sign(privateKey);
}

/** Without a signature, and with the header of the good token in front of it. */
function unsigned(alg: string): string {
  const header = Buffer.from(JSON.stringify({ alg, typ: 'at+jwt' })).toString('base64url');
  return `${header}.${new UnsecuredJWT(claims).encode().split('.')[1]}.`;
}

async function ofOrganizationClient(): Promise<string> {
  const headers = { authorization: `Bearer ${await api.accessToken()}` };
  const body = JSON.stringify({ name: 'Importer', audience: [issuer()], scopes: ['*'] });
  const path = `/api/v1/organizations/${organizationId}/clients`;
  const made = await fetch(new URL(path, issuer()), { method: 'POST', headers, body });
  const { plain_secret: client_secret, client } = (await made.json()) as {
    plain_secret: string;
    client: { client_id: string };
  };
  const form = { grant_type: 'client_credentials', client_id: client.client_id, client_secret };
  return (await askForTokens(form)).access_token;
}

async function apiToken(): Promise<string> {
  return (await sdk.token.createToken(organizationId, { userId: claims.sub ?? '' })).token;
}

const expired = () => ({ exp: Math.floor(Date.now() / 1000) - 1 });

const wrong: [string, () => Promise<string> | string][] = [
  ['is an ID token', () => tokens.id_token],
  ['is a refresh token', () => tokens.refresh_token ?? ''],
  ['is a logout token', () => signed({}, 'logout+jwt')],
  ['has no kind', () => signed({}, 'JWT')],
  ['has expired', () => signed(expired())],
  ['is for another audience', () => signed({ aud: ['https://api.example.com'] })],
  ['is for nobody', () => signed({ aud: [] })],
  ['has another issuer', () => signed({ iss: 'https://usher.example.com' })],
  ['names an application that there is not', () => signed({ aud: ['gone'], client_id: 'gone' })],
  ["names somebody else's session", () => signed({ sub: 'usr_1000000000000000000' })],
  ['names no session', () => signed({ sid: undefined })],
  ['names no organization', () => signed({ oid: undefined })],
  ['is signed by another key', () => signedByAnother()],
  ['is not signed', () => unsigned('none')],
  ['is not signed, and says otherwise', () => unsigned('RS256')],
  ['is an API token', () => apiToken()],
  ['is of a client of an organization', () => ofOrganizationClient()],
];

test.each(wrong)('what %s is no access token of a person', async (_, make) => {
  const users = createClient(UserService, createGrpcTransport({ baseUrl: api.url }));
  const options = { headers: { authorization: `Bearer ${await make()}` } };
  for (const call of ['getCurrentUser', 'getSupportHash', 'listUsers'] as const) {
    const info = await errorInfoOf(users[call]({}, options));
    expect(info.errorCode, call).toBe('UNAUTHENTICATED');
  }
});

test('the same claims, signed as they were, are', async () => {
  const users = createClient(UserService, createGrpcTransport({ baseUrl: api.url }));
  const options = { headers: { authorization: `Bearer ${await signed({})}` } };
  expect((await users.getCurrentUser({}, options)).user?.id).toBe(claims.sub);
});
