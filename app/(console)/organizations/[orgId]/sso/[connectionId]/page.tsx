import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { ConnectionStatus } from '@/components/connections/connection-status';
import { ExpiryNotice } from '@/components/connections/expiry-notice';
import { LatestTests } from '@/components/connections/latest-tests';
import { SwitchConnectionButton } from '@/components/connections/switch-connection-button';
import { TestConnectionButton } from '@/components/connections/test-connection-button';
import { readLoginView } from '@/components/logins/login-view';
import { RecentLogins } from '@/components/logins/recent-logins';
import { Link } from '@/components/ui/link';
import { can } from '@/lib/authz/authorize';
import { connectionRefSchema } from '@/lib/connections/connection.schema';
import { connectionLabel } from '@/lib/connections/connection-record';
import { getConnection } from '@/lib/connections/get-connection';
import { listLoginAttempts } from '@/lib/login-log/list-login-attempts';
import { listConnectionTests } from '@/lib/sso/list-connection-tests';
import { getCtx } from '@/server/context';
import { answerPage } from '../../../../answer-page';
import { switchConnectionAction } from '../actions';
import { ConnectionSettings } from './connection-settings';
import { ReadOnlyConnection } from './read-only-connection';

type ConnectionPageProps = { params: Promise<{ orgId: string; connectionId: string }> };

/** How many of its logins the page shows. */
const recentLogins = 5;

const readConnection = cache((organizationId: string, connectionId: string) => {
  const ref = connectionRefSchema.safeParse({ organizationId, connectionId });
  return ref.success ? answerPage((ctx) => getConnection(ctx, ref.data)) : notFound();
});

export async function generateMetadata({ params }: ConnectionPageProps): Promise<Metadata> {
  const { orgId, connectionId } = await params;
  const connection = await readConnection(orgId, connectionId);
  return { title: `${connectionLabel(connection)}: ${connection.organizationName}` };
}

/** One connection: what is exchanged with the identity provider, how people come by it, and what that gives them. */
export default async function ConnectionPage({ params }: ConnectionPageProps) {
  const { orgId, connectionId } = await params;
  const connection = await readConnection(orgId, connectionId);
  const { actor, now } = await getCtx();
  const mayManage = can(actor, 'connection.manage', orgId);
  const view = readLoginView(orgId, { connection: connectionId });
  const [logins, tests] = await answerPage((ctx) =>
    Promise.all([
      listLoginAttempts(ctx, view, recentLogins),
      listConnectionTests(ctx, { organizationId: orgId, connectionId }),
    ]),
  );
  const { addresses, missing } = connection;
  return (
    <div className="pt-6">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-3 px-7 pb-2 max-tablet:px-4">
        <div className="min-w-0 grow basis-72">
          <Link
            href={`/organizations/${orgId}/sso`}
            className="inline-flex min-h-6 items-center rounded-xs text-ink-3 text-sm hover:text-ink hover:underline"
          >
            Single sign-on
          </Link>
          <h2 className="font-heading text-lg wrap-anywhere">{connectionLabel(connection)}</h2>
          <ConnectionStatus connection={connection} />
        </div>
        {mayManage && (
          <div className="flex flex-wrap items-center gap-2 max-tablet:w-full max-tablet:[&>*]:grow">
            <TestConnectionButton testUrl={addresses.testUrl} disabled={missing.length > 0} />
            <SwitchConnectionButton connection={connection} switchConnection={switchConnectionAction} />
          </div>
        )}
      </div>
      <ExpiryNotice connection={connection} now={now.toISOString()} />
      {tests.length > 0 && (
        <div className="max-w-[860px] px-7 pt-5 pb-3 max-tablet:px-4">
          <LatestTests tests={tests} testUrl={addresses.testUrl} now={now.toISOString()} />
        </div>
      )}
      {mayManage ? (
        <ConnectionSettings connection={connection} now={now.toISOString()} />
      ) : (
        <ReadOnlyConnection connection={connection} />
      )}
      <RecentLogins
        rows={logins.rows}
        path={`/organizations/${orgId}/logins`}
        allHref={`/organizations/${orgId}/logins?connection=${connectionId}`}
        now={now.toISOString()}
      />
    </div>
  );
}
