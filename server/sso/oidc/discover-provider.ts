import { entraTenant } from '@/lib/connections/entra-tenant';
import type { Gate } from '@/lib/sso/asserted-identity';
import { quote, refuse } from '@/lib/sso/steps';
import { type ProviderNetwork, providerNetwork } from './provider-network';
import { isSameIssuer, type OidcProvider, readProvider } from './read-provider';

export type DiscoveredProvider = Pick<
  OidcProvider,
  'issuer' | 'authorizationEndpoint' | 'tokenEndpoint' | 'userinfoEndpoint' | 'jwksUri'
>;

/**
 * For whoever sets a connection up: what the provider at an issuer, or at the address of its metadata, says of itself; asked
 * anew each time. The issuer is the exact one that ID tokens will name, also where it was typed without its last slash or
 * with the name of a Microsoft tenant in place of its id. Refuses issuers that stand for many customers at once.
 */
export async function discoverProvider(
  issuerOrDiscoveryUrl: string,
  network: ProviderNetwork = providerNetwork(),
): Promise<Gate<DiscoveredProvider>> {
  const asked = issuerOrDiscoveryUrl.trim();
  const read = await readProvider(asked, network);
  if (!read.ok) return read;
  const { issuer, authorizationEndpoint, tokenEndpoint, userinfoEndpoint, jwksUri } = read.passed;
  if (issuer.includes('{'))
    return refuse(
      'discovery',
      'This stands for every customer of Microsoft. Use the one with your tenant’s id.',
    );
  if (!isSameIssuer(issuer, issuerIn(asked)) && !isTenantOf(issuer, asked))
    return refuse('discovery', `It says that it is ${quote(issuer)}, which is somewhere else.`);
  return { ok: true, passed: { issuer, authorizationEndpoint, tokenEndpoint, userinfoEndpoint, jwksUri } };
}

function issuerIn(address: string): string {
  return address.replace(/\/\.well-known\/openid-configuration(?:\?.*)?$/, '');
}

/** Microsoft answers for a tenant's name (`contoso.onmicrosoft.com`) with the issuer of its id. */
function isTenantOf(issuer: string, asked: string): boolean {
  return entraTenant(issuer) !== null && new URL(issuer).origin === new URL(asked).origin;
}
