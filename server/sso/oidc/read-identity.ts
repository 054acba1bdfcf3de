import type { AttributeMapping } from '@/lib/connections/find-connection';
import type { AssertedIdentity } from '@/lib/sso/asserted-identity';
import { filled, readAttributes, type SaidClaims, textOf, webAddressOf } from './claims';
import type { OidcConnection } from './find-provider';
import { isEmailVerified } from './verified-email';

/** Our names of what is asserted, and the standard claims that hold them (OpenID Connect Core 1.0 section 5.1). */
const standardClaims = {
  email: ['email'],
  given_name: ['given_name'],
  family_name: ['family_name'],
  display_name: ['name'],
  picture: ['picture'],
  locale: ['locale'],
  phone_number: ['phone_number'],
  groups: ['groups', 'roles'],
} as const;
type AttributeName = keyof typeof standardClaims;

/**
 * What is said of `subject` by the proved claims of the ID token, which those of the userinfo endpoint only complete. An
 * attribute comes from the claim that the connection maps it to, else from the standard one.
 */
export function readIdentity(
  { provider, attributeMapping }: OidcConnection,
  subject: string,
  said: SaidClaims,
): AssertedIdentity {
  const claims = { ...said.userinfo, ...filled(said.idToken) };
  const attributes = readAttributes(claims);
  const valuesOf = (name: AttributeName) => valuesIn(attributes, attributeMapping, name);
  const first = (name: AttributeName) => textOf(valuesOf(name)[0]);
  const email = first('email');
  return {
    subject,
    email,
    emailVerified: email !== null && isEmailVerified(provider, email, said),
    givenName: first('given_name'),
    familyName: first('family_name'),
    displayName: first('display_name'),
    picture: webAddressOf(valuesOf('picture')[0]),
    locale: first('locale'),
    phoneNumber: first('phone_number'),
    groups: [...new Set(valuesOf('groups'))],
    attributes,
  };
}

function valuesIn(
  attributes: AssertedIdentity['attributes'],
  mapping: AttributeMapping,
  name: AttributeName,
): readonly string[] {
  const theirs = mapping[name];
  const candidates = theirs ? [theirs] : standardClaims[name];
  const holding = candidates.find((claim) => Object.hasOwn(attributes, claim));
  return holding === undefined ? [] : (attributes[holding] ?? []);
}
