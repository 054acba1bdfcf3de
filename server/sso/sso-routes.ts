import type { IncomingMessage, ServerResponse } from 'node:http';
import { isUsherError } from '@/lib/errors';
import { readVisitorCtx } from '../context';
import { onlyMethods } from '../http/only-methods';
import { showProblem } from './answers';
import { handleOidcCallback } from './oidc-routes';
import { handleSamlCallback, handleSamlMetadata } from './saml-routes';
import { handleStart } from './start';
import { continuePath, handleContinue } from './switch-person';
import { handleTest } from './test-routes';

const place = /^\/sso\/v1\/(saml|oidc)\/(conn_[0-9]{17,19})\/(callback|metadata|test)$/;

/** Everything below `/sso/v1/`: where logins at identity providers begin and end. */
export async function handleSso(request: IncomingMessage, response: ServerResponse): Promise<void> {
  await answer(request, response).catch((error: unknown) => {
    if (!isUsherError(error) || response.headersSent) throw error;
    if (error.retryAfterSeconds !== null) response.setHeader('Retry-After', String(error.retryAfterSeconds));
    const status = error.code === 'rate_limited' ? 429 : 404;
    showProblem(request, response, { status, text: error.message });
  });
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = request.url?.split('?')[0] ?? '';
  const reading = ['GET'];
  if (path === '/sso/v1/start') return onlyMethods(reading, handleStart)(request, response);
  if (path === continuePath) return onlyMethods(['POST'], handleContinue)(request, response);
  const [, type, connectionId = '', what] = place.exec(path) ?? [];
  if (type === 'saml' && what === 'metadata')
    return onlyMethods(['GET', 'HEAD'], () =>
      handleSamlMetadata(response, readVisitorCtx(request), connectionId),
    )(request, response);
  if (type === 'saml')
    return onlyMethods(['GET', 'POST'], () => handleSamlCallback(request, response, connectionId))(
      request,
      response,
    );
  if (type === 'oidc' && what === 'test')
    return onlyMethods(reading, () => handleTest(request, response, connectionId))(request, response);
  if (type === 'oidc' && what === 'callback')
    return onlyMethods(reading, () => handleOidcCallback(request, response, connectionId))(request, response);
  showProblem(request, response, { status: 404, text: 'There is nothing here.' });
}
