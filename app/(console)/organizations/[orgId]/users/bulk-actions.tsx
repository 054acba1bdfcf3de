'use client';

import { isLeftToDirectory, type MemberRights, offeredFor } from '@/components/memberships/member-operations';
import { BulkAction, BulkBar } from '@/components/ui/bulk-bar';
import type { BulkOperation } from '@/lib/invitations/bulk.schema';
import type { MemberActions } from './use-member-actions';
import type { Selection } from './use-selection';

export type BulkActionsProps = { selection: Selection; rights: MemberRights; actions: MemberActions };

const bulk: readonly (readonly [BulkOperation, string])[] = [
  ['resend', 'Resend'],
  ['change-roles', 'Change roles'],
  ['reactivate', 'Reactivate'],
  ['deactivate', 'Deactivate'],
  ['revoke', 'Revoke'],
  ['remove', 'Remove'],
];

/** What can be done with the selected, each with those for whom it means something. */
export function BulkActions({ selection, rights, actions }: BulkActionsProps) {
  const { members } = selection;
  const managed = members.filter(({ managedBy }) => managedBy !== null).length;
  return (
    <BulkBar count={members.length} onClear={selection.clear}>
      {bulk.map(([operation, label]) => {
        const affected = offeredFor(operation, members, rights);
        if (affected.length === 0) return null;
        const left = members.filter((member) => isLeftToDirectory(operation, member, rights)).length;
        return (
          <BulkAction
            key={operation}
            onClick={() => actions.ask({ kind: operation, members: affected, left })}
          >
            {label}
            {affected.length < members.length && (
              <span className="tabular-nums opacity-70">{affected.length}</span>
            )}
          </BulkAction>
        );
      })}
      {managed > 0 && (
        <span className="whitespace-nowrap px-2 opacity-80">{managed} managed by a directory</span>
      )}
    </BulkBar>
  );
}
