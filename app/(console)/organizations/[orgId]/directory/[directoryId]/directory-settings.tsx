import { DeleteDirectory } from '@/components/directories/delete-directory';
import { DirectorySecrets } from '@/components/directories/directory-secrets';
import { SettingsSection } from '@/components/ui/settings-section';
import type { DirectoryRecord } from '@/lib/directories/directory-record';
import {
  createSecretAction,
  deleteDirectoryAction,
  revokeSecretAction,
  rotateSecretAction,
} from '../actions';

const secretActions = {
  createSecret: createSecretAction,
  rotateSecret: rotateSecretAction,
  revokeSecret: revokeSecretAction,
};

export type DirectorySettingsProps = { directory: DirectoryRecord; now: string };

/** What opens a directory. */
export function SecretSection({ directory, now }: DirectorySettingsProps) {
  return (
    <SettingsSection
      title="Secrets"
      description="The directory shows one with every request. Several can be good at a time, so that one can be replaced without a pause."
    >
      <DirectorySecrets directory={directory} actions={secretActions} now={now} />
    </SettingsSection>
  );
}

/** The way to its end. */
export function DeleteSection({ directory }: Pick<DirectorySettingsProps, 'directory'>) {
  return (
    <SettingsSection title="Delete" description="For good: there is no way back.">
      <DeleteDirectory
        directory={directory}
        remove={deleteDirectoryAction}
        listHref={`/organizations/${directory.organizationId}/directory`}
      />
    </SettingsSection>
  );
}
