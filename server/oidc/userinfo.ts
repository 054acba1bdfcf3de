import type { IncomingMessage, ServerResponse } from 'node:http';
import { verifyAccessToken } from '@/lib/oidc-store/access-token';
import { findTokenSubject } from '@/lib/oidc-store/find-token-subject';
import { readVisitorCtx } from '../context';
import { standardClaims } from './claims';
import { sendJson } from './oauth-answer';

/**
 * `GET` or `POST /oauth/userinfo` (OpenID Connect Core 1.0 section 5.3): who an access token speaks of, as they are
 * now. Refused as soon as the session, the membership or the application is gone, though the token itself would still be good.
 */
export async function handleUserinfo(request: IncomingMessage, response: ServerResponse): Promise<void> {
  response.setHeader('Access-Control-Allow-Origin', '*');
  if (request.method === 'OPTIONS') return allow(response);
  const ctx = readVisitorCtx(request);
  const token = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
  if (!token) return refuseToken(response, 401, null);
  const claims = await verifyAccessToken(ctx, token);
  const subject = claims && (await findTokenSubject(ctx, claims));
  if (!subject) return refuseToken(response, 401, 'invalid_token');
  const scopes = new Set(String(claims.scope ?? '').split(' '));
  if (!scopes.has('openid')) return refuseToken(response, 403, 'insufficient_scope');
  sendJson(response, 200, standardClaims(subject, scopes));
}

function allow(response: ServerResponse): void {
  response.writeHead(204, {
    'Access-Control-Allow-Headers': 'Authorization',
    'Access-Control-Allow-Methods': 'GET, POST',
    'Access-Control-Max-Age': '3600',
  });
  response.end();
}

/** RFC 6750 section 3: a request without a token is told nothing more. */
function refuseToken(response: ServerResponse, status: number, error: string | null): void {
  const realm = 'Bearer realm="Usher"';
  response.setHeader('WWW-Authenticate', error ? `${realm}, error="${error}"` : realm);
  sendJson(response, status, { error: error ?? 'invalid_request' });
}
