import { RoleMappingForm } from '@/components/directories/role-mapping-form';
import { SettingsSection } from '@/components/ui/settings-section';
import type { DirectoryRecord } from '@/lib/directories/directory-record';
import { listRoles } from '@/lib/roles/list-roles';
import { answerPage } from '../../../../answer-page';
import { findGroupsAction, previewRoleMappingsAction, setRoleMappingsAction } from '../actions';

const mappingActions = {
  setRoleMappings: setRoleMappingsAction,
  previewRoleMappings: previewRoleMappingsAction,
  findGroups: findGroupsAction,
};

type DirectoryRolesProps = {
  directory: DirectoryRecord;
  /** What the customer knows the product by. */
  applicationName: string;
};

/** Which groups of a directory give which roles. */
export async function DirectoryRoles({ directory, applicationName }: DirectoryRolesProps) {
  const { organizationId, groupCount, provider } = directory;
  const roles = await answerPage((ctx) => listRoles(ctx, { organizationId }));
  return (
    <SettingsSection
      title="Roles of groups"
      description="Who is in several groups has the role of the first of these lines. Who is in none has the role of new users. Members follow by themselves."
    >
      {groupCount > 0 ? (
        <RoleMappingForm
          directory={directory}
          roles={roles.map(({ id, displayName, grantable }) => ({ id, displayName, grantable }))}
          actions={mappingActions}
        />
      ) : (
        <p className="text-ink-2">
          The directory has sent no group yet. {provider === 'OKTA' ? 'Push' : 'Assign'} groups to{' '}
          {applicationName} there first.
        </p>
      )}
    </SettingsSection>
  );
}
