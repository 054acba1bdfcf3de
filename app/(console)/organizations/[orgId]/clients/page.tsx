import type { Metadata } from 'next';
import { type AddressParameters, firstOf } from '@/components/lists/list-address';
import { listClients } from '@/lib/applications/list-clients';
import { pageSize } from '@/lib/lists/keyset';
import { getCtx } from '@/server/context';
import { answerPage } from '../../../answer-page';
import { readOrganization } from '../organization';
import { ClientScreen } from './client-screen';

type ClientsPageProps = { params: Promise<{ orgId: string }>; searchParams: Promise<AddressParameters> };

export async function generateMetadata({ params }: ClientsPageProps): Promise<Metadata> {
  const { name } = await readOrganization((await params).orgId);
  return { title: `API clients: ${name}` };
}

/** Organizations > an organization > API clients: the customer's own programs, for staff admins. */
export default async function OrganizationClientsPage({ params, searchParams }: ClientsPageProps) {
  const { id: organizationId, name } = await readOrganization((await params).orgId);
  const parameters = await searchParams;
  const cursor = firstOf(parameters.cursor) ?? null;
  const page = await answerPage((ctx) => listClients(ctx, { organizationId, pageSize, cursor }));
  const { now } = await getCtx();
  return (
    <ClientScreen
      organization={{ organizationId, name }}
      page={page}
      size={pageSize}
      address={{ path: `/organizations/${organizationId}/clients`, parameters }}
      now={now.toISOString()}
    />
  );
}
