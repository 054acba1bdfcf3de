import type { ServerResponse } from 'node:http';
import { isUsherError } from '@/lib/errors';

/** An error answer of an endpoint that programs call (RFC 6749 section 5.2). */
export interface OAuthError {
  readonly status: number;
  readonly error: string;
  readonly description: string;
  readonly retryAfterSeconds?: number;
}

/** Answers with an error. */
export function answerOAuthError(response: ServerResponse, refusal: OAuthError): void {
  const { status, error, description, retryAfterSeconds } = refusal;
  if (retryAfterSeconds !== undefined) response.setHeader('Retry-After', retryAfterSeconds);
  if (status === 401) response.setHeader('WWW-Authenticate', 'Basic realm="Usher"');
  sendJson(response, status, { error, error_description: description });
}

/** RFC 6749 section 5.1: nobody keeps it. */
export function sendJson(response: ServerResponse, status: number, body: object): void {
  const headers = { 'Content-Type': 'application/json', 'Cache-Control': 'no-store', Pragma: 'no-cache' };
  response.writeHead(status, headers);
  response.end(JSON.stringify(body));
}

/** What a refusal of the core is called here; throws on what is none. */
export function toOAuthError(error: unknown): OAuthError {
  if (!isUsherError(error)) throw error;
  const { code, message: description, retryAfterSeconds } = error;
  if (code === 'unauthenticated') return { status: 401, error: 'invalid_client', description };
  if (code === 'rate_limited') {
    const wait = retryAfterSeconds === null ? {} : { retryAfterSeconds };
    return { status: 429, error: 'temporarily_unavailable', description, ...wait };
  }
  return { status: 400, error: 'invalid_request', description };
}
