import type { IncomingMessage, ServerResponse } from 'node:http';
import { isLogoutDestination } from '@/lib/applications/is-logout-destination';
import type { Ctx } from '@/lib/authz/context';
import { env } from '@/lib/env';
import { findLogin } from '@/lib/oidc-store/find-login';
import { readIdTokenHint } from '@/lib/oidc-store/id-token';
import { endSessionByToken } from '@/lib/sessions/end-session-by-token';
import { readVisitorCtx } from '../context';
import { cookieName, cookieOptions } from '../http/cookies';
import { hasEncodedNull } from '../http/encoded-null';
import { escapeHtml } from '../http/escape-html';
import { endPlain } from '../http/handle-request';
import { sendPage } from '../http/plain-page';
import { readBody } from '../http/read-body';
import { readCookie } from '../http/read-cookie';

const maximumBodyBytes = 32_768;
/**
 * `/oidc/logout` (OpenID Connect RP-Initiated Logout 1.0): ends the login session, and with it every grant of it, and
 * sends on to a registered address only. Where the application does not show an ID token of this very session, or the
 * person has not just pressed our own button, they are asked first, since anybody may link here.
 */
export async function handleLogout(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const text = await readParameters(request);
  if (text === null) return endPlain(response, 413, 'The request is too large.');
  if (hasEncodedNull(text)) return endPlain(response, 400, 'The null character is not possible here.');
  const parameters = new URLSearchParams(text);
  const ctx = readVisitorCtx(request);
  const cookie = readCookie(request.headers.cookie, cookieName('session'));
  const hint = await readIdTokenHint(ctx, parameters.get('id_token_hint') ?? '');
  const clientId = parameters.get('client_id') ?? (typeof hint?.azp === 'string' ? hint.azp : null);
  if (hint && clientId !== hint.azp) return endPlain(response, 400, 'client_id and id_token_hint differ.');
  const location = await destination(ctx, clientId, parameters);
  if (location === null)
    return refuseAddress(request, response, parameters.get('post_logout_redirect_uri') ?? '');
  const { session } = await findLogin(ctx, { cookie, clientId: null, organizationId: null });
  if (session && session.id !== hint?.sid && !isOwnButton(request)) return goTo(response, ask(parameters));
  if (cookie) await endSessionByToken(ctx, cookie);
  response.setHeader('Set-Cookie', expiredCookie());
  goTo(response, location);
}

/** The query, or the form that was posted; null when it is too large. */
async function readParameters(request: IncomingMessage): Promise<string | null> {
  if (request.method !== 'POST') return new URL(request.url ?? '', env().baseUrl).search;
  return readBody(request, maximumBodyBytes);
}

/** Null when it is an address that nobody registered. */
async function destination(
  ctx: Ctx,
  clientId: string | null,
  parameters: URLSearchParams,
): Promise<string | null> {
  const uri = parameters.get('post_logout_redirect_uri');
  if (!uri) return '/login?notice=signed_out';
  if (!(await isLogoutDestination(ctx, { clientId, uri }))) return null;
  const state = parameters.get('state');
  const url = new URL(uri);
  if (state !== null) url.searchParams.set('state', state);
  return url.href;
}

/** A form of another site says where it comes from (Fetch standard, "append a request Origin header"). */
function isOwnButton({ method, headers }: IncomingMessage): boolean {
  return method === 'POST' && headers.origin === env().baseUrl.origin;
}

function ask(parameters: URLSearchParams): string {
  const kept = ['client_id', 'post_logout_redirect_uri', 'state', 'id_token_hint'];
  const query = new URLSearchParams(
    kept.flatMap((name) => (parameters.has(name) ? [[name, parameters.get(name) ?? '']] : [])),
  );
  return `/logout?${query}`;
}

function expiredCookie(): string {
  const { path, secure } = cookieOptions();
  return `${cookieName('session')}=; Path=${path}; Max-Age=0; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`;
}

function goTo(response: ServerResponse, location: string): void {
  response.writeHead(303, { Location: location, 'Cache-Control': 'no-store' });
  response.end();
}

/** Nobody is logged out: whoever is sent nowhere could not tell that they were. */
function refuseAddress(request: IncomingMessage, response: ServerResponse, uri: string): void {
  const content = `<p class="lead"><code>post_logout_redirect_uri</code> is not among the application's addresses after logging out:</p>
<div class="note"><p><code>${escapeHtml(uri)}</code></p></div>
<p class="quiet">Whoever runs the application registers it, exactly so, at Applications in the dashboard.</p>`;
  sendPage(request, response, { status: 400, title: 'Nobody was logged out', content });
}
