import type { IncomingMessage, ServerResponse } from 'node:http';
import { connectionAddresses } from '@/lib/connections/connection-address';
import { refuse } from '@/lib/errors';
import { requestSecrets } from '@/lib/sso/request-secrets';
import { readVisitorCtx } from '../context';
import { findConnectionOf, finishLogin } from './finish';
import { finishOidcLogin } from './oidc/finish-oidc-login';

/** The redirect URI of a connection (OpenID Connect Core 1.0 section 3.1.2.5). */
export async function handleOidcCallback(
  request: IncomingMessage,
  response: ServerResponse,
  connectionId: string,
): Promise<void> {
  const ctx = readVisitorCtx(request);
  const connection = await findConnectionOf(ctx, connectionId, 'OIDC');
  if (connection?.type !== 'OIDC') refuse('not_found', 'There is no such connection.');
  const { redirectUri } = connectionAddresses(connection.id);
  const callbackUrl = new URL(redirectUri);
  callbackUrl.search = new URL(request.url ?? '/', 'http://usher.invalid').search;
  const state = callbackUrl.searchParams.get('state') ?? '';
  await finishLogin(ctx, request, response, { connection, relayState: state }, ({ id }) => {
    const { nonce, codeVerifier } = requestSecrets(id);
    return finishOidcLogin({
      connection,
      redirectUri,
      callbackUrl: callbackUrl.href,
      state,
      nonce,
      codeVerifier,
      now: ctx.now,
    });
  });
}
