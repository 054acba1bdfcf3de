import { allowInsecureRequests, customFetch, discovery, None } from 'openid-client';
import { z } from 'zod';
import { allowedHosts } from '@/lib/outbound/allowed-hosts';
import { checkTarget } from '@/lib/outbound/check-target';
import type { Gate } from '@/lib/sso/asserted-identity';
import { quote, refuse } from '@/lib/sso/steps';
import { explainRefusal } from './explain-refusal';
import { guardedFetch, type ProviderNetwork } from './provider-network';

/** An OpenID provider, by its exact issuer. */
export interface OidcProvider {
  readonly issuer: string;
  readonly authorizationEndpoint: string;
  readonly tokenEndpoint: string;
  readonly userinfoEndpoint: string | null;
  readonly jwksUri: string;
  /** What its ID tokens may be signed with. */
  readonly signingAlgorithms: readonly string[];
  /** Whether its answers always name it (RFC 9207 section 3). */
  readonly namesItself: boolean;
}

/** Signatures that only the provider can make: never `none`, never one by a secret that others know too. */
export const signingAlgorithms: readonly string[] = ['RS', 'PS', 'ES'].flatMap((family) =>
  [256, 384, 512].map((bits) => `${family}${bits}`),
);

const metadataSchema = z.object({
  issuer: z.string(),
  authorization_endpoint: z.string(),
  token_endpoint: z.string(),
  userinfo_endpoint: z.string().nullish(),
  jwks_uri: z.string(),
  id_token_signing_alg_values_supported: z.array(z.string()).nullish(),
  authorization_response_iss_parameter_supported: z.boolean().nullish(),
});

/**
 * What a provider says of itself, at its issuer or at the address of its metadata (OpenID Connect Discovery 1.0 section
 * 4.2); whether it may say so of that issuer is for the caller. Refuses at `discovery` what Usher must not reach, and a
 * provider that signs with nothing that Usher trusts.
 */
export async function readProvider(address: string, network: ProviderNetwork): Promise<Gate<OidcProvider>> {
  const found = await fetchMetadata(address, network);
  if (!found.ok) return found;
  const metadata = metadataSchema.safeParse(found.passed);
  if (!metadata.success) {
    const [issue] = metadata.error.issues;
    return refuse('discovery', `Its metadata has no usable “${issue?.path.join('.')}”.`);
  }
  return checkProvider(toProvider(metadata.data), network);
}

/** Whether two issuers are the same; people leave the slash at its end out. */
export function isSameIssuer(one: string, other: string): boolean {
  return one.replace(/\/$/, '') === other.replace(/\/$/, '');
}

async function fetchMetadata(address: string, network: ProviderNetwork): Promise<Gate<unknown>> {
  if (!URL.canParse(address)) return refuse('discovery', 'Enter an address like https://id.example.com.');
  // The guarded fetch decides where http may be spoken.
  const options = { [customFetch]: guardedFetch(network), execute: [allowInsecureRequests] };
  try {
    const configuration = await discovery(metadataAddress(address), 'usher', undefined, None(), options);
    return { ok: true, passed: configuration.serverMetadata() };
  } catch (error) {
    return explainRefusal(error, 'discovery');
  }
}

const wellKnown = '/.well-known/openid-configuration';

function metadataAddress(address: string): URL {
  const url = new URL(address);
  if (!url.pathname.endsWith(wellKnown)) url.pathname = url.pathname.replace(/\/$/, '') + wellKnown;
  return url;
}

function toProvider(metadata: z.output<typeof metadataSchema>): OidcProvider {
  const announced = metadata.id_token_signing_alg_values_supported ?? signingAlgorithms;
  return {
    issuer: metadata.issuer,
    authorizationEndpoint: metadata.authorization_endpoint,
    tokenEndpoint: metadata.token_endpoint,
    userinfoEndpoint: metadata.userinfo_endpoint ?? null,
    jwksUri: metadata.jwks_uri,
    signingAlgorithms: signingAlgorithms.filter((algorithm) => announced.includes(algorithm)),
    namesItself: metadata.authorization_response_iss_parameter_supported === true,
  };
}

function checkProvider(provider: OidcProvider, network: ProviderNetwork): Gate<OidcProvider> {
  if (provider.signingAlgorithms.length === 0)
    return refuse(
      'discovery',
      'It signs ID tokens with nothing that can be trusted, such as RS256 or ES256.',
    );
  const allowed = allowedHosts(network.allowedPrivateHosts);
  const addresses = {
    'authorization endpoint': provider.authorizationEndpoint,
    'token endpoint': provider.tokenEndpoint,
    'userinfo endpoint': provider.userinfoEndpoint,
    'key set': provider.jwksUri,
  };
  for (const [name, address] of Object.entries(addresses)) {
    if (address === null) continue;
    if (!URL.canParse(address))
      return refuse('discovery', `Its ${name} is ${quote(address)}, which is no address.`);
    const target = checkTarget(address, allowed);
    if (!target.ok) return refuse('discovery', `Its ${name} is ${quote(address)}. ${target.reason}`);
  }
  return { ok: true, passed: provider };
}
