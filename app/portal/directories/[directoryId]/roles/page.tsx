import type { Metadata } from 'next';
import { RoleMappingForm } from '@/components/directories/role-mapping-form';
import { nameOfDirectory } from '@/components/portal/directory-checklist';
import { listRoles } from '@/lib/roles/list-roles';
import { readDirectorySetup } from '../../../read-directory-setup';
import { answerPortal } from '../../../read-portal';
import { StepFrame } from '../../../step-frame';
import { findGroupsAction, previewRoleMappingsAction, setRoleMappingsAction } from '../actions';

const mappingActions = {
  setRoleMappings: setRoleMappingsAction,
  previewRoleMappings: previewRoleMappingsAction,
  findGroups: findGroupsAction,
};

type Props = { params: Promise<{ directoryId: string }> };

export const metadata: Metadata = { title: 'Roles of groups' };

/** Which groups of the directory give which roles. */
export default async function DirectoryRolesPage({ params }: Props) {
  const setup = await readDirectorySetup((await params).directoryId);
  const { organizationId, provider, groupCount } = setup.directory;
  const roles = await answerPortal((ctx) => listRoles(ctx, { organizationId }));
  return (
    <StepFrame
      setup={setup}
      step="roles"
      description="Who is in several groups has the role of the first of these lines. Who is in none has the role of new users. Leave it empty if everyone should have that one."
    >
      {groupCount > 0 ? (
        <RoleMappingForm
          directory={setup.directory}
          roles={roles.map(({ id, displayName, grantable }) => ({ id, displayName, grantable }))}
          actions={mappingActions}
        />
      ) : (
        <p className="text-ink-2">
          No group has arrived yet. {provider === 'OKTA' ? 'Push' : 'Send'} groups from{' '}
          {nameOfDirectory(provider)} first, then choose their roles here.
        </p>
      )}
    </StepFrame>
  );
}
