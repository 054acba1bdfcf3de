import type { DirectoryRecord } from '@/lib/directories/directory-record';
import { Status } from '../ui/status';

export type DirectoryStatusProps = { directory: Pick<DirectoryRecord, 'enabled' | 'usersChangedAt'> };

/** Whether a directory is listened to now, and whether it has sent anybody yet. */
export function DirectoryStatus({ directory: { enabled, usersChangedAt } }: DirectoryStatusProps) {
  if (!enabled)
    return (
      <Status tone="off" note="Its requests are refused">
        Off
      </Status>
    );
  return (
    <Status tone="ok" note={usersChangedAt ? undefined : 'It has sent nobody yet'}>
      On
    </Status>
  );
}
