import type { Metadata } from 'next';
import { can } from '@/lib/authz/authorize';
import { listConnections } from '@/lib/connections/list-connections';
import { getCtx } from '@/server/context';
import { answerPage } from '../../../answer-page';
import { readOrganization } from '../organization';
import { ConnectionScreen } from './connection-screen';

type SsoPageProps = { params: Promise<{ orgId: string }> };

export async function generateMetadata({ params }: SsoPageProps): Promise<Metadata> {
  const { name } = await readOrganization((await params).orgId);
  return { title: `SSO: ${name}` };
}

/** Organizations > an organization > SSO: its connections. */
export default async function SsoPage({ params }: SsoPageProps) {
  const organization = await readOrganization((await params).orgId);
  const organizationId = organization.id;
  const connections = await answerPage((ctx) => listConnections(ctx, { organizationId }));
  const { actor } = await getCtx();
  return (
    <ConnectionScreen
      organization={organization}
      connections={connections}
      mayManage={can(actor, 'connection.manage', organizationId)}
      mayGovern={can(actor, 'organization.govern')}
    />
  );
}
