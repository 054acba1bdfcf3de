import { randomBytes, randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Env } from '@/lib/env';
import { describeError, log, redactPath } from '@/lib/log';
import { normaliseRequest, setSecurityHeaders } from './headers';
import { hostOf } from './own-host';
import { isFromElsewhere } from './own-origin';

export type NativeHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

export interface Routes {
  /** Answered without Next, by exact path or by a prefix that ends in a slash. */
  readonly native: Readonly<Record<string, NativeHandler>>;
  readonly pages: NativeHandler;
}

/**
 * One request from arrival to log line: refuses targets that no browser sends, normalises, sets the security headers,
 * hands over to the native handler of the path or to the pages, and never lets an error reach the client.
 */
export function requestHandler(env: Env, routes: Routes): NativeHandler {
  return async (request, response) => {
    const began = process.hrtime.bigint();
    const host = hostOf(request, env);
    const arrival = normaliseRequest(request, env, randomUUID(), randomBytes(16).toString('base64'));
    setSecurityHeaders(response, arrival, env);
    response.once('close', () => logAnswer(request, response, arrival.requestId, began));
    try {
      if (isOddTarget(request.url)) return endPlain(response, 400, 'This address is not valid.');
      if (host === 'foreign') return endPlain(response, 421, `Usher is at ${env.baseUrl.origin}.`);
      const native = findNative(routes, request.url);
      if (host === 'other' && !native && request.method === 'GET')
        return moveTo(response, env.baseUrl, request);
      if (!native && isFromElsewhere(request, env.baseUrl.origin))
        return endPlain(response, 403, 'This request comes from a page of another site.');
      await (native ?? routes.pages)(request, response);
    } catch (error) {
      if (isHangUp(error)) return void response.destroy();
      log.error({ requestId: arrival.requestId, ...describeError(error) }, 'a request failed');
      if (!response.headersSent)
        endPlain(response, 500, `Something went wrong. Reference: ${arrival.requestId}`);
      else response.destroy();
    }
  };
}

/** What reading a body throws when who sends it leaves in the middle: nothing is wrong, and nobody is there to be told. */
function isHangUp(error: unknown): boolean {
  if (!(error instanceof Error) || !('code' in error)) return false;
  const isAborted = error.code === 'ECONNRESET' && error.message === 'aborted';
  return isAborted || error.code === 'ERR_STREAM_PREMATURE_CLOSE';
}

/** Ends an answer with one line of text. */
export function endPlain(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' });
  response.end(`${text}\n`);
}

/** The same page under the one name that its cookies and forms belong to. */
function moveTo(response: ServerResponse, baseUrl: URL, request: IncomingMessage): void {
  response.writeHead(307, { Location: `${baseUrl.origin}${request.url}`, 'Cache-Control': 'no-store' });
  response.end();
}

/** Absolute targets, `//host` and backslashes only serve to confuse who redirects or routes. */
function isOddTarget(url: string | undefined): boolean {
  return !url?.startsWith('/') || url.startsWith('//') || url.includes('\\');
}

function findNative(routes: Routes, url: string | undefined): NativeHandler | undefined {
  const path = url?.split('?')[0] ?? '';
  const exact = routes.native[path];
  if (exact) return exact;
  return Object.entries(routes.native).find(
    ([prefix]) => prefix.endsWith('/') && path.startsWith(prefix),
  )?.[1];
}

function logAnswer(
  request: IncomingMessage,
  response: ServerResponse,
  requestId: string,
  began: bigint,
): void {
  const milliseconds = Number((process.hrtime.bigint() - began) / 1000n) / 1000;
  const path = redactPath(request.url ?? '');
  const quiet = path.startsWith('/_next/') || path === '/healthz' || path === '/readyz';
  log[quiet ? 'debug' : 'info'](
    { requestId, method: request.method, path, status: response.statusCode, milliseconds },
    response.writableFinished ? 'answered' : 'client hung up',
  );
}
