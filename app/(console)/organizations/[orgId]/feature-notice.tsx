'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { useToast } from '@/components/ui/toast';
import type { ActionResult } from '@/server/actions/action-result';

export type FeatureNoticeProps = {
  /** What this customer does not have, and what can be done all the same. */
  sentence: string;
  /** Gives it to them; absent for whoever may not. */
  switchOn?: (() => Promise<ActionResult<unknown>>) | undefined;
};

/** Says that a customer does not have a feature; staff can give it to them. */
export function FeatureNotice({ sentence, switchOn }: FeatureNoticeProps) {
  const [busy, setBusy] = useState(false);
  const toast = useToast();
  async function press(give: NonNullable<typeof switchOn>) {
    setBusy(true);
    const result = await give();
    setBusy(false);
    if (!result.ok) toast({ title: result.error.message, tone: 'bad' });
  }
  return (
    <div className="mt-4 flex flex-wrap items-center justify-between gap-3 rounded-md border border-wait/25 bg-wait-wash p-3">
      <p className="min-w-0 text-wait">{sentence}</p>
      {switchOn && (
        <Button size="small" loading={busy} onClick={() => void press(switchOn)}>
          Switch on for this organization
        </Button>
      )}
    </div>
  );
}
