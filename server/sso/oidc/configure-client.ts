import {
  allowInsecureRequests,
  ClientSecretBasic,
  ClientSecretPost,
  Configuration,
  clockSkew,
  clockTolerance,
  customFetch,
  None,
} from 'openid-client';
import type { Gate } from '@/lib/sso/asserted-identity';
import { refuse } from '@/lib/sso/steps';
import { findProvider, type OidcConnection } from './find-provider';
import { guardedFetch, type ProviderNetwork } from './provider-network';
import type { OidcProvider } from './read-provider';

export interface OidcClient {
  readonly provider: OidcProvider;
  readonly configuration: Configuration;
}

const toleranceSeconds = 60;

/**
 * Usher as the client of a connection's provider, at `now`. It knows of the provider only what was read and checked, so
 * that nothing else in its metadata leads anywhere.
 */
export async function configureClient(
  connection: OidcConnection,
  network: ProviderNetwork,
  now: Date,
): Promise<Gate<OidcClient>> {
  const { clientId } = connection.settings;
  if (!clientId) return refuse('settings', 'The client id is not set.');
  const found = await findProvider(connection, network);
  if (!found.ok) return found;
  const configuration = new Configuration(
    metadataOf(found.passed),
    clientId,
    { [clockSkew]: (now.getTime() - Date.now()) / 1000, [clockTolerance]: toleranceSeconds },
    authentication(connection),
  );
  configuration[customFetch] = guardedFetch(network);
  // The guarded fetch decides where http may be spoken.
  allowInsecureRequests(configuration);
  return { ok: true, passed: { provider: found.passed, configuration } };
}

function metadataOf(provider: OidcProvider) {
  return {
    issuer: provider.issuer,
    authorization_endpoint: provider.authorizationEndpoint,
    token_endpoint: provider.tokenEndpoint,
    ...(provider.userinfoEndpoint && { userinfo_endpoint: provider.userinfoEndpoint }),
    jwks_uri: provider.jwksUri,
    id_token_signing_alg_values_supported: [...provider.signingAlgorithms],
    authorization_response_iss_parameter_supported: provider.namesItself,
  };
}

function authentication({ clientSecret, settings }: OidcConnection) {
  if (!clientSecret) return None();
  return settings.tokenAuthMethod === 'client_secret_basic'
    ? ClientSecretBasic(clientSecret)
    : ClientSecretPost(clientSecret);
}
