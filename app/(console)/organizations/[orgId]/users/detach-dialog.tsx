'use client';

import { personLabel } from '@/components/memberships/member-labels';
import { AlertDialog } from '@/components/ui/alert-dialog';
import type { MemberRow } from '@/lib/memberships/member-row';
import { detachMemberAction } from './actions';
import { callAction } from './call-action';
import type { DialogFrame } from './dialog-frame';

export type DetachDialogProps = DialogFrame & { member: MemberRow };

/** Asks before somebody is taken out of the hands of the directory that manages them. */
export function DetachDialog({ member, open, onClose, organizationId, actions }: DetachDialogProps) {
  const who = personLabel(member);
  const directory = member.managedBy?.name ?? 'the directory';
  async function confirm() {
    const result = await callAction(
      detachMemberAction({ organizationId, membershipId: member.membershipId }),
    );
    if (!result.ok) return result.error.message;
    actions.tell({ title: `${who} is managed here from now on` });
    return undefined;
  }
  return (
    <AlertDialog
      open={open}
      onOpenChange={(next) => !next && onClose()}
      title={`Manage ${who} here instead?`}
      description={`They stay as they are, and ${directory} no longer decides about them.`}
      consequences={[
        `Turned off or deleted in ${directory}, they keep their access here: deactivate them here then`,
        'Roles that its groups gave stay, and follow the groups no more',
        `${directory} manages them again once it turns them off and on`,
      ]}
      confirmLabel="Manage here"
      tone="primary"
      onConfirm={confirm}
    />
  );
}
