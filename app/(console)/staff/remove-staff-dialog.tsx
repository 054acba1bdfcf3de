'use client';

import { useEffect, useState } from 'react';
import { receiptWords } from '@/components/memberships/end-words';
import { removalWords } from '@/components/staff/removal-words';
import { type StaffViewer, staffLabel } from '@/components/staff/staff-viewer';
import { AlertDialog } from '@/components/ui/alert-dialog';
import { Skeleton } from '@/components/ui/skeleton';
import { useToast } from '@/components/ui/toast';
import type { StaffRow } from '@/lib/staff/list-staff';
import type { UserDetails } from '@/lib/users/get-user';
import { describePersonAction, removeStaffAction } from './actions';

export type RemoveStaffDialogProps = {
  person: StaffRow;
  viewer: StaffViewer;
  isOnlyOwner: boolean;
  onClose: () => void;
};

/** Asks before someone leaves the staff, says what ends with it, and tells afterwards what did. */
export function RemoveStaffDialog({ person, viewer, isOnlyOwner, onClose }: RemoveStaffDialogProps) {
  const toast = useToast();
  const details = usePerson(person.userId);
  const isViewer = person.userId === viewer.userId;
  const who = isViewer ? 'You are' : `${staffLabel(person)} is`;
  async function confirm() {
    const result = await removeStaffAction({ userId: person.userId });
    if (!result.ok) return result.error.message;
    toast({
      title: `${who} not on the staff any more`,
      description: receiptWords({ ...result.data, invitationsRevoked: 0 }),
    });
    return undefined;
  }
  const foreseen = details ? removalWords(details) : [<Skeleton key="ending" className="mt-1 w-56" />];
  return (
    <AlertDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={isViewer ? 'Leave the staff?' : `Remove ${staffLabel(person)} from the staff?`}
      description={
        isOnlyOwner
          ? `${who} the only owner. Make someone else an owner first.`
          : `${isViewer ? 'You' : 'They'} lose at once what the staff may do.`
      }
      consequences={isOnlyOwner ? [] : foreseen}
      confirmLabel={isViewer ? 'Leave' : 'Remove'}
      confirmDisabled={isOnlyOwner}
      onConfirm={confirm}
    />
  );
}

/** What there is to end, asked when the dialog opens; null until it is known. */
function usePerson(userId: string): UserDetails | null {
  const [details, setDetails] = useState<UserDetails | null>(null);
  useEffect(() => {
    let wanted = true;
    describePersonAction({ userId }).then(
      (result) => wanted && result.ok && setDetails(result.data),
      // The question can be answered without it; the receipt tells it afterwards.
      () => undefined,
    );
    return () => {
      wanted = false;
    };
  }, [userId]);
  return details;
}
