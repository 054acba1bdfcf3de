'use client';

import { countLabel } from '@/components/memberships/member-labels';
import { AlertDialog } from '@/components/ui/alert-dialog';
import { Button } from '@/components/ui/button';
import { useToast } from '@/components/ui/toast';
import { revokeAllSessionsAction } from './actions';

/** Ends every session of the person, after naming them. */
export function RevokeAllSessionsButton({ userId, devices }: { userId: string; devices: readonly string[] }) {
  const toast = useToast();
  async function end(): Promise<string | undefined> {
    const result = await revokeAllSessionsAction({ userId });
    if (!result.ok) return result.error.message;
    toast({ title: `${countLabel(result.data.length, 'session')} ended` });
    return undefined;
  }
  return (
    <AlertDialog
      trigger={<Button>End all</Button>}
      title="End all sessions of this person?"
      description="These browsers have to sign in again, here and in every application:"
      consequences={devices}
      confirmLabel={`End ${countLabel(devices.length, 'session')}`}
      onConfirm={end}
    />
  );
}
