'use client';

import { countLabel } from '../memberships/member-labels';
import { AlertDialog } from '../ui/alert-dialog';
import { ButtonLink } from '../ui/button';
import { Dialog, DialogActions, DialogCancel } from '../ui/dialog';
import { useToast } from '../ui/toast';
import { holdersHref, type ListedRole, mapperHref, mapperLabel, type RoleOwner } from './listed-role';
import type { RoleActions } from './role-actions';

export type DeleteRoleDialogProps = {
  owner: RoleOwner;
  role: ListedRole;
  /** Display names of the roles that inherit from it. */
  extendedBy: readonly string[];
  remove: RoleActions['remove'];
  onClose: () => void;
};

/** Asks before a role is deleted. Where it cannot be, it says what stands in the way and leads there. */
export function DeleteRoleDialog(props: DeleteRoleDialogProps) {
  const obstacle = obstacleOf(props);
  return obstacle ? <Obstacle {...props} obstacle={obstacle} /> : <Question {...props} />;
}

/** What is known to stand in the way; the use case knows the rest. */
function obstacleOf({ owner, role, extendedBy }: DeleteRoleDialogProps): string | null {
  const mappers = role.mappedBy.map((mapper) => mapperLabel(mapper, owner));
  if (mappers.length > 0)
    return `Groups are mapped to it by ${formatNames(mappers)}: whoever is in them gets it. Change the mapping first.`;
  const count = role.memberCount ?? 0;
  if (count > 0) {
    const people = count === 1 ? '1 user has it' : `${count.toLocaleString('en')} users have it`;
    return `The role cannot be deleted as it is assigned to users: ${people}. Give them another role first.`;
  }
  if (role.isDefaultMember || role.isDefaultCreator) {
    return 'It is a default role: people get it without being asked. Choose another default first.';
  }
  if (extendedBy.length === 0) return null;
  return `Other roles inherit from it: ${extendedBy.join(', ')}. Change or delete them first.`;
}

const formatNames = (names: readonly string[]) =>
  new Intl.ListFormat('en-GB', { type: 'conjunction' }).format(names);

function Obstacle({ owner, role, obstacle, onClose }: DeleteRoleDialogProps & { obstacle: string }) {
  const [mapper] = role.mappedBy;
  const holders = role.memberCount && !mapper ? holdersHref(owner, role.id) : undefined;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      width="narrow"
      title={`${role.displayName} cannot be deleted yet`}
      description={obstacle}
    >
      <DialogActions>
        <DialogCancel>Close</DialogCancel>
        {mapper && (
          <ButtonLink href={mapperHref(mapper)} variant="primary">
            Open the {mapper.kind}
          </ButtonLink>
        )}
        {holders && (
          <ButtonLink href={holders} variant="primary">
            Show {countLabel(role.memberCount ?? 0, 'user')}
          </ButtonLink>
        )}
      </DialogActions>
    </Dialog>
  );
}

function Question({ owner, role, remove, onClose }: DeleteRoleDialogProps) {
  const toast = useToast();
  async function confirm() {
    const result = await remove({ organizationId: owner?.id ?? null, roleId: role.id });
    if (!result.ok) return result.error.message;
    toast({ title: `${role.displayName} was deleted` });
    return undefined;
  }
  return (
    <AlertDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Delete the role ${role.displayName}?`}
      description="Nobody has it. It cannot be given to anybody any more; what happened with it stays in the activity."
      confirmLabel="Delete role"
      onConfirm={confirm}
    />
  );
}
