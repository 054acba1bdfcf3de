import { Building2, SearchX } from 'lucide-react';
import type { Metadata } from 'next';
import { type AddressParameters, firstOf, type ListAddress } from '@/components/lists/list-address';
import { ListPages } from '@/components/lists/list-pages';
import { ListSearch } from '@/components/lists/list-search';
import { ListToolbar } from '@/components/lists/list-toolbar';
import { ListRows, ListTransition } from '@/components/lists/list-transition';
import { RowNavigation } from '@/components/lists/row-navigation';
import { ButtonLink } from '@/components/ui/button';
import { EmptyState, RefusedState } from '@/components/ui/notice-state';
import { PageHeader } from '@/components/ui/page-header';
import { can } from '@/lib/authz/authorize';
import { pageSize } from '@/lib/lists/keyset';
import { listOrganizations } from '@/lib/organizations/list-organizations';
import { listOwnOrganizations } from '@/lib/organizations/list-own-organizations';
import {
  type ListOrganizationsInput,
  listOrganizationsSchema,
} from '@/lib/organizations/organization-list.schema';
import { getCtx } from '@/server/context';
import { answerPage } from '../../answer-page';
import { CreateOrganization } from './create-organization';
import { OrganizationsTable } from './organizations-table';
import { OwnOrganizationsTable } from './own-organizations-table';

export const metadata: Metadata = { title: 'Organizations' };

type OrganizationsPageProps = { searchParams: Promise<AddressParameters> };

/** Every organization for staff; for an organization's admins, their own. */
export default async function OrganizationsPage({ searchParams }: OrganizationsPageProps) {
  const { actor } = await getCtx();
  if (!can(actor, 'organization.list')) return <OwnOrganizations />;
  return <AllOrganizations parameters={await searchParams} />;
}

async function AllOrganizations({ parameters }: { parameters: AddressParameters }) {
  const { actor } = await getCtx();
  const input = readInput(parameters);
  const page = await answerPage((ctx) => listOrganizations(ctx, input));
  const address: ListAddress = { path: '/organizations', parameters };
  const create = can(actor, 'organization.create') ? <CreateOrganization /> : null;
  if (page.rows.length === 0 && !input.search && !input.cursor) return <FirstOrganization create={create} />;
  return (
    <>
      <PageHeader title="Organizations" actions={create} />
      <ListTransition>
        <ListToolbar>
          <ListSearch label="Search name or external id" />
        </ListToolbar>
        <ListRows>
          {page.rows.length > 0 ? (
            <OrganizationsTable rows={page.rows} address={address} order={input} />
          ) : (
            <NothingFound search={input.search} />
          )}
        </ListRows>
        <ListPages address={address} page={page} size={pageSize} />
        <RowNavigation />
      </ListTransition>
    </>
  );
}

const naturalDirection = { name: 'asc', created: 'desc', people: 'desc' } as const;

function readInput(parameters: AddressParameters): ListOrganizationsInput {
  const sort = listOrganizationsSchema.shape.sort.parse(firstOf(parameters.sort));
  return listOrganizationsSchema.parse({
    search: firstOf(parameters.q),
    sort,
    direction: firstOf(parameters.order) ?? naturalDirection[sort],
    cursor: firstOf(parameters.cursor),
  });
}

function FirstOrganization({ create }: { create: React.ReactNode }) {
  return (
    <>
      <PageHeader title="Organizations" />
      <EmptyState icon={<Building2 />} title="Create the first customer organization" actions={create}>
        An organization is one of your customers. The people you invite to it become its users, each with the
        roles you give them.
      </EmptyState>
    </>
  );
}

function NothingFound({ search }: { search: string }) {
  return (
    <EmptyState
      icon={<SearchX />}
      title={search ? `No organization matches “${search}”` : 'No organizations on this page'}
      actions={<ButtonLink href="/organizations">Show all</ButtonLink>}
    >
      The search looks at names, and at whole ids and external ids.
    </EmptyState>
  );
}

async function OwnOrganizations() {
  const { actor } = await getCtx();
  const { active } = await answerPage((ctx) => listOwnOrganizations(ctx));
  const rows = active.filter(({ organizationId }) => can(actor, 'organization.read', organizationId));
  return (
    <>
      <PageHeader title="Organizations" />
      {rows.length > 0 ? (
        <div className="mt-4">
          <OwnOrganizationsTable rows={rows} />
          <RowNavigation />
        </div>
      ) : (
        <RefusedState
          title="You look after no organization"
          actions={<ButtonLink href="/me">Go to your own page</ButtonLink>}
        >
          An admin of an organization can give you a role that lets you see its people.
        </RefusedState>
      )}
    </>
  );
}
