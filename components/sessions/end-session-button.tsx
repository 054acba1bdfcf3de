'use client';

import { useTransition } from 'react';
import type { SessionRef } from '@/lib/sessions/session.schema';
import type { ActionResult } from '@/server/actions/action-result';
import { Button } from '../ui/button';
import { useToast } from '../ui/toast';

export type EndSessionButtonProps = {
  sessionId: string;
  device: string;
  end: (input: SessionRef) => Promise<ActionResult<unknown>>;
};

/** Ends one session at once: the browser there only has to sign in again. */
export function EndSessionButton({ sessionId, device, end }: EndSessionButtonProps) {
  const [busy, start] = useTransition();
  const toast = useToast();
  function press() {
    start(async () => {
      const result = await end({ sessionId });
      if (result.ok) toast({ title: 'The session has ended', description: device });
      else toast({ tone: 'bad', title: 'The session could not be ended', description: result.error.message });
    });
  }
  return (
    <Button size="small" loading={busy} onClick={press} aria-label={`End the session of ${device}`}>
      End
    </Button>
  );
}
