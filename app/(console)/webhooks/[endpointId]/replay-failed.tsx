'use client';

import { useState } from 'react';
import { AlertDialog } from '@/components/ui/alert-dialog';
import { Button } from '@/components/ui/button';
import { RadioGroup } from '@/components/ui/radio-group';
import { useToast } from '@/components/ui/toast';
import { replayFailedAction } from '../actions';

const spans = [
  { value: '1', label: 'The last hour' },
  { value: '24', label: 'The last 24 hours' },
  { value: '168', label: 'The last 7 days' },
  { value: '720', label: 'The last 30 days' },
];

export type ReplayFailedProps = {
  endpointId: string;
  /** Why nothing can be replayed now. */
  blocked: string | null;
};

/** Asks since when what failed is sent again. */
export function ReplayFailed({ endpointId, blocked }: ReplayFailedProps) {
  const [hours, setHours] = useState('24');
  const toast = useToast();
  async function confirm() {
    const result = await replayFailedAction({ endpointId, hours: Number(hours) });
    if (!result.ok) return result.error.message;
    toast({ title: replayedWords(result.data.replayed) });
    return undefined;
  }
  return (
    <AlertDialog
      trigger={
        <Button disabled={blocked !== null} title={blocked ?? undefined}>
          Replay failed
        </Button>
      }
      tone="primary"
      title="Send again what failed?"
      description="Every event that did not arrive is sent again, oldest first, with the same id."
      confirmLabel="Replay"
      onConfirm={confirm}
    >
      <RadioGroup label="Of what happened in" options={spans} value={hours} onValueChange={setHours} />
    </AlertDialog>
  );
}

function replayedWords(count: number): string {
  if (count === 0) return 'Nothing failed in that time';
  return count === 1
    ? 'One event is on its way again'
    : `${count.toLocaleString('en')} events are on their way again`;
}
