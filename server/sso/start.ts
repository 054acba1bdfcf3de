import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Ctx } from '@/lib/authz/context';
import { connectionAddresses } from '@/lib/connections/connection-address';
import type { LoginConnection } from '@/lib/connections/find-connection';
import { safeReturnTo } from '@/lib/sign-in/return-to';
import type { Gate } from '@/lib/sso/asserted-identity';
import { type BegunSso, beginSso } from '@/lib/sso/begin-sso';
import { recordConnectionTest } from '@/lib/sso/connection-test';
import { findRealmConnection, readRealmHints } from '@/lib/sso/find-realm';
import { findInteractionRoute, findInvitationRoute, type SsoRoute } from '@/lib/sso/find-sso-start';
import { readVisitorCtx } from '../context';
import { redirectTo, testResultPath } from './answers';
import { endRefused } from './finish';
import { type Destination, goTo } from './go-page';
import { startOidcLogin } from './oidc/start-oidc-login';
import { makeLoginRequest } from './saml/login-request';
import { readBrowserSecret, setBrowserSecret } from './sso-cookies';

/**
 * `GET /sso/v1/start`: sends this browser to the identity provider of a waiting login (`interaction`), of an invitation,
 * or by the hints that applications give to /oauth/authorize, too. Where there is none, the mailed link is the way in. With
 * `anew` the identity provider is to ask who it is, though it knew somebody a moment ago.
 */
export async function handleStart(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const ctx = readVisitorCtx(request);
  const { searchParams } = new URL(request.url ?? '/', 'http://usher.invalid');
  const route = await findRoute(ctx, searchParams);
  if (!route) return redirectTo(response, '/login');
  const isAnew = searchParams.has('anew');
  await sendOn(ctx, request, response, { ...route, purpose: 'LOGIN', isAnew });
}

/** An address has 254 characters at most (RFC 5321); some identity providers are told another name. */
const longestHint = 320;

async function findRoute(ctx: Ctx, query: URLSearchParams): Promise<SsoRoute | null> {
  if ([...query.values()].some((value) => /\p{Cc}/u.test(value))) return null;
  const [interaction, invitation] = [query.get('interaction'), query.get('invitation')];
  if (interaction) return findInteractionRoute(ctx, interaction);
  if (invitation) return findInvitationRoute(ctx, invitation);
  const hints = readRealmHints((name) => query.get(name)?.slice(0, longestHint));
  const connection = await findRealmConnection(ctx, hints);
  const returnTo = safeReturnTo(query.get('return_to'));
  return connection && { connection, loginHint: hints.email, returnTo, clientId: null, invitation: null };
}

/** Begins a login, or a test of a connection, and sends the browser on. */
export async function sendOn(
  ctx: Ctx,
  request: IncomingMessage,
  response: ServerResponse,
  route: SsoRoute & { readonly purpose: 'LOGIN' | 'TEST'; readonly isAnew: boolean },
): Promise<void> {
  const begun = await beginSso(ctx, { ...route, browserSecret: readBrowserSecret(request) });
  const destination = await findDestination(begun, route);
  if (!destination.ok) {
    if (route.purpose === 'TEST') {
      const { connection } = route;
      const { requestId: testId } = begun;
      await recordConnectionTest(ctx, { testId, connection, gate: destination });
      return redirectTo(response, testResultPath(connection.id, testId));
    }
    const { loginAttemptId: attemptId } = begun;
    const { returnTo } = route;
    return endRefused(ctx, response, { refusal: destination, attemptId, email: null, returnTo });
  }
  setBrowserSecret(response, begun.browserSecret);
  goTo(request, response, destination.passed);
}

async function findDestination(
  { secrets, relayState }: BegunSso,
  {
    connection,
    loginHint,
    isAnew,
  }: Pick<SsoRoute, 'connection' | 'loginHint'> & { readonly isAnew: boolean },
): Promise<Gate<Destination>> {
  const { redirectUri, entityId, acsUrl } = connectionAddresses(connection.id);
  if (connection.type === 'OIDC') {
    const { nonce, codeVerifier } = secrets;
    return startOidcLogin({
      connection,
      redirectUri,
      state: relayState,
      nonce,
      codeVerifier,
      loginHint,
      prompt: isAnew ? anewPrompt(connection) : null,
    });
  }
  const requestId = secrets.samlRequestId;
  const asked = { connection, requestId, relayState, entityId, acsUrl, forceAuthn: isAnew };
  return { ok: true, passed: await makeLoginRequest(asked) };
}

/** Google knows no `login` (OpenID Connect Core 1.0 section 3.1.2.1), and is asked which account it is to be. */
function anewPrompt({ provider }: LoginConnection): string {
  return provider === 'GOOGLE' ? 'select_account' : 'login';
}
