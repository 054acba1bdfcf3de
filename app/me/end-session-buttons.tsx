'use client';

import { useTransition } from 'react';
import { AlertDialog } from '@/components/ui/alert-dialog';
import { Button } from '@/components/ui/button';
import { useToast } from '@/components/ui/toast';
import { endOtherSessionsAction, endSessionAction } from './actions';

/** Ends one session at once: the browser there only has to sign in again. */
export function EndSessionButton({ sessionId, device }: { sessionId: string; device: string }) {
  const [busy, start] = useTransition();
  const toast = useToast();
  function end() {
    start(async () => {
      const result = await endSessionAction({ sessionId });
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

/** Ends every session but this one, after naming them. */
export function EndOtherSessionsButton({ devices }: { devices: readonly string[] }) {
  const toast = useToast();
  async function end(): Promise<string | undefined> {
    const result = await endOtherSessionsAction();
    if (!result.ok) return result.error.message;
    toast({ title: `${countSessions(result.data.ended)} ended` });
    return undefined;
  }
  return (
    <AlertDialog
      trigger={<Button>End all others</Button>}
      title="End all other sessions?"
      description="You stay signed in here. These browsers have to sign in again:"
      consequences={devices}
      confirmLabel={`End ${countSessions(devices.length)}`}
      onConfirm={end}
    />
  );
}

function countSessions(count: number): string {
  return count === 1 ? '1 session' : `${count} sessions`;
}
