import { RoleMappingForm } from '@/components/directories/role-mapping-form';
import { SettingsSection } from '@/components/ui/settings-section';
import type { DirectoryRecord } from '@/lib/directories/directory-record';
import { listDirectoryGroups } from '@/lib/directories/list-directory-groups';
import { listRoles } from '@/lib/roles/list-roles';
import { answerPage } from '../../../../answer-page';
import { setRoleMappingsAction } from '../actions';

/** As many groups as can give roles. */
const groupsShown = 500;

/** Which groups of a directory give which roles. */
export async function DirectoryRoles({ directory }: { directory: DirectoryRecord }) {
  const { organizationId, directoryId, roleMappings } = directory;
  const wanted = { cursor: null, pageSize: groupsShown, updatedAfter: null, search: null };
  const [groups, roles] = await answerPage((ctx) =>
    Promise.all([
      listDirectoryGroups(ctx, { organizationId, directoryId, ...wanted }),
      listRoles(ctx, { organizationId }),
    ]),
  );
  const mapped = roleMappings.map(({ groupId, groupName }) => ({ id: groupId, displayName: groupName }));
  const offered = new Map([...mapped, ...groups.rows].map(({ id, displayName }) => [id, displayName]));
  return (
    <SettingsSection
      title="Roles of groups"
      description="Who is in several groups has the role of the first of these lines. Who is in none has the role of new users. Members follow by themselves."
    >
      {offered.size > 0 ? (
        <RoleMappingForm
          directory={directory}
          groups={[...offered].map(([id, displayName]) => ({ id, displayName }))}
          roles={roles.map(({ id, displayName, grantable }) => ({ id, displayName, grantable }))}
          setRoleMappings={setRoleMappingsAction}
        />
      ) : (
        <p className="text-ink-2">The directory has sent no group yet. Assign groups to Usher there first.</p>
      )}
    </SettingsSection>
  );
}
