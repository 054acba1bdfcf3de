'use client';

import { AlertDialog } from '@/components/ui/alert-dialog';
import { useToast } from '@/components/ui/toast';
import type { PermissionRow } from '@/lib/roles/list-permissions';
import { deletePermissionAction } from '../actions';

export type DeletePermissionDialogProps = { permission: PermissionRow; onClose: () => void };

/** Asks before a permission is deleted; while a role holds it the answer names that role. */
export function DeletePermissionDialog({ permission, onClose }: DeletePermissionDialogProps) {
  const toast = useToast();
  async function confirm() {
    const result = await deletePermissionAction({ permissionId: permission.id });
    if (!result.ok) return result.error.message;
    toast({ title: `${permission.name} was deleted` });
    return undefined;
  }
  return (
    <AlertDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Delete the permission ${permission.name}?`}
      description="That works while no role holds it. Your application will not hear of it any more."
      confirmLabel="Delete permission"
      onConfirm={confirm}
    />
  );
}
