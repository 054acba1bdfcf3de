import { entraTenant, tenantIssuerAdvice } from '@/lib/connections/entra-tenant';
import type { LoginConnection } from '@/lib/connections/find-connection';
import type { Gate } from '@/lib/sso/asserted-identity';
import { quote, refuse } from '@/lib/sso/steps';
import { keepForMinutes } from './keep-for-minutes';
import type { ProviderNetwork } from './provider-network';
import { isSameIssuer, type OidcProvider, readProvider, signingAlgorithms } from './read-provider';

/** A connection to an OpenID provider, as far as a login by it needs it. */
export type OidcConnection = Pick<
  Extract<LoginConnection, { readonly type: 'OIDC' }>,
  'id' | 'provider' | 'settings' | 'clientSecret' | 'attributeMapping'
>;

const discovered = keepForMinutes<OidcProvider>();

/**
 * The provider of a connection: as its settings say, or as it says itself at the issuer that they name, which this process
 * believes for some minutes (OpenID Connect Discovery 1.0 section 4).
 */
export async function findProvider(
  connection: OidcConnection,
  network: ProviderNetwork,
): Promise<Gate<OidcProvider>> {
  const { issuer, configuration } = connection.settings;
  if (!issuer) return refuse('settings', 'The issuer is not set.');
  if (connection.provider === 'MICROSOFT_AD' && !entraTenant(issuer))
    return refuse('settings', tenantIssuerAdvice);
  return configuration === 'MANUAL' ? providerByHand(connection) : discover(issuer, network);
}

async function discover(issuer: string, network: ProviderNetwork): Promise<Gate<OidcProvider>> {
  const kept = discovered.get(issuer);
  if (kept) return { ok: true, passed: kept };
  const read = await readProvider(issuer, network);
  if (!read.ok) return read;
  // Section 4.3: whoever answers for an issuer must be it.
  if (!isSameIssuer(read.passed.issuer, issuer))
    return refuse('discovery', `It says that it is ${quote(read.passed.issuer)}, not ${quote(issuer)}.`);
  discovered.set(issuer, read.passed);
  return read;
}

function providerByHand({ settings }: OidcConnection): Gate<OidcProvider> {
  const { issuer, authorizationEndpoint, tokenEndpoint, userinfoEndpoint, jwksUri } = settings;
  if (!issuer || !authorizationEndpoint || !tokenEndpoint || !jwksUri)
    return refuse('settings', 'An address of the provider is not set.');
  const addresses = { authorizationEndpoint, tokenEndpoint, userinfoEndpoint, jwksUri };
  return { ok: true, passed: { issuer, ...addresses, signingAlgorithms, namesItself: false } };
}
