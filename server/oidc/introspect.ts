import type { IncomingMessage, ServerResponse } from 'node:http';
import { findApiClient } from '@/lib/applications/find-api-client';
import type { Ctx } from '@/lib/authz/context';
import { verifyAccessToken } from '@/lib/oidc-store/access-token';
import { findGrantToken } from '@/lib/oidc-store/find-grant-token';
import { findTokenSubject } from '@/lib/oidc-store/find-token-subject';
import { readVisitorCtx } from '../context';
import { answerOAuthError, type OAuthError, sendJson, toOAuthError } from './oauth-answer';
import { readCredentials, readOAuthForm } from './oauth-form';
import { requireClient } from './require-client';

const inactive = { active: false };

/**
 * `POST /oauth/introspect` (RFC 7662): whether a token of the asking client is good at this moment; a signed access
 * token is not once its session or membership has ended, or its program may not call the API any more. About other clients' tokens it says that they are not.
 */
export async function handleIntrospect(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const form = await readOAuthForm(request);
  if (!(form instanceof URLSearchParams)) return answerOAuthError(response, form);
  const answer = await introspect(readVisitorCtx(request), form, request.headers.authorization).catch(
    toOAuthError,
  );
  if ('error' in answer) return answerOAuthError(response, answer);
  sendJson(response, 200, answer);
}

async function introspect(
  ctx: Ctx,
  form: URLSearchParams,
  authorization: string | undefined,
): Promise<OAuthError | { active: boolean }> {
  const client = await requireClient(ctx, readCredentials(form, authorization));
  if ('error' in client) return client;
  if (client.isPublic) {
    return { status: 401, error: 'invalid_client', description: 'A public client may not ask.' };
  }
  const value = form.get('token');
  if (!value) return { status: 400, error: 'invalid_request', description: 'Give the token.' };
  return (await describeAccessToken(ctx, value, client.id)) ?? describeRefreshToken(ctx, value, client.id);
}

async function describeAccessToken(
  ctx: Ctx,
  value: string,
  clientId: string,
): Promise<{ active: boolean } | null> {
  const claims = await verifyAccessToken(ctx, value);
  if (!claims) return null;
  if (claims.client_id !== clientId) return inactive;
  const isOfProgram = claims.sub === claims.client_id;
  const holder = isOfProgram ? await findApiClient(ctx.db, clientId) : await findTokenSubject(ctx, claims);
  if (!holder) return inactive;
  return { active: true, token_type: 'Bearer', ...claims } as { active: boolean };
}

async function describeRefreshToken(ctx: Ctx, value: string, clientId: string): Promise<{ active: boolean }> {
  const token = await findGrantToken(ctx, value);
  if (!token || token.consumedAt || token.clientId !== clientId) return inactive;
  const { userId: sub, scope, sessionId: sid, organizationId: oid } = token;
  return { active: true, client_id: clientId, sub, scope, sid, oid } as { active: boolean };
}
