import type { IncomingMessage, ServerResponse } from 'node:http';
import { authenticateClient } from '@/lib/applications/authenticate-client';
import { clientCredentialsSchema } from '@/lib/applications/client.schema';
import type { Ctx } from '@/lib/authz/context';
import { env } from '@/lib/env';
import { isUsherError } from '@/lib/errors';
import { signAccessToken } from '@/lib/oidc-store/access-token';
import { readCtx } from '../context';
import { readBody } from '../http/read-body';

/** How long a token of the workspace's own credentials is good. */
const credentialSeconds = 86_400;
const maximumBodyBytes = 32_768;

/** RFC 6749 section 5.1. */
interface IssuedToken {
  readonly access_token: string;
  readonly token_type: 'Bearer';
  readonly expires_in: number;
  readonly scope: string;
}

interface OAuthError {
  readonly status: number;
  readonly error: string;
  readonly description: string;
  readonly retryAfterSeconds?: number;
}

/** `POST /oauth/token` (RFC 6749 section 3.2) for client credentials (section 4.4). */
export async function handleToken(request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method !== 'POST')
    return answer(response, { status: 405, error: 'invalid_request', description: 'Use POST.' });
  const body = await readBody(request, maximumBodyBytes);
  if (body === null) {
    return answer(response, {
      status: 413,
      error: 'invalid_request',
      description: 'The request is too large.',
    });
  }
  const form = new URLSearchParams(body);
  const ctx = await readCtx(request);
  try {
    const outcome = await issue(ctx, form, request.headers.authorization);
    if ('error' in outcome) return answer(response, outcome);
    return send(response, 200, outcome);
  } catch (error) {
    if (!isUsherError(error)) throw error;
    return answer(response, toOAuthError(error.code, error.message, error.retryAfterSeconds));
  }
}

async function issue(
  ctx: Ctx,
  form: URLSearchParams,
  authorization: string | undefined,
): Promise<OAuthError | IssuedToken> {
  const repeated = [...form.keys()].find((name) => form.getAll(name).length > 1);
  if (repeated) {
    return {
      status: 400,
      error: 'invalid_request',
      description: `The parameter ${repeated} is given twice.`,
    };
  }
  if (form.get('grant_type') !== 'client_credentials') {
    return { status: 400, error: 'unsupported_grant_type', description: 'Use client_credentials.' };
  }
  const given = clientCredentialsSchema.safeParse(readCredentials(form, authorization));
  if (!given.success) {
    return { status: 401, error: 'invalid_client', description: 'Give a client id and a client secret.' };
  }
  const client = await authenticateClient(ctx, given.data);
  if (!client.apiAccess) {
    const description = 'This client may not use client credentials.';
    return { status: 400, error: 'unauthorized_client', description };
  }
  const seconds = client.accessTokenSeconds ?? credentialSeconds;
  const scope = client.scopes.join(' ');
  const claims = { sub: client.id, client_id: client.id, aud: [env().baseUrl.origin], scope };
  const accessToken = await signAccessToken(ctx, claims, seconds);
  return { access_token: accessToken, token_type: 'Bearer', expires_in: seconds, scope };
}

/** In the form, or by HTTP Basic with both parts form-encoded (RFC 6749 section 2.3.1). */
function readCredentials(form: URLSearchParams, authorization: string | undefined) {
  const basic = /^Basic ([A-Za-z0-9+/=]+)$/i.exec(authorization ?? '')?.[1];
  if (!basic) return { clientId: form.get('client_id'), clientSecret: form.get('client_secret') };
  const [id = '', ...secret] = Buffer.from(basic, 'base64').toString('utf8').split(':');
  return { clientId: formDecode(id), clientSecret: formDecode(secret.join(':')) };
}

function formDecode(text: string): string {
  return new URLSearchParams(`v=${text}`).get('v') ?? '';
}

function toOAuthError(code: string, description: string, retryAfterSeconds: number | null): OAuthError {
  if (code === 'unauthenticated') return { status: 401, error: 'invalid_client', description };
  if (code === 'rate_limited') {
    const wait = retryAfterSeconds === null ? {} : { retryAfterSeconds };
    return { status: 429, error: 'temporarily_unavailable', description, ...wait };
  }
  return { status: 400, error: 'invalid_request', description };
}

function answer(
  response: ServerResponse,
  { status, error, description, retryAfterSeconds }: OAuthError,
): void {
  if (retryAfterSeconds !== undefined) response.setHeader('Retry-After', retryAfterSeconds);
  if (status === 401) response.setHeader('WWW-Authenticate', 'Basic realm="Usher"');
  send(response, status, { error, error_description: description });
}

/** RFC 6749 section 5.1: nobody keeps it. */
function send(response: ServerResponse, status: number, body: object): void {
  const headers = { 'Content-Type': 'application/json', 'Cache-Control': 'no-store', Pragma: 'no-cache' };
  response.writeHead(status, headers);
  response.end(JSON.stringify(body));
}
