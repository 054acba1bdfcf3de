import type { AssertedIdentity } from '@/lib/sso/asserted-identity';

/** Our names of what identity providers say of a person. */
export type AttributeName =
  | 'email'
  | 'given_name'
  | 'family_name'
  | 'display_name'
  | 'picture'
  | 'locale'
  | 'phone_number'
  | 'groups';

/** Under which of their names each is looked for, the likeliest first, where the connection maps it to none. */
export type DefaultNames = Readonly<Record<AttributeName, readonly string[]>>;

type Attributes = AssertedIdentity['attributes'];

/**
 * What arrived under our name: under the one name that the connection maps it to, else under the first default name
 * that has a value. Empty values count for nothing.
 */
export function mappedValues(
  name: AttributeName,
  attributes: Attributes,
  mapping: Readonly<Record<string, string>>,
  defaults: DefaultNames,
): readonly string[] {
  const mapped = Object.hasOwn(mapping, name) ? mapping[name] : undefined;
  for (const theirs of mapped ? [mapped] : defaults[name]) {
    const values = Object.hasOwn(attributes, theirs) ? (attributes[theirs] ?? []) : [];
    const present = values.filter((value) => value !== '');
    if (present.length > 0) return present;
  }
  return [];
}
