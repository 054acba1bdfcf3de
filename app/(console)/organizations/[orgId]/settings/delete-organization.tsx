'use client';

import { useRouter } from 'next/navigation';
import { countLabel } from '@/components/memberships/member-labels';
import { AlertDialog } from '@/components/ui/alert-dialog';
import { Button } from '@/components/ui/button';
import { useToast } from '@/components/ui/toast';
import type { OrganizationReceipt } from '@/lib/organizations/delete-organization';
import type { OrganizationDetails } from '@/lib/organizations/get-organization';
import { deleteOrganizationAction } from './actions';

/** Deletes an organization once its name is typed, and says what that ended. */
export function DeleteOrganization({ organization }: { organization: OrganizationDetails }) {
  const { id, name, seatsUsed } = organization;
  const router = useRouter();
  const toast = useToast();
  async function confirm() {
    const result = await deleteOrganizationAction({ organizationId: id });
    if (!result.ok) return result.error.message;
    toast({
      title: `${name} was deleted`,
      description: receiptOf(result.data),
      durationMilliseconds: 20_000,
    });
    router.push('/organizations');
    return undefined;
  }
  return (
    <AlertDialog
      trigger={<Button className="text-bad">Delete {name}</Button>}
      title={`Delete ${name}?`}
      description="Your application is not asked: tell it first if it still serves this customer. What happened here stays in the activity of the workspace."
      consequences={[
        seatsUsed > 0
          ? `${countLabel(seatsUsed, 'person', 'people')} leave it at once; open invitations stop working`
          : 'Nobody is in it now; its roles and settings go',
        'Their sessions in it end, and its roles and settings are gone',
        'Who belongs to no other organization is deleted',
      ]}
      typeToConfirm={name}
      confirmLabel="Delete organization"
      onConfirm={confirm}
    />
  );
}

function receiptOf(receipt: OrganizationReceipt): string {
  const { membersRemoved, invitationsRevoked, sessionsEnded, usersDeleted } = receipt;
  const ended = [
    membersRemoved > 0 && `${countLabel(membersRemoved, 'user')} removed`,
    invitationsRevoked > 0 && `${countLabel(invitationsRevoked, 'invitation')} revoked`,
    sessionsEnded > 0 && `${countLabel(sessionsEnded, 'session')} ended`,
    usersDeleted > 0 && `${countLabel(usersDeleted, 'person', 'people')} deleted`,
  ].filter((part) => part !== false);
  return ended.length > 0 ? `${ended.join(', ')}.` : 'Nobody was in it.';
}
