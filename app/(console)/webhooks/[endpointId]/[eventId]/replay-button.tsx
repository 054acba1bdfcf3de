'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { useToast } from '@/components/ui/toast';
import { replayDeliveryAction } from '../../actions';

export type ReplayButtonProps = {
  endpointId: string;
  eventId: string;
  /** Why it cannot be replayed now. */
  blocked: string | null;
};

/** Sends the event again. */
export function ReplayButton({ endpointId, eventId, blocked }: ReplayButtonProps) {
  const toast = useToast();
  const [busy, setBusy] = useState(false);
  async function replay() {
    setBusy(true);
    const result = await replayDeliveryAction({ endpointId, eventId });
    setBusy(false);
    toast({ title: result.ok ? 'It is on its way again' : result.error.message });
  }
  return (
    <Button
      variant="primary"
      loading={busy}
      disabled={blocked !== null}
      title={blocked ?? undefined}
      onClick={() => void replay()}
    >
      Replay
    </Button>
  );
}
