import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Ctx } from '@/lib/authz/context';
import { verifyAccessToken } from '@/lib/oidc-store/access-token';
import { findGrantToken } from '@/lib/oidc-store/find-grant-token';
import { revokeGrant } from '@/lib/oidc-store/revoke-grant';
import { readVisitorCtx } from '../context';
import { answerOAuthError, type OAuthError, toOAuthError } from './oauth-answer';
import { readCredentials, readOAuthForm } from './oauth-form';
import { requireClient } from './require-client';

/**
 * `POST /oauth/revoke` (RFC 7009): ends the grant of a refresh token, also of one that was rotated away. An unknown or
 * foreign token is answered as if it had been revoked; a signed access token cannot be, and ends within minutes.
 */
export async function handleRevoke(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const form = await readOAuthForm(request);
  if (!(form instanceof URLSearchParams)) return answerOAuthError(response, form);
  const refusal = await revoke(readVisitorCtx(request), form, request.headers.authorization).catch(
    toOAuthError,
  );
  if (refusal) return answerOAuthError(response, refusal);
  response.writeHead(200, { 'Content-Length': '0', 'Cache-Control': 'no-store' });
  response.end();
}

async function revoke(
  ctx: Ctx,
  form: URLSearchParams,
  authorization: string | undefined,
): Promise<OAuthError | null> {
  const client = await requireClient(ctx, readCredentials(form, authorization));
  if ('error' in client) return client;
  const value = form.get('token');
  if (!value) return { status: 400, error: 'invalid_request', description: 'Give the token.' };
  const token = await findGrantToken(ctx, value);
  if (token?.clientId === client.id) await revokeGrant(ctx, token.grantId);
  if (token) return null;
  const claims = await verifyAccessToken(ctx, value);
  if (claims?.client_id !== client.id) return null;
  const description = 'An access token is good until it expires; revoke the refresh token.';
  return { status: 400, error: 'unsupported_token_type', description };
}
