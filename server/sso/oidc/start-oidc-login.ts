import { buildAuthorizationUrl, calculatePKCECodeChallenge } from 'openid-client';
import type { Gate } from '@/lib/sso/asserted-identity';
import { configureClient } from './configure-client';
import type { OidcConnection } from './find-provider';
import { type ProviderNetwork, providerNetwork } from './provider-network';

export interface StartOidcLogin {
  readonly connection: OidcConnection;
  readonly redirectUri: string;
  readonly state: string;
  readonly nonce: string;
  readonly codeVerifier: string;
  /** Who probably logs in. */
  readonly loginHint: string | null;
  /** `login`: the person proves themselves again, even where they are known. */
  readonly prompt: string | null;
}

/**
 * Where to send a browser so that somebody logs in at a connection's provider: for a code (OpenID Connect Core 1.0 section
 * 3.1), always with PKCE by SHA-256 (RFC 7636), state and nonce. Refuses at `settings` or `discovery`.
 */
export async function startOidcLogin(
  { connection, redirectUri, state, nonce, codeVerifier, loginHint, prompt }: StartOidcLogin,
  network: ProviderNetwork = providerNetwork(),
): Promise<Gate<{ readonly url: string }>> {
  const client = await configureClient(connection, network, new Date());
  if (!client.ok) return client;
  const url = buildAuthorizationUrl(client.passed.configuration, {
    redirect_uri: redirectUri,
    scope: [...new Set(['openid', ...connection.settings.scopes])].join(' '),
    state,
    nonce,
    code_challenge: await calculatePKCECodeChallenge(codeVerifier),
    code_challenge_method: 'S256',
    ...(loginHint && { login_hint: loginHint }),
    ...(prompt && { prompt }),
  });
  return { ok: true, passed: { url: url.href } };
}
