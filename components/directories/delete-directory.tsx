'use client';

import { useRouter } from 'next/navigation';
import type { DirectoryRecord } from '@/lib/directories/directory-record';
import { AlertDialog } from '../ui/alert-dialog';
import { Button } from '../ui/button';
import { useToast } from '../ui/toast';
import type { DirectoryActions } from './directory-actions';
import { countWords } from './directory-words';

export type DeleteDirectoryProps = {
  directory: DirectoryRecord;
  remove: DirectoryActions['remove'];
  /** Where to go once it is gone. */
  listHref: string;
};

/** Deletes a directory that is off, and says before what ends with it. */
export function DeleteDirectory({ directory, remove, listHref }: DeleteDirectoryProps) {
  const router = useRouter();
  const toast = useToast();
  const { organizationId, directoryId, name, enabled, userCount, groupCount, roleMappings } = directory;
  async function confirm() {
    const result = await remove({ organizationId, directoryId });
    if (!result.ok) return result.error.message;
    toast({ title: `${name} was deleted` });
    router.push(listHref);
    return undefined;
  }
  return (
    <AlertDialog
      trigger={
        <Button className="text-bad" aria-label={`Delete directory ${name}`}>
          Delete directory
        </Button>
      }
      title={`Delete ${name}?`}
      description={
        enabled
          ? 'It is on. Switch it off first.'
          : 'Its address and its secrets stop working, for good. Members stay members, with their roles, and are managed here from then on.'
      }
      consequences={[
        ...(userCount + groupCount > 0
          ? [
              `${countWords(userCount, 'user')} and ${countWords(groupCount, 'group').toLowerCase()} are forgotten`,
            ]
          : []),
        ...(roleMappings.length > 0
          ? [
              `${countWords(roleMappings.length, 'group')} no longer ${roleMappings.length === 1 ? 'gives' : 'give'} a role`,
            ]
          : []),
        ...(groupCount > 0 ? ['Roles that its groups gave stay as if people had chosen them'] : []),
        'Its log goes with it',
      ]}
      confirmLabel="Delete directory"
      confirmDisabled={enabled}
      onConfirm={confirm}
    />
  );
}
