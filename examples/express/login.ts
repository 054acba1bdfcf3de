import { createHash } from 'node:crypto';
import {
  type AuthenticationResponse,
  type AuthorizationUrlOptions,
  ScalekitException,
} from '@scalekit-sdk/node';
import { type Request, type Response, Router } from 'express';
import { errorPage } from './html.ts';
import { cookieOptions, endSession, findSession, randomToken, readCookie, startSession } from './sessions.ts';
import { environmentUrl, origin, redirectUri, scalekit } from './settings.ts';

export const login = Router();

const cookieName = 'example_login';
const loginOptions = { ...cookieOptions, path: '/auth/callback' };
const lifetimeMilliseconds = 10 * 60_000;

/**
 * The initiate-login endpoint: Usher sends people here, after an invitation that they accepted or from their identity
 * provider, with hints of who they are and where they belong. People may come by themselves, too.
 */
login.get('/login', async (request, response) => {
  const issuer = parameter(request, 'iss');
  if (issuer && issuer !== environmentUrl) return fail(response, 'This link comes from another service.');
  const hints = await readHints(request);
  if (!hints)
    return fail(response, 'This login is not valid any more. Begin again at your identity provider.');
  const state = randomToken();
  const verifier = randomToken();
  response.cookie(cookieName, `${state}.${verifier}`, { ...loginOptions, maxAge: lifetimeMilliseconds });
  const codeChallenge = createHash('sha256').update(verifier).digest('base64url');
  const pkce = { codeChallenge, codeChallengeMethod: 'S256' };
  response.redirect(scalekit.getAuthorizationUrl(redirectUri, { ...hints, ...pkce, state }));
});

/** Where Usher sends the browser back to, with a code that is good once. */
login.get('/auth/callback', async (request, response) => {
  const [state, verifier] = readCookie(request, cookieName).split('.');
  response.clearCookie(cookieName, loginOptions);
  if (!state || !verifier || parameter(request, 'state') !== state)
    return fail(response, 'This login was not begun in this browser, or too long ago. Please begin again.');
  // RFC 9207: the answer names who gives it.
  const issuer = parameter(request, 'iss');
  if (issuer && issuer !== environmentUrl) return fail(response, 'This answer comes from another service.');
  const code = parameter(request, 'code');
  if (!code) return fail(response, parameter(request, 'error_description') || 'You were not signed in.');
  try {
    const answer = await scalekit.authenticateWithCode(code, redirectUri, { codeVerifier: verifier });
    startSession(response, await describePerson(answer));
  } catch (error) {
    if (!(error instanceof ScalekitException)) throw error;
    console.error(error);
    return fail(response, 'This login could not be completed. Please begin again.');
  }
  response.redirect('/members');
});

login.get('/logout', (request, response) => {
  const session = findSession(request);
  endSession(request, response);
  if (!session) return response.redirect('/');
  const options = { idTokenHint: session.idToken, postLogoutRedirectUri: `${origin}/` };
  response.redirect(scalekit.getLogoutUrl(options));
});

/** Null when the identity provider's word for who comes is not good. */
async function readHints(request: Request): Promise<AuthorizationUrlOptions | null> {
  const token = parameter(request, 'idp_initiated_login');
  if (!token) {
    const organizationId = parameter(request, 'organization_id');
    const loginHint = parameter(request, 'login_hint');
    return { ...(organizationId && { organizationId }), ...(loginHint && { loginHint }) };
  }
  try {
    const claims = await scalekit.getIdpInitiatedLoginClaims(token, { issuer: environmentUrl });
    return {
      organizationId: claims.organization_id,
      connectionId: claims.connection_id,
      ...(claims.login_hint && { loginHint: claims.login_hint }),
    };
  } catch {
    return null;
  }
}

/** Both tokens are checked against the keys of Usher: the one says who it is, the other what they may. */
async function describePerson({ idToken, accessToken }: AuthenticationResponse) {
  const options = { issuer: environmentUrl };
  const person = await scalekit.validateToken<{ sub: string; email: string; oid: string }>(idToken, options);
  const access = await scalekit.validateToken<{ roles?: string[] }>(accessToken, options);
  return {
    userId: person.sub,
    email: person.email,
    organizationId: person.oid,
    roles: access.roles ?? [],
    idToken,
  };
}

/** A parameter of the address that is there once, or nothing. */
function parameter(request: Request, name: string): string {
  const value = request.query[name];
  return typeof value === 'string' ? value : '';
}

function fail(response: Response, message: string): void {
  response.status(400).send(errorPage(message));
}
