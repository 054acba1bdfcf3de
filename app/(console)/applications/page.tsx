import type { Metadata } from 'next';
import { type AddressParameters, firstOf } from '@/components/lists/list-address';
import { RowNavigation } from '@/components/lists/row-navigation';
import { listClients } from '@/lib/applications/list-clients';
import { pageSize } from '@/lib/lists/keyset';
import { answerPage } from '../answer-page';
import { ApplicationScreen } from './application-screen';

export const metadata: Metadata = { title: 'Applications' };

type ApplicationsPageProps = { searchParams: Promise<AddressParameters> };

/** The applications that people are signed in to, for staff admins. */
export default async function ApplicationsPage({ searchParams }: ApplicationsPageProps) {
  const parameters = await searchParams;
  const cursor = firstOf(parameters.cursor) ?? null;
  const page = await answerPage((ctx) => listClients(ctx, { organizationId: null, pageSize, cursor }));
  return (
    <>
      <ApplicationScreen page={page} size={pageSize} address={{ path: '/applications', parameters }} />
      <RowNavigation />
    </>
  );
}
