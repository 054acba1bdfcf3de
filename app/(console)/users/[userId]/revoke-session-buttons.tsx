'use client';

import { useTransition } from 'react';
import { countLabel } from '@/components/memberships/member-labels';
import { AlertDialog } from '@/components/ui/alert-dialog';
import { Button } from '@/components/ui/button';
import { useToast } from '@/components/ui/toast';
import { revokeAllSessionsAction, revokeSessionAction } from './actions';

/** Ends one session at once: the browser there only has to sign in again. */
export function RevokeSessionButton({ sessionId, device }: { sessionId: string; device: string }) {
  const [busy, start] = useTransition();
  const toast = useToast();
  function end() {
    start(async () => {
      const result = await revokeSessionAction({ sessionId });
      if (result.ok) toast({ title: 'The session has ended', description: device });
      else toast({ tone: 'bad', title: 'The session could not be ended', description: result.error.message });
    });
  }
  return (
    <Button size="small" loading={busy} onClick={end} aria-label={`End the session of ${device}`}>
      End
    </Button>
  );
}

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
