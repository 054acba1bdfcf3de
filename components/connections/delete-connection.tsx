'use client';

import { useRouter } from 'next/navigation';
import type { ConnectionRecord } from '@/lib/connections/connection-record';
import type { ConnectionReceipt } from '@/lib/connections/delete-connection';
import { AlertDialog } from '../ui/alert-dialog';
import { Button } from '../ui/button';
import { useToast } from '../ui/toast';
import type { ConnectionActions } from './connection-actions';

export type DeleteConnectionProps = {
  connection: ConnectionRecord;
  /** What it is called where it is shown. */
  label: string;
  /** What would end now. */
  ending: ConnectionReceipt;
  remove: ConnectionActions['remove'];
  /** Where to go once it is gone. */
  listHref: string;
};

/** Deletes a connection, and says before what ends with it. */
export function DeleteConnection({ connection, label, ending, remove, listHref }: DeleteConnectionProps) {
  const router = useRouter();
  const toast = useToast();
  const { organizationId, connectionId, domains } = connection;
  async function confirm() {
    const result = await remove({ organizationId, connectionId });
    if (!result.ok) return result.error.message;
    toast({ title: `${label} was deleted` });
    router.push(listHref);
    return undefined;
  }
  return (
    <AlertDialog
      trigger={<Button className="text-bad">Delete connection</Button>}
      title={`Delete ${label}?`}
      description="Its settings, certificates and role mappings go, for good. Members stay members."
      consequences={[
        `${count(ending.sessionsEnded, 'session')} of logins by it end at once`,
        `${count(ending.identitiesForgotten, 'link')} to people at the identity provider ${ending.identitiesForgotten === 1 ? 'is' : 'are'} forgotten`,
        ...(domains.length > 0
          ? [`${domains.map(({ domain }) => domain).join(', ')} no longer lead to it`]
          : []),
      ]}
      confirmLabel="Delete connection"
      onConfirm={confirm}
    />
  );
}

function count(number: number, noun: string): string {
  if (number === 0) return `No ${noun}s`;
  return number === 1 ? `1 ${noun}` : `${number.toLocaleString('en')} ${noun}s`;
}
