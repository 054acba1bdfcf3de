'use client';

import { CopyField } from '@/components/ui/copy-field';
import { DialogActions, DialogCancel } from '@/components/ui/dialog';
import type { NewSecret } from '@/lib/applications/insert-secret';

export type SecretOnceProps = { secret: NewSecret };

/** A secret that was just made, for the only time, with the id that it belongs to. */
export function SecretOnce({ secret }: SecretOnceProps) {
  return (
    <>
      <div className="flex flex-col gap-3.5">
        <Named label="Client id" value={secret.clientId} />
        <Named label="Client secret" value={secret.clientSecret} />
      </div>
      <p className="mt-3 text-ink-2 text-sm">
        Copy the secret now: it will not be shown again. Keep it where your application keeps its passwords.
      </p>
      <DialogActions>
        <DialogCancel>Done</DialogCancel>
      </DialogActions>
    </>
  );
}

function Named({ label, value }: { label: string; value: string }) {
  return (
    <div className="flex flex-col gap-[5px]">
      <span aria-hidden="true" className="font-strong text-ink">
        {label}
      </span>
      <CopyField label={label} value={value} />
    </div>
  );
}
