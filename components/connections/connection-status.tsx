import type { ConnectionRecord } from '@/lib/connections/connection-record';
import { Status } from '../ui/status';

export type ConnectionStatusProps = {
  connection: Pick<ConnectionRecord, 'enabled' | 'missing'>;
  /** What to say under it instead of what is missing. */
  note?: string | undefined;
};

/** Whether people log in by it now, and what it needs until they can. */
export function ConnectionStatus({ connection: { enabled, missing }, note }: ConnectionStatusProps) {
  if (enabled)
    return (
      <Status tone="ok" note={note}>
        On
      </Status>
    );
  if (missing.length === 0)
    return (
      <Status tone="off" note={note ?? 'Ready to be switched on'}>
        Off
      </Status>
    );
  return (
    <Status tone="wait" note={note ?? `Needs ${missing.join(', ')}`}>
      Not complete
    </Status>
  );
}
