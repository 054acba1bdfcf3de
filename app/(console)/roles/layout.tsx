import type { ReactNode } from 'react';
import { NavTabs } from '@/components/ui/nav-tabs';
import { PageHeader } from '@/components/ui/page-header';

/** The head of what people of every organization may do: roles, and the permissions that they are made of. */
export default function RolesLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <PageHeader title="Roles" />
      <NavTabs
        label="Parts of roles"
        tabs={[
          { href: '/roles', label: 'Roles' },
          { href: '/roles/permissions', label: 'Permissions' },
        ]}
      />
      {children}
    </>
  );
}
