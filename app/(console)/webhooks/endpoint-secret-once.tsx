'use client';

import { CopyField } from '@/components/ui/copy-field';
import { DialogActions, DialogCancel } from '@/components/ui/dialog';

/** A signing secret that was just made, for the only time. */
export function EndpointSecretOnce({ secret }: { secret: string }) {
  return (
    <>
      <div className="flex flex-col gap-[5px]">
        <span aria-hidden="true" className="font-strong text-ink">
          Signing secret
        </span>
        <CopyField label="Signing secret" value={secret} />
      </div>
      <p className="mt-3 text-ink-2 text-sm">
        Copy it now: it will not be shown again. The SDKs take it in{' '}
        <code className="font-mono text-ink text-xs">verifyWebhookPayload</code>.
      </p>
      <DialogActions>
        <DialogCancel>Done</DialogCancel>
      </DialogActions>
    </>
  );
}
