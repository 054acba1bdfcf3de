import type { JWTPayload } from 'jose';
import type { FoundGrantToken } from '@/lib/oidc-store/find-grant-token';
import type { TokenSubject } from '@/lib/oidc-store/token-subject';
import { visibleName } from '@/lib/users/user';

/** Which claims a scope opens (OpenID Connect Core 1.0 section 5.4). */
export const claimsOfScope = {
  openid: ['sub'],
  email: ['email', 'email_verified'],
  phone: ['phone_number'],
  profile: ['name', 'given_name', 'family_name', 'picture', 'locale', 'preferred_username'],
};

/** What is said of a person under `scopes`; what is not known is left out. */
export function standardClaims(subject: TokenSubject, scopes: ReadonlySet<string>): JWTPayload {
  const { userId, displayName, givenName, familyName, email } = subject;
  const all: Record<string, unknown> = {
    sub: userId,
    email,
    email_verified: subject.emailVerified,
    name: visibleName({ name: displayName, givenName, familyName, email }),
    given_name: givenName,
    family_name: familyName,
    picture: subject.picture,
    locale: subject.locale,
    preferred_username: subject.preferredUsername,
    phone_number: subject.phoneNumber,
  };
  const open = Object.entries(claimsOfScope).flatMap(([scope, names]) => (scopes.has(scope) ? names : []));
  const names = new Set(['sub', ...open]);
  return Object.fromEntries(Object.entries(all).filter(([name, value]) => names.has(name) && value != null));
}

/** What the tokens of a login say beyond the standard: the organization, under both of its ids. */
function organizationClaims(subject: TokenSubject): JWTPayload {
  const { organizationId: oid, externalOrganizationId: xoid } = subject;
  return { oid, ...(xoid !== null && { xoid }) };
}

/** How a sign-in is named in `amr` (RFC 8176 lists no name for a mailed link), and first by which connection. */
function methodsOf(token: FoundGrantToken): string[] {
  return token.connectionId === null ? [token.method] : [token.connectionId, token.method];
}

/** The claims of an ID token, but for those that every token has. */
export function idTokenClaims(token: FoundGrantToken, scopes: ReadonlySet<string>): JWTPayload {
  return {
    ...standardClaims(token, scopes),
    ...organizationClaims(token),
    aud: [token.clientId],
    azp: token.clientId,
    client_id: token.clientId,
    sid: token.sessionId,
    amr: methodsOf(token),
    auth_time: Math.floor(token.authenticatedAt.getTime() / 1000),
  };
}

/** The claims of a person's access token, but for those that every token has (RFC 9068 section 2.2). */
export function accessTokenClaims(token: FoundGrantToken, scope: string): JWTPayload {
  return {
    ...organizationClaims(token),
    sub: token.userId,
    aud: [token.clientId],
    client_id: token.clientId,
    sid: token.sessionId,
    roles: [...token.roles],
    permissions: [...token.permissions],
    scope,
    ...(token.externalId !== null && { xuid: token.externalId }),
  };
}
