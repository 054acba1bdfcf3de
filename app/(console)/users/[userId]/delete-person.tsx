'use client';

import { useRouter } from 'next/navigation';
import { countLabel } from '@/components/memberships/member-labels';
import { AlertDialog } from '@/components/ui/alert-dialog';
import { Button } from '@/components/ui/button';
import { useToast } from '@/components/ui/toast';
import type { DeletionReceipt } from '@/lib/memberships/delete-user';
import type { UserDetails } from '@/lib/users/get-user';
import { deleteUserAction } from './actions';

/** Deletes a person once their address is typed, and says what that ended. */
export function DeletePerson({ person }: { person: UserDetails }) {
  const { userId, email, memberships, sessionCount } = person;
  const router = useRouter();
  const toast = useToast();
  async function confirm() {
    const result = await deleteUserAction({ userId });
    if (!result.ok) return result.error.message;
    toast({
      title: `${email} was deleted`,
      description: receiptOf(result.data),
      durationMilliseconds: 20_000,
    });
    router.push('/users');
    return undefined;
  }
  return (
    <AlertDialog
      trigger={<Button className="text-bad">Delete person</Button>}
      title={`Delete ${email}?`}
      description="To take somebody out of one organization only, remove them there. What they did stays in the activity."
      consequences={[
        memberships.length > 0
          ? `They leave ${countLabel(memberships.length, 'organization')} at once; open invitations stop working`
          : 'They belong to no organization',
        sessionCount > 0
          ? `${countLabel(sessionCount, 'session')} of theirs end at once`
          : 'They are not signed in',
        'Only a new invitation or a directory brings them back',
      ]}
      typeToConfirm={email}
      confirmLabel="Delete person"
      onConfirm={confirm}
    />
  );
}

function receiptOf({ membershipsEnded, invitationsRevoked, sessionsEnded }: DeletionReceipt): string {
  const ended = [
    membershipsEnded > 0 && `${countLabel(membershipsEnded, 'membership')} ended`,
    invitationsRevoked > 0 && `${countLabel(invitationsRevoked, 'invitation')} revoked`,
    sessionsEnded > 0 && `${countLabel(sessionsEnded, 'session')} ended`,
  ].filter((part) => part !== false);
  return ended.length > 0 ? `${ended.join(', ')}.` : 'They belonged nowhere.';
}
