'use client';

import { useEffect, useState } from 'react';
import {
  type EndKind,
  endWords,
  foreseen,
  foreseenOfMany,
  leftWords,
} from '@/components/memberships/end-words';
import { personLabel } from '@/components/memberships/member-labels';
import { AlertDialog } from '@/components/ui/alert-dialog';
import { Skeleton } from '@/components/ui/skeleton';
import type { Ending } from '@/lib/memberships/describe-ending';
import type { MemberRow } from '@/lib/memberships/member-row';
import { describeEndingAction } from './actions';
import { callAction } from './call-action';
import type { DialogFrame } from './dialog-frame';
import { useBulk } from './use-bulk';
import { useEndOne } from './use-end-one';

export type EndDialogProps = DialogFrame & { kind: EndKind; members: readonly MemberRow[]; left: number };

/** Asks before somebody's access ends, and says what ends with it. */
export function EndDialog({ kind, members, left, ...frame }: EndDialogProps) {
  const [only, ...others] = members;
  const single = only && others.length === 0 ? only : null;
  const ending = useEnding(frame.organizationId, single);
  const endOne = useEndOne(frame);
  const endMany = useBulk(frame);
  const { title, description, confirmLabel } = endWords(kind, members);
  const isOnlyAdmin = kind !== 'revoke' && ending?.lastAdmin === true;
  return (
    <AlertDialog
      open={frame.open}
      onOpenChange={(open) => !open && frame.onClose()}
      title={title}
      description={isOnlyAdmin && single ? onlyAdminSentence(single) : `${description}${leftWords(left)}`}
      consequences={isOnlyAdmin ? [] : consequencesOf(kind, single, ending, members.length)}
      confirmLabel={confirmLabel}
      confirmDisabled={isOnlyAdmin}
      onConfirm={() => (single ? endOne(kind, single) : endMany({ operation: kind, members }))}
    />
  );
}

/** What would end, asked when the dialog opens; null until it is known. */
function useEnding(organizationId: string, member: MemberRow | null): Ending | null {
  const [ending, setEnding] = useState<Ending | null>(null);
  const membershipId = member?.membershipId;
  useEffect(() => {
    if (!membershipId) return;
    let wanted = true;
    void callAction(describeEndingAction({ organizationId, membershipId })).then((result) => {
      if (wanted && result.ok) setEnding(result.data);
    });
    return () => {
      wanted = false;
    };
  }, [organizationId, membershipId]);
  return ending;
}

function consequencesOf(kind: EndKind, single: MemberRow | null, ending: Ending | null, count: number) {
  if (!single) return foreseenOfMany(kind, count);
  // The question can be answered before it is known what ends; the receipt tells it afterwards.
  return ending ? foreseen(kind, ending) : [<Skeleton key="ending" className="mt-1 w-56" />];
}

function onlyAdminSentence(member: MemberRow): string {
  return `${personLabel(member)} is the only admin of the organization. Make someone else an admin first.`;
}
