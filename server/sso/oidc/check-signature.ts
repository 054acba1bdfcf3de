import { compactVerify, createLocalJWKSet, errors, type JSONWebKeySet, type JWTPayload } from 'jose';
import type { Gate } from '@/lib/sso/asserted-identity';
import { refuse } from '@/lib/sso/steps';
import { keepForMinutes } from './keep-for-minutes';
import { guardedFetch, NoUsableAnswer, type ProviderNetwork } from './provider-network';
import type { OidcProvider } from './read-provider';

interface Keys {
  readonly keyOf: ReturnType<typeof createLocalJWKSet>;
  /** When a signature by none of them had them read again. */
  readonly rereadAt: number | null;
}

const known = keepForMinutes<Keys>();
/** By their addresses; whoever needs the same keys waits for them together. */
const underWay = new Map<string, Promise<Keys>>();
/** A wrong key must not have the provider asked at every login. */
const rereadMilliseconds = 3_000;
const step = 'id-token-signature';

/**
 * What an ID token says, once the provider's own signature on it is proved (OpenID Connect Core 1.0 section 3.1.3.7, 6).
 * Keys come from the provider's key set alone, never from the token, and are believed for some minutes; a signature by
 * none of them has the set read again, so that a provider may change its keys at any time. openid-client would not read it
 * again within a minute.
 */
export async function checkSignature(
  idToken: string,
  provider: OidcProvider,
  network: ProviderNetwork,
): Promise<Gate<JWTPayload>> {
  try {
    const keys = known.get(provider.jwksUri) ?? (await readKeys(provider, network, null));
    const passed = await verify(idToken, provider, keys).catch(async (error) => {
      if (!isUnknownKey(error) && !isOtherKey(error)) throw error;
      return verify(idToken, provider, await newerKeys(keys, provider, network));
    });
    return { ok: true, passed };
  } catch (error) {
    return refuse(step, reasonOf(error));
  }
}

async function verify(idToken: string, provider: OidcProvider, { keyOf }: Keys): Promise<JWTPayload> {
  const algorithms = [...provider.signingAlgorithms];
  const { payload } = await compactVerify(idToken, keyOf, { algorithms });
  return JSON.parse(new TextDecoder().decode(payload)) as JWTPayload;
}

/** Read again now, unless another login had that done a moment ago. */
async function newerKeys(before: Keys, provider: OidcProvider, network: ProviderNetwork): Promise<Keys> {
  const current = known.get(provider.jwksUri) ?? before;
  return isJustReread(current) ? current : readKeys(provider, network, performance.now());
}

function readKeys({ jwksUri }: OidcProvider, network: ProviderNetwork, rereadAt: number | null) {
  const reading = underWay.get(jwksUri) ?? fetchKeys(jwksUri, network, rereadAt);
  underWay.set(jwksUri, reading);
  return reading.finally(() => underWay.delete(jwksUri));
}

async function fetchKeys(jwksUri: string, network: ProviderNetwork, rereadAt: number | null): Promise<Keys> {
  const answer = await guardedFetch(network)(jwksUri, {
    method: 'GET',
    headers: { accept: 'application/json, application/jwk-set+json' },
    body: undefined,
    redirect: 'manual',
  });
  if (answer.status !== 200) throw new NoUsableAnswer(`It answered HTTP ${answer.status}.`);
  const set = (await answer.json()) as JSONWebKeySet;
  const keys = { keyOf: createLocalJWKSet(set), rereadAt };
  known.set(jwksUri, keys);
  return keys;
}

function isUnknownKey(error: unknown): boolean {
  return error instanceof errors.JWKSNoMatchingKey;
}

/** Some providers give a new key the name of the old one, or none. */
function isOtherKey(error: unknown): boolean {
  return error instanceof errors.JWSSignatureVerificationFailed;
}

function isJustReread({ rereadAt }: Keys): boolean {
  return rereadAt !== null && performance.now() - rereadAt < rereadMilliseconds;
}

function reasonOf(error: unknown): string {
  if (error instanceof NoUsableAnswer) return `Its keys cannot be read. ${error.message}`;
  if (isUnknownKey(error)) return 'The ID token is signed with a key that is not among the provider’s.';
  if (error instanceof errors.JWKSMultipleMatchingKeys)
    return 'The ID token does not say which of the provider’s keys has signed it.';
  if (isOtherKey(error)) return 'The signature of the ID token is not the provider’s.';
  return 'The signature of the ID token, or the provider’s set of keys, is not as it should be.';
}
