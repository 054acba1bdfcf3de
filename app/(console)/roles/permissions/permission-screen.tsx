'use client';

import { KeyRound } from 'lucide-react';
import { useState } from 'react';
import { EmptyState } from '@/components/ui/notice-state';
import { SectionHeader } from '@/components/ui/page-header';
import { ShortcutButton } from '@/components/ui/shortcut-button';
import type { PermissionRow } from '@/lib/roles/list-permissions';
import { DeletePermissionDialog } from './delete-permission-dialog';
import { PermissionDialog } from './permission-dialog';
import { PermissionTable } from './permission-table';

export type PermissionScreenProps = {
  permissions: readonly PermissionRow[];
  applicationName: string;
  mayManage: boolean;
};

type Open = { kind: 'create' } | { kind: 'edit' | 'delete'; permission: PermissionRow };

/** The permissions of the application, which staff makes, and those of Usher, which are as they are. */
export function PermissionScreen({ permissions, applicationName, mayManage }: PermissionScreenProps) {
  const [open, setOpen] = useState<Open | null>(null);
  const close = () => setOpen(null);
  const own = permissions.filter(({ builtIn }) => !builtIn);
  const button = mayManage && (
    <ShortcutButton keys="c" label="Create a permission" onPress={() => setOpen({ kind: 'create' })}>
      Create permission
    </ShortcutButton>
  );
  return (
    <div className="flex flex-col gap-9 pt-6">
      <section>
        <div className="px-7 pb-4 max-tablet:px-4">
          <SectionHeader
            title={`Permissions of ${applicationName}`}
            description="They mean something to your application only, which reads them from a person’s roles."
            actions={own.length > 0 && button}
          />
        </div>
        {own.length > 0 ? (
          <PermissionTable
            label={`Permissions of ${applicationName}`}
            rows={own}
            onEdit={mayManage ? (permission) => setOpen({ kind: 'edit', permission }) : undefined}
            onDelete={mayManage ? (permission) => setOpen({ kind: 'delete', permission }) : undefined}
          />
        ) : (
          <NoPermissions product={applicationName} action={button} />
        )}
      </section>
      <BuiltInPermissions rows={permissions.filter(({ builtIn }) => builtIn)} />
      {open?.kind === 'create' && <PermissionDialog permission={null} onClose={close} />}
      {open?.kind === 'edit' && <PermissionDialog permission={open.permission} onClose={close} />}
      {open?.kind === 'delete' && <DeletePermissionDialog permission={open.permission} onClose={close} />}
    </div>
  );
}

function NoPermissions({ product, action }: { product: string; action: React.ReactNode }) {
  return (
    <div className="border-line border-y">
      <EmptyState icon={<KeyRound />} title={`No permissions of ${product} yet`} actions={action}>
        Name what a role may do there, like invoice:read. Roles hold permissions, people hold roles, and your
        application asks for them.
      </EmptyState>
    </div>
  );
}

function BuiltInPermissions({ rows }: { rows: readonly PermissionRow[] }) {
  return (
    <section>
      <div className="px-7 pb-4 max-tablet:px-4">
        <SectionHeader
          title="Permissions of this console"
          description="Built in: what people may do here with their own organization."
        />
      </div>
      <PermissionTable label="Permissions of this console" rows={rows} />
    </section>
  );
}
