import type { Metadata } from 'next';
import { can } from '@/lib/authz/authorize';
import { listPermissions } from '@/lib/roles/list-permissions';
import { viewFrontDoor } from '@/lib/workspace/view-front-door';
import { getCtx } from '@/server/context';
import { answerPage } from '../../answer-page';
import { PermissionScreen } from './permission-screen';

export const metadata: Metadata = { title: 'Permissions' };

/** What roles can be made of, for staff: the application's permissions and Usher's own. */
export default async function PermissionsPage() {
  const { actor } = await getCtx();
  const [permissions, { applicationName }] = await answerPage((ctx) =>
    Promise.all([listPermissions(ctx, { organizationId: null }), viewFrontDoor(ctx)]),
  );
  return (
    <PermissionScreen
      permissions={permissions}
      applicationName={applicationName}
      mayManage={can(actor, 'environment-role.manage')}
    />
  );
}
