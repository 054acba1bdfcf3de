'use client';

import { Check } from 'lucide-react';
import type { PermissionRow } from '@/lib/roles/list-permissions';
import { DescriptionList } from '../ui/description-list';
import type { ListedRole } from './listed-role';
import { groupPermissions } from './permission-groups';

export type RoleDetailsProps = {
  role: ListedRole;
  roles: readonly ListedRole[];
  permissions: readonly PermissionRow[];
};

/** What a role is and may do, for who cannot change it. */
export function RoleDetails({ role, roles, permissions }: RoleDetailsProps) {
  const extended = roles.find(({ id }) => id === role.extendsId);
  const given = permissions.filter(({ name }) => role.effectivePermissions.includes(name));
  return (
    <>
      <DescriptionList
        items={[
          { term: 'Name', value: <code className="font-mono text-sm">{role.name}</code> },
          ...(role.description ? [{ term: 'Description', value: role.description }] : []),
          ...(extended ? [{ term: 'Inherits from', value: extended.displayName }] : []),
        ]}
      />
      {given.length === 0 && (
        <p className="mt-4 text-ink-2">It gives no permissions: who has it only uses the application.</p>
      )}
      {groupPermissions(given).map((group) => (
        <section key={group.key} className="mt-4">
          <h3 className="mb-1 font-medium text-ink-2 text-sm first-letter:uppercase">{group.title}</h3>
          <ul className="divide-y divide-line border-line border-y">
            {group.permissions.map(({ name, description }) => (
              <li key={name} className="flex gap-2.5 py-2">
                <Check aria-hidden="true" className="mt-0.5 text-ok" />
                <span className="min-w-0 wrap-anywhere">
                  {description} <code className="font-mono text-ink-3 text-xs">{name}</code>
                </span>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}
