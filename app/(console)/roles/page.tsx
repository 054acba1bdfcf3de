import type { Metadata } from 'next';
import { RoleScreen } from '@/components/roles/role-screen';
import { can } from '@/lib/authz/authorize';
import { listEnvironmentRoles } from '@/lib/roles/list-environment-roles';
import { listPermissions } from '@/lib/roles/list-permissions';
import { memberCountMaximum } from '@/lib/roles/role';
import { getWorkspace } from '@/lib/workspace/get-workspace';
import { getCtx } from '@/server/context';
import { answerPage } from '../answer-page';
import { roleActions } from './role-actions';

export const metadata: Metadata = { title: 'Roles' };

/** The roles that every organization has, for staff. */
export default async function EnvironmentRolesPage() {
  const { actor } = await getCtx();
  const [roles, permissions, workspace] = await answerPage((ctx) =>
    Promise.all([
      listEnvironmentRoles(ctx),
      listPermissions(ctx, { organizationId: null }),
      getWorkspace(ctx),
    ]),
  );
  const { defaultCreatorRoleId, defaultMemberRoleId } = workspace;
  return (
    <RoleScreen
      owner={null}
      roles={roles}
      permissions={permissions}
      defaults={{ defaultCreatorRoleId, defaultMemberRoleId }}
      mayManage={can(actor, 'environment-role.manage')}
      countedTo={memberCountMaximum}
      actions={roleActions}
    />
  );
}
