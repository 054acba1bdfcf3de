'use client';

import { useRef, useState } from 'react';
import { LogoTile } from '@/components/ui/avatar';
import { Button } from '@/components/ui/button';
import { FieldNotes } from '@/components/ui/field';
import { useToast } from '@/components/ui/toast';
import { detectLogoType, logoMaximumBytes } from '@/lib/workspace/logo';
import { changeLogoAction } from './actions';

export type LogoFormProps = { applicationName: string; hasLogo: boolean };

/** The picture that stands for the application: shown as people see it, changed as soon as another one is chosen. */
export function LogoForm({ applicationName, hasLogo }: LogoFormProps) {
  const input = useRef<HTMLInputElement>(null);
  const { busy, error, version, choose, remove } = useLogo();
  return (
    <div className="flex items-start gap-4">
      <span className="rounded-[19px] border border-line p-1">
        <LogoTile text={applicationName} imageUrl={hasLogo ? `/logo?version=${version}` : undefined} />
      </span>
      <div className="flex min-w-0 flex-col gap-2">
        <input
          ref={input}
          type="file"
          accept="image/png,image/jpeg,image/webp"
          aria-label="Logo"
          tabIndex={-1}
          className="sr-only"
          onChange={(event) => {
            const file = event.target.files?.[0];
            event.target.value = '';
            if (file) void choose(file);
          }}
        />
        <div className="flex flex-wrap gap-2">
          <Button
            loading={busy}
            onClick={() => input.current?.click()}
            aria-describedby="logo-error logo-hint"
          >
            {hasLogo ? 'Choose another picture' : 'Choose a picture'}
          </Button>
          {hasLogo && (
            <Button variant="ghost" disabled={busy} onClick={() => void remove()}>
              Remove
            </Button>
          )}
        </div>
        <div role="status">
          <FieldNotes id="logo" error={error} hint="PNG, JPEG or WebP, square, at most 256 KB." />
        </div>
      </div>
    </div>
  );
}

function useLogo() {
  const toast = useToast();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string>();
  /** Makes the browser ask for the picture again, which it would otherwise keep for a while. */
  const [version, setVersion] = useState(0);

  async function change(logo: Uint8Array<ArrayBuffer> | null, done: string) {
    setBusy(true);
    setError(undefined);
    try {
      const result = await changeLogoAction({ logo });
      if (result.ok) {
        setVersion(Date.now());
        toast({ title: done });
      } else setError(result.error.message);
    } catch {
      setError('The server could not be reached. Try again in a moment.');
    } finally {
      setBusy(false);
    }
  }

  async function choose(file: File) {
    const problem = file.size > logoMaximumBytes ? 'This picture is larger than 256 KB.' : undefined;
    const bytes = problem ? null : new Uint8Array(await file.arrayBuffer());
    const refusal =
      problem ?? (bytes && detectLogoType(bytes) ? undefined : 'Choose a PNG, JPEG or WebP picture.');
    if (refusal) setError(refusal);
    else await change(bytes, 'The logo was changed');
  }

  return { busy, error, version, choose, remove: () => change(null, 'The logo was removed') };
}
