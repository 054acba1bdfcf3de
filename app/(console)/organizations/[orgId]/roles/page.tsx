import type { Metadata } from 'next';
import { RoleScreen } from '@/components/roles/role-screen';
import { can } from '@/lib/authz/authorize';
import { listPermissions } from '@/lib/roles/list-permissions';
import { listRoles } from '@/lib/roles/list-roles';
import { memberCountMaximum } from '@/lib/roles/role';
import { getCtx } from '@/server/context';
import { answerPage } from '../../../answer-page';
import { roleActions } from '../../../roles/role-actions';
import { readOrganization } from '../organization';

type RolesPageProps = { params: Promise<{ orgId: string }> };

export async function generateMetadata({ params }: RolesPageProps): Promise<Metadata> {
  const { name } = await readOrganization((await params).orgId);
  return { title: `Roles: ${name}` };
}

/** Organizations > an organization > Roles. */
export default async function OrganizationRolesPage({ params }: RolesPageProps) {
  const organization = await readOrganization((await params).orgId);
  const { id, name, defaultCreatorRoleId, defaultMemberRoleId } = organization;
  const { actor } = await getCtx();
  const [roles, permissions] = await answerPage((ctx) =>
    Promise.all([
      listRoles(ctx, { organizationId: id, countMembers: true }),
      listPermissions(ctx, { organizationId: id }),
    ]),
  );
  return (
    <RoleScreen
      owner={{ id, name }}
      roles={roles}
      permissions={permissions}
      defaults={{ defaultCreatorRoleId, defaultMemberRoleId }}
      mayManage={can(actor, 'role.manage', id)}
      countedTo={memberCountMaximum}
      actions={roleActions}
    />
  );
}
