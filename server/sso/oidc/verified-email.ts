import type { ConnectionProvider } from '@/lib/connections/connection.schema';
import type { Claims, SaidClaims } from './claims';

/**
 * Whether the provider itself says that an address is proved to be this person's. Each answer speaks only of the address
 * that it holds as `email`, and the ID token speaks first: a claim mapped to the address proves nothing.
 */
export function isEmailVerified(
  provider: ConnectionProvider,
  email: string,
  { idToken, userinfo }: SaidClaims,
): boolean {
  const proof = provider === 'MICROSOFT_AD' ? isOwnerVerified : isVerified;
  const verdicts = [idToken, userinfo ?? {}].filter((claims) => claims.email === email).map(proof);
  const verdict = verdicts.find((each) => each !== null) ?? false;
  // Google speaks for addresses of its Workspace domains, named by `hd`, and not for others that it has once mailed to.
  return verdict && (provider !== 'GOOGLE' || (typeof idToken.hd === 'string' && idToken.hd !== ''));
}

/** `email_verified` (OpenID Connect Core 1.0 section 5.1); null: nothing is said. */
function isVerified({ email_verified: verified }: Claims): boolean | null {
  return verified === undefined ? null : verified === true;
}

/** Microsoft lets an admin write any address; the optional claim `xms_edov` says that its domain is the tenant's own. */
function isOwnerVerified(claims: Claims): boolean | null {
  const { xms_edov: verified } = claims;
  if (verified === undefined) return isVerified(claims);
  return verified === true || verified === 1 || verified === '1' || verified === 'true';
}
