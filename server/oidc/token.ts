import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Ctx } from '@/lib/authz/context';
import { readVisitorCtx } from '../context';
import { answerByProvider, replayed } from './answer-by-provider';
import { issueByCredentials } from './client-credentials';
import { answerOAuthError, type OAuthError, sendJson, toOAuthError } from './oauth-answer';
import { type GivenCredentials, readCredentials, readOAuthForm } from './oauth-form';
import type { ProviderRequest } from './provider-request';
import { requireClient, requireClientOfCode } from './require-client';

type Caller = Pick<ProviderRequest, 'client' | 'token'>;

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
  const known = await readCaller(ctx, form, credentials);
  if ('error' in known) return known;
  form.delete('client_secret');
  form.set('client_id', known.client?.id ?? '');
  await answerByProvider({ ctx, ...known }, replayed(request, form.toString()), response);
  return null;
}

/** The client that calls, with the code that it presents. */
async function readCaller(
  ctx: Ctx,
  form: URLSearchParams,
  credentials: GivenCredentials,
): Promise<Caller | OAuthError> {
  const code = form.get('grant_type') === 'authorization_code' ? form.get('code') : null;
  if (code) return requireClientOfCode(ctx, credentials, code);
  const client = await requireClient(ctx, credentials);
  return 'error' in client ? client : { client };
}
