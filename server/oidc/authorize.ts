import type { IncomingMessage, ServerResponse } from 'node:http';
import { readVisitorCtx } from '../context';
import { hasEncodedNull } from '../http/encoded-null';
import { endPlain } from '../http/handle-request';
import { readBody } from '../http/read-body';
import { answerByProvider } from './answer-by-provider';

const maximumBodyBytes = 32_768;

/**
 * `/oauth/authorize` by GET or by POST (OpenID Connect Core 1.0 section 3.1.2.1), and below it what an interaction
 * comes back to.
 */
export async function handleAuthorize(request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method === 'POST') {
    const body = await readBody(request, maximumBodyBytes);
    if (body === null) return endPlain(response, 413, 'The request is too large.');
    Object.assign(request, { method: 'GET', url: `${request.url?.split('?')[0]}?${body}` });
  }
  if (hasEncodedNull(request.url ?? ''))
    return endPlain(response, 400, 'The null character is not possible here.');
  await answerByProvider({ ctx: readVisitorCtx(request) }, request, response);
}

/** `GET /.well-known/openid-configuration` (OpenID Connect Discovery 1.0 section 4). */
export async function handleDiscovery(request: IncomingMessage, response: ServerResponse): Promise<void> {
  await answerByProvider({ ctx: readVisitorCtx(request) }, request, response);
}
