import { toReason } from '../memberships/role-source';
import type { MappedRole } from './find-connection';

/** What an identity provider said of somebody, as far as roles depend on it (AssertedIdentity of lib/sso). */
export interface AssertedValues {
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
  return mappings.filter(({ attribute, value }) => {
    if (attribute === 'groups') return asserted.groups.includes(value);
    return asserted.attributes[attributeMapping[attribute] ?? attribute]?.includes(value) ?? false;
  });
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
