import type { AssertedIdentity } from '@/lib/sso/asserted-identity';
import { type AttributeName, type DefaultNames, mappedValues } from '../attribute-names';
import { filled, readAttributes, type SaidClaims, webAddressOf } from './claims';
import type { OidcConnection } from './find-provider';
import { isEmailVerified } from './verified-email';

/** The standard claims that hold each (OpenID Connect Core 1.0 section 5.1); Entra's application roles are `roles`. */
const standardClaims: DefaultNames = {
  email: ['email'],
  given_name: ['given_name'],
  family_name: ['family_name'],
  display_name: ['name'],
  picture: ['picture'],
  locale: ['locale'],
  phone_number: ['phone_number'],
  groups: ['groups', 'roles'],
};

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
  const valuesOf = (name: AttributeName) => mappedValues(name, attributes, attributeMapping, standardClaims);
  const first = (name: AttributeName) => valuesOf(name)[0] ?? null;
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
