import type { Metadata } from 'next';
import type { AddressParameters } from '@/components/lists/list-address';
import { LoginScreen } from '@/components/logins/login-screen';
import { readLoginView } from '@/components/logins/login-view';
import { PageHeader } from '@/components/ui/page-header';
import { pageSize } from '@/lib/lists/keyset';
import { listLoginAttempts } from '@/lib/login-log/list-login-attempts';
import { getCtx } from '@/server/context';
import { answerPage } from '../answer-page';

export const metadata: Metadata = { title: 'Logins' };

type LoginsPageProps = { searchParams: Promise<AddressParameters> };

/** Who logged in anywhere or was refused, for staff: whoever calls with a reference is found here. */
export default async function WorkspaceLoginsPage({ searchParams }: LoginsPageProps) {
  const parameters = await searchParams;
  const { now } = await getCtx();
  const page = await answerPage((ctx) => listLoginAttempts(ctx, readLoginView(null, parameters)));
  return (
    <>
      <PageHeader
        title="Logins"
        description="Everybody who logged in, tried to, or was refused. Search for the reference that a person was told."
      />
      <LoginScreen
        address={{ path: '/logins', parameters }}
        page={page}
        size={pageSize}
        hasExport
        now={now}
        showOrganization
      />
    </>
  );
}
