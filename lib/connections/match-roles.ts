import { toReason } from '../memberships/role-source';
import type { MappedRole } from './find-connection';

const profileFields = {
  email: 'email',
  given_name: 'givenName',
  family_name: 'familyName',
  display_name: 'displayName',
  picture: 'picture',
  locale: 'locale',
  phone_number: 'phoneNumber',
} as const;

type ProfileField = (typeof profileFields)[keyof typeof profileFields];

/** What an identity provider said of somebody, as far as roles depend on it (AssertedIdentity of lib/sso). */
export interface AssertedValues extends Partial<Readonly<Record<ProfileField, string | null>>> {
  readonly groups: readonly string[];
  /** By the provider's own names. */
  readonly attributes: Readonly<Record<string, readonly string[]>>;
}

/**
 * The mappings that fit what was asserted, in their order. Values are compared exactly: identity providers tell groups
 * apart that differ in case alone. Who fits several has all their roles; who fits none keeps what they have or gets the
 * organization's default role (product rule 16).
 */
export function matchRoles<Mapping extends Pick<MappedRole, 'attribute' | 'value'>>(
  mappings: readonly Mapping[],
  asserted: AssertedValues,
  attributeMapping: Readonly<Record<string, string>>,
): Mapping[] {
  return mappings.filter(({ attribute, value }) =>
    valuesOfAttribute(attribute, asserted, attributeMapping).includes(value),
  );
}

/** What was asserted under our name, else under what the connection maps it to, else under the provider's own name. */
export function valuesOfAttribute(
  attribute: string,
  asserted: AssertedValues,
  attributeMapping: Readonly<Record<string, string>>,
): readonly string[] {
  if (attribute === 'groups') return asserted.groups;
  const field = ownValue(profileFields, attribute);
  const profile = field && asserted[field];
  if (profile) return [profile];
  return ownValue(asserted.attributes, ownValue(attributeMapping, attribute) ?? attribute) ?? [];
}

/** Nothing for a name that every object has, like "constructor". */
function ownValue<Value>(record: Readonly<Record<string, Value>>, name: string): Value | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}

/** The roles of mappings that fit, each once, with all that gives it: "group Engineering, department Sales". */
export function saidRoles(matched: readonly MappedRole[]): { roleId: string; reason: string }[] {
  const ids = [...new Set(matched.map(({ roleId }) => roleId))];
  return ids.map((id) => {
    const giving = matched.filter(({ roleId }) => roleId === id);
    return { roleId: id, reason: toReason(giving.map(describeAttribute)) };
  });
}

/** "group Engineering", "department Sales". */
function describeAttribute({ attribute, value }: Pick<MappedRole, 'attribute' | 'value'>): string {
  return `${attribute === 'groups' ? 'group' : attribute} ${value}`;
}
