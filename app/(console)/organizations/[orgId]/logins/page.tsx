import type { Metadata } from 'next';
import type { AddressParameters } from '@/components/lists/list-address';
import { LiveRefresh } from '@/components/live/live-refresh';
import { LoginScreen } from '@/components/logins/login-screen';
import { readLoginView } from '@/components/logins/login-view';
import { loginConnectionLabel } from '@/components/logins/login-words';
import { listConnections } from '@/lib/connections/list-connections';
import { pageSize } from '@/lib/lists/keyset';
import { listLoginAttempts } from '@/lib/login-log/list-login-attempts';
import { getCtx } from '@/server/context';
import { answerPage } from '../../../answer-page';
import { readOrganization } from '../organization';

type LoginsPageProps = { params: Promise<{ orgId: string }>; searchParams: Promise<AddressParameters> };

export async function generateMetadata({ params }: LoginsPageProps): Promise<Metadata> {
  const { name } = await readOrganization((await params).orgId);
  return { title: `Logins: ${name}` };
}

/** Organizations > an organization > Logins: who came in which way, who was refused and why. */
export default async function OrganizationLoginsPage({ params, searchParams }: LoginsPageProps) {
  const { id } = await readOrganization((await params).orgId);
  const parameters = await searchParams;
  const { now } = await getCtx();
  const page = await answerPage((ctx) => listLoginAttempts(ctx, readLoginView(id, parameters)));
  const connections = await answerPage((ctx) => listConnections(ctx, { organizationId: id }));
  return (
    <LoginScreen
      address={{ path: `/organizations/${id}/logins`, parameters }}
      page={page}
      size={pageSize}
      connections={connections.map((connection) => ({
        value: connection.connectionId,
        label: loginConnectionLabel(connection),
      }))}
      hasExport
      now={now}
    >
      <LiveRefresh organizationId={id} />
    </LoginScreen>
  );
}
