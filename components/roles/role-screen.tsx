'use client';

import { ShieldPlus } from 'lucide-react';
import { useState } from 'react';
import type { PermissionRow } from '@/lib/roles/list-permissions';
import { useAddressParameter } from '../lists/use-address-parameter';
import { Dialog } from '../ui/dialog';
import { EmptyState } from '../ui/notice-state';
import { SectionHeader } from '../ui/page-header';
import { ShortcutButton } from '../ui/shortcut-button';
import { type DefaultRoleIds, DefaultRolesForm } from './default-roles-form';
import { DeleteRoleDialog } from './delete-role-dialog';
import { isOwned, type ListedRole, type RoleOwner } from './listed-role';
import type { RoleActions } from './role-actions';
import { RoleDetails } from './role-details';
import { RoleForm } from './role-form';
import { RoleTable } from './role-table';

export type RoleScreenProps = {
  owner: RoleOwner;
  roles: readonly ListedRole[];
  permissions: readonly PermissionRow[];
  defaults: DefaultRoleIds;
  mayManage: boolean;
  /** Users of a role are counted to this number only. */
  countedTo: number;
  actions: RoleActions;
};

/** In the address, in place of a role's id: the form for a new one. */
const newRole = 'new';

/** The roles of an organization or of the environment: what they are, what they give, and which are the defaults. */
export function RoleScreen(props: RoleScreenProps) {
  const { owner, roles, defaults, mayManage, actions } = props;
  const [opened, open] = useAddressParameter('role');
  const [deleting, setDeleting] = useState<ListedRole | null>(null);
  const list = { ...props, onOpen: (role: ListedRole) => open(role.id), onDelete: setDeleting };
  return (
    <div className="flex flex-col gap-9 pt-6">
      <OwnRoles {...list} onCreate={() => open(newRole)} />
      {owner && <EnvironmentRoles {...list} />}
      {mayManage && (
        <div className="px-7 max-tablet:px-4">
          <DefaultRolesForm
            key={`${defaults.defaultCreatorRoleId} ${defaults.defaultMemberRoleId}`}
            owner={owner}
            roles={roles}
            defaults={defaults}
            actions={actions}
          />
        </div>
      )}
      <OpenedRole {...props} opened={opened} onClose={() => open(null)} />
      {deleting && (
        <DeleteRoleDialog
          owner={owner}
          role={deleting}
          extendedBy={roles.filter((role) => role.extendsId === deleting.id).map((role) => role.displayName)}
          remove={actions.remove}
          onClose={() => setDeleting(null)}
        />
      )}
    </div>
  );
}

type RoleListProps = RoleScreenProps & {
  onOpen: (role: ListedRole) => void;
  onDelete: (role: ListedRole) => void;
};

function OwnRoles({ owner, roles, mayManage, onCreate, ...rest }: RoleListProps & { onCreate: () => void }) {
  const own = roles.filter((role) => isOwned(role, owner));
  const create = mayManage && (
    <ShortcutButton keys="c" label="Create a role" onPress={onCreate}>
      Create role
    </ShortcutButton>
  );
  return (
    <section>
      <div className="px-7 pb-4 max-tablet:px-4">
        <SectionHeader
          title={owner ? `Roles of ${owner.name}` : 'Roles of every organization'}
          description={
            owner ? 'Only its own users can have them.' : 'Every organization can give them to its users.'
          }
          actions={own.length > 0 && create}
        />
      </div>
      {own.length > 0 ? (
        <RoleTable
          label={owner ? `Roles of ${owner.name}` : 'Roles of every organization'}
          owner={owner}
          rows={own}
          countedTo={rest.countedTo}
          mayChange={mayManage}
          onOpen={rest.onOpen}
          onDelete={rest.onDelete}
        />
      ) : (
        <div className="border-line border-y">
          <EmptyState icon={<ShieldPlus />} title="No roles of its own yet" actions={create}>
            The roles below are usually enough. Create one where this organization needs something of its own,
            like a billing contact.
          </EmptyState>
        </div>
      )}
    </section>
  );
}

function EnvironmentRoles({ owner, roles, countedTo, onOpen, onDelete }: RoleListProps) {
  return (
    <section>
      <div className="px-7 pb-4 max-tablet:px-4">
        <SectionHeader
          title="Roles of every organization"
          description="They come with the product and are the same everywhere."
        />
      </div>
      <RoleTable
        label="Roles of every organization"
        owner={owner}
        rows={roles.filter((role) => !isOwned(role, owner))}
        countedTo={countedTo}
        mayChange={false}
        onOpen={onOpen}
        onDelete={onDelete}
      />
    </section>
  );
}

type OpenedRoleProps = RoleScreenProps & { opened: string | null; onClose: () => void };

/** The dialog of the role that the address names: its form, or what it is where it cannot be changed here. */
function OpenedRole({ opened, onClose, ...props }: OpenedRoleProps) {
  const role = props.roles.find(({ id }) => id === opened) ?? null;
  const isNew = opened === newRole && props.mayManage;
  if (!role && !isNew) return null;
  const isForm = isNew || (role !== null && props.mayManage && isOwned(role, props.owner));
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      width={isForm ? 'wide' : 'medium'}
      title={role ? role.displayName : 'Create a role'}
      description={isForm ? undefined : kindOf(props.owner, role)}
    >
      {isForm ? (
        <RoleForm {...props} role={role} onDone={onClose} />
      ) : (
        role && <RoleDetails role={role} roles={props.roles} permissions={props.permissions} />
      )}
    </Dialog>
  );
}

function kindOf(owner: RoleOwner, role: ListedRole | null): string {
  if (role?.organizationId) return `A role of ${owner?.name ?? 'this organization'}.`;
  return role?.builtIn ? 'Built in: every organization has it.' : 'Every organization has it.';
}
