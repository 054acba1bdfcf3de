'use client';

import { countLabel } from '@/components/memberships/member-labels';
import { AlertDialog } from '@/components/ui/alert-dialog';
import { Button } from '@/components/ui/button';
import { useToast } from '@/components/ui/toast';
import { endOtherSessionsAction } from './actions';

/** Ends every session but this one, after naming them. */
export function EndOtherSessionsButton({ devices }: { devices: readonly string[] }) {
  const toast = useToast();
  async function end(): Promise<string | undefined> {
    const result = await endOtherSessionsAction();
    if (!result.ok) return result.error.message;
    toast({ title: `${countLabel(result.data.ended, 'session')} ended` });
    return undefined;
  }
  return (
    <AlertDialog
      trigger={<Button>End all others</Button>}
      title="End all other sessions?"
      description="You stay signed in here. These browsers have to sign in again:"
      consequences={devices}
      confirmLabel={`End ${countLabel(devices.length, 'session')}`}
      onConfirm={end}
    />
  );
}
