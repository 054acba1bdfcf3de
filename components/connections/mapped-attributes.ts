import { attributeNames } from '@/lib/connections/connection.schema';
import type { ConnectionRecord } from '@/lib/connections/connection-record';
import type { RoleMappingRow } from '@/lib/connections/list-role-mappings';
import type { Arrival } from '@/lib/sso/find-latest-arrival';

/** The attributes that give roles, groups first, each once. */
export function mappedAttributes(mappings: readonly RoleMappingRow[]): string[] {
  return [...new Set(['groups', ...mappings.map(({ attribute }) => attribute)])];
}

/** The names that a role can be mapped from, beside groups: what is mapped, what arrived, and what is always known. */
export function offeredAttributes(
  { attributeMapping }: Pick<ConnectionRecord, 'attributeMapping'>,
  arrival: Arrival | null,
): string[] {
  const names = [...Object.keys(attributeMapping), ...(arrival?.names ?? []), ...attributeNames];
  return [...new Set(names)].filter((name) => name !== 'groups');
}
