'use client';

import { useState } from 'react';
import type { ConnectionRecord } from '@/lib/connections/connection-record';
import { AlertDialog } from '../ui/alert-dialog';
import { Button } from '../ui/button';
import { useToast } from '../ui/toast';
import type { ConnectionActions } from './connection-actions';

export type SwitchConnectionButtonProps = {
  connection: ConnectionRecord;
  switchConnection: ConnectionActions['switchConnection'];
};

/** Switches a connection on at once, and off after saying what that means. */
export function SwitchConnectionButton({ connection, switchConnection }: SwitchConnectionButtonProps) {
  const { organizationId, connectionId, enabled, missing } = connection;
  const [busy, setBusy] = useState(false);
  const toast = useToast();
  const change = async () => {
    const result = await switchConnection({ organizationId, connectionId, enabled: !enabled });
    if (result.ok) toast({ title: enabled ? 'The connection is off' : 'The connection is on' });
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
      <Button variant="primary" loading={busy} disabled={missing.length > 0} onClick={() => void switchOn()}>
        Switch on
      </Button>
    );
  }
  return (
    <AlertDialog
      trigger={<Button>Switch off</Button>}
      title="Switch this connection off?"
      description="Nobody logs in by it until it is on again. Who is signed in stays so."
      confirmLabel="Switch off"
      onConfirm={change}
    />
  );
}
