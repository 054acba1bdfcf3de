import type { Metadata } from 'next';
import { RoleMappingForm } from '@/components/directories/role-mapping-form';
import { nameOfDirectory } from '@/components/portal/directory-checklist';
import { listDirectoryGroups } from '@/lib/directories/list-directory-groups';
import { listRoles } from '@/lib/roles/list-roles';
import { readDirectorySetup } from '../../../read-directory-setup';
import { answerPortal } from '../../../read-portal';
import { StepFrame } from '../../../step-frame';
import { setRoleMappingsAction } from '../actions';

type Props = { params: Promise<{ directoryId: string }> };

/** As many groups as can give roles. */
const groupsShown = 500;

export const metadata: Metadata = { title: 'Roles of groups' };

/** Which groups of the directory give which roles. */
export default async function DirectoryRolesPage({ params }: Props) {
  const setup = await readDirectorySetup((await params).directoryId);
  const { organizationId, directoryId, provider, roleMappings } = setup.directory;
  const wanted = { cursor: null, pageSize: groupsShown, updatedAfter: null, search: null };
  const [groups, roles] = await answerPortal((ctx) =>
    Promise.all([
      listDirectoryGroups(ctx, { organizationId, directoryId, ...wanted }),
      listRoles(ctx, { organizationId }),
    ]),
  );
  const mapped = roleMappings.map(({ groupId, groupName }) => ({ id: groupId, displayName: groupName }));
  const offered = new Map([...mapped, ...groups.rows].map(({ id, displayName }) => [id, displayName]));
  return (
    <StepFrame
      setup={setup}
      step="roles"
      description="Who is in several groups has the role of the first of these lines. Who is in none has the role of new users. Leave it empty if everyone should have that one."
    >
      {offered.size > 0 ? (
        <RoleMappingForm
          directory={setup.directory}
          groups={[...offered].map(([id, displayName]) => ({ id, displayName }))}
          roles={roles.map(({ id, displayName, grantable }) => ({ id, displayName, grantable }))}
          setRoleMappings={setRoleMappingsAction}
        />
      ) : (
        <p className="text-ink-2">
          No group has arrived yet. Send groups from {nameOfDirectory(provider)} first, then choose their
          roles here.
        </p>
      )}
    </StepFrame>
  );
}
