'use client';

import { useState } from 'react';
import type { DirectoryRecord } from '@/lib/directories/directory-record';
import { AlertDialog } from '../ui/alert-dialog';
import { Button } from '../ui/button';
import { useToast } from '../ui/toast';
import type { DirectoryActions } from './directory-actions';

export type SwitchDirectoryButtonProps = {
  directory: Pick<DirectoryRecord, 'organizationId' | 'directoryId' | 'enabled'>;
  switchDirectory: DirectoryActions['switchDirectory'];
  /** It cannot be switched on, and what stands beside the button says why. */
  onDisabled?: boolean;
};

/** Switches a directory on at once, and off after saying what that means. */
export function SwitchDirectoryButton({
  directory,
  switchDirectory,
  onDisabled = false,
}: SwitchDirectoryButtonProps) {
  const { organizationId, directoryId, enabled } = directory;
  const [busy, setBusy] = useState(false);
  const toast = useToast();
  const change = async () => {
    const result = await switchDirectory({ organizationId, directoryId, enabled: !enabled });
    if (result.ok) toast({ title: enabled ? 'The directory is off' : 'The directory is on' });
    return result.ok ? undefined : result.error.message;
  };
  async function switchOn() {
    setBusy(true);
    const refusal = await change();
    setBusy(false);
    if (refusal) toast({ title: 'It stays off', description: refusal, tone: 'bad' });
  }
  if (!enabled) {
    return (
      <Button variant="primary" loading={busy} disabled={onDisabled} onClick={() => void switchOn()}>
        Switch on
      </Button>
    );
  }
  return (
    <AlertDialog
      trigger={<Button>Switch off</Button>}
      title="Switch this directory off?"
      description="Its requests are refused until it is on again, those that deactivate somebody too. Members stay members, and people here manage them meanwhile."
      confirmLabel="Switch off"
      onConfirm={change}
    />
  );
}
