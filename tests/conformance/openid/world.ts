import { ScalekitClient } from '@scalekit-sdk/node';
import { database } from '@/lib/db';
import { env } from '@/lib/env';
import { cookieName } from '@/server/http/cookies';
import { acceptInvitation } from '@/tests/factories/sign-in';
import { freshEmail } from '@/tests/factories/world';
import type { RunningApi } from '../start-api';
import { newOrganization } from '../start-sdk';
import { type Browser, openBrowser } from './browser';

export const callback = 'http://localhost:4000/auth/callback';
export const addresses = { redirectUris: [callback], initiateLoginUri: 'http://localhost:4000/login' };

/** Someone who has joined an organization by the application's invitation, in a browser of their own. */
export interface Joined {
  readonly email: string;
  readonly userId: string;
  readonly organizationId: string;
  readonly browser: Browser;
  /** Where the acceptance led. */
  readonly location: URL;
}

/** What the token endpoint answers. */
export interface TokenAnswer {
  readonly status: number;
  readonly access_token: string;
  readonly refresh_token?: string;
  readonly id_token: string;
  readonly scope: string;
  readonly error?: string;
  readonly error_description?: string;
}

/** The official SDK of the application, at the address that tokens name as their issuer. */
export function applicationOf(api: RunningApi): ScalekitClient {
  return new ScalekitClient(issuer(), api.clientId, api.clientSecret);
}

export function issuer(): string {
  return env().baseUrl.origin;
}

/** Invites somebody over the API and has them press Join; in the browser that they have already, if any. */
export async function join(
  sdk: ScalekitClient,
  { organizationId, email = freshEmail() }: { organizationId?: string; email?: string } = {},
): Promise<Joined> {
  const id = organizationId ?? (await newOrganization(sdk));
  const { user } = await sdk.user.createUserAndMembership(id, { email });
  const invitation = await database().invitation.findFirstOrThrow({
    where: { organizationId: id, email },
    select: { id: true },
  });
  const { sessionToken, location } = await acceptInvitation(database(), invitation.id, { now: new Date() });
  const browser = openBrowser({ [cookieName('session')]: sessionToken });
  return { email, userId: user?.id ?? '', organizationId: id, browser, location: new URL(location) };
}

/** The address of an authorization request; `null` leaves a parameter out. */
export function authorizeUrl(clientId: string, more: Record<string, string | null> = {}): URL {
  const url = new URL('/oauth/authorize', env().baseUrl);
  const parameters = {
    response_type: 'code',
    client_id: clientId,
    redirect_uri: callback,
    scope: 'openid email',
  };
  for (const [name, value] of Object.entries({ ...parameters, ...more }))
    if (value !== null) url.searchParams.set(name, value);
  return url;
}

/** The code with which the browser comes back to the application. */
export async function codeOf(
  browser: Browser,
  clientId: string,
  more: Record<string, string> = {},
): Promise<string> {
  const { url, body } = await browser.open(authorizeUrl(clientId, more));
  const code = url.searchParams.get('code');
  if (!code) throw new Error(`No code: ${url} ${body}`);
  return code;
}

/** Asks the token endpoint. */
export async function askForTokens(
  form: Record<string, string>,
  headers: HeadersInit = {},
): Promise<TokenAnswer> {
  const url = new URL('/oauth/token', env().baseUrl);
  const answer = await fetch(url, { method: 'POST', headers, body: new URLSearchParams(form) });
  return { status: answer.status, ...((await answer.json()) as object) } as TokenAnswer;
}

/** Exchanges a code as the API's own application does. */
export function exchange(
  api: RunningApi,
  code: string,
  more: Record<string, string> = {},
): Promise<TokenAnswer> {
  const { clientId: client_id, clientSecret: client_secret } = api;
  const form = { grant_type: 'authorization_code', code, redirect_uri: callback, client_id, client_secret };
  return askForTokens({ ...form, ...more });
}

/** Refreshes as the API's own application does. */
export function refresh(api: RunningApi, token: string | undefined): Promise<TokenAnswer> {
  const { clientId: client_id, clientSecret: client_secret } = api;
  return askForTokens({ grant_type: 'refresh_token', refresh_token: token ?? '', client_id, client_secret });
}

/** A login that may be refreshed. */
export async function logIn(api: RunningApi, browser: Browser): Promise<TokenAnswer> {
  return exchange(api, await codeOf(browser, api.clientId, { scope: 'openid email profile offline_access' }));
}

/** Who the access token speaks of, at the userinfo endpoint. */
export async function userinfo(
  accessToken: string,
): Promise<{ status: number; sub?: string; email?: string }> {
  const answer = await fetch(new URL('/oauth/userinfo', env().baseUrl), {
    headers: { authorization: `Bearer ${accessToken}` },
  });
  return { status: answer.status, ...((await answer.json()) as object) };
}
