import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Ctx } from '@/lib/authz/context';
import { readVisitorCtx } from '../context';
import { answerByProvider, replayed } from './answer-by-provider';
import { issueByCredentials } from './client-credentials';
import { answerOAuthError, type OAuthError, sendJson, toOAuthError } from './oauth-answer';
import { readCredentials, readOAuthForm } from './oauth-form';
import { requireClient } from './require-client';

const exchanged = ['authorization_code', 'refresh_token'];

/**
 * `POST /oauth/token` (RFC 6749 section 3.2): client credentials are answered here; codes and refresh tokens by the
 * provider, once the client is known.
 */
export async function handleToken(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const ctx = readVisitorCtx(request);
  if (request.method === 'OPTIONS') return answerByProvider({ ctx }, request, response);
  const form = await readOAuthForm(request);
  if (!(form instanceof URLSearchParams)) return answerOAuthError(response, form);
  const refusal = await answer(ctx, form, request, response).catch(toOAuthError);
  if (refusal) answerOAuthError(response, refusal);
}

async function answer(
  ctx: Ctx,
  form: URLSearchParams,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<OAuthError | null> {
  const grantType = form.get('grant_type') ?? '';
  const credentials = readCredentials(form, request.headers.authorization);
  if (grantType === 'client_credentials') {
    const issued = await issueByCredentials(ctx, credentials, form.get('scope') ?? '');
    if ('error' in issued) return issued;
    sendJson(response, 200, issued);
    return null;
  }
  if (!exchanged.includes(grantType)) {
    const description = `Use client_credentials, ${exchanged.join(' or ')}.`;
    return { status: 400, error: 'unsupported_grant_type', description };
  }
  const client = await requireClient(ctx, credentials);
  if ('error' in client) return client;
  form.delete('client_secret');
  form.set('client_id', client.id);
  await answerByProvider({ ctx, client }, replayed(request, form.toString()), response);
  return null;
}
