import { SearchX, Users } from 'lucide-react';
import type { Metadata } from 'next';
import { type AddressParameters, firstOf, type ListAddress } from '@/components/lists/list-address';
import { ListPages } from '@/components/lists/list-pages';
import { ListSearch } from '@/components/lists/list-search';
import { ListToolbar } from '@/components/lists/list-toolbar';
import { ListRows, ListTransition } from '@/components/lists/list-transition';
import { RowNavigation } from '@/components/lists/row-navigation';
import { ButtonLink } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/notice-state';
import { PageHeader } from '@/components/ui/page-header';
import type { Ctx } from '@/lib/authz/context';
import { pageSize } from '@/lib/lists/keyset';
import { listUsers } from '@/lib/users/list-users';
import { type ListUsersInput, listUsersSchema } from '@/lib/users/user.schema';
import { answerPage } from '../answer-page';
import { UsersTable } from './users-table';

export const metadata: Metadata = { title: 'Users' };

type UsersPageProps = { searchParams: Promise<AddressParameters> };

/** The people of all organizations, and the staff itself, for staff. */
export default async function UsersPage({ searchParams }: UsersPageProps) {
  const parameters = await searchParams;
  return answerPage((ctx) => showUsers(ctx, parameters));
}

async function showUsers(ctx: Ctx, parameters: AddressParameters) {
  const input = readInput(parameters);
  const page = await listUsers(ctx, input);
  const address: ListAddress = { path: '/users', parameters };
  return (
    <ListTransition>
      <PageHeader title="Users" />
      <ListToolbar>
        <ListSearch label="Search name or address" />
      </ListToolbar>
      {page.rows.length > 0 ? (
        <>
          <ListRows>
            <UsersTable rows={page.rows} address={address} order={input} now={ctx.now.toISOString()} />
          </ListRows>
          <ListPages address={address} page={page} size={pageSize} />
          <RowNavigation />
        </>
      ) : (
        <Nobody search={input.search} />
      )}
    </ListTransition>
  );
}

const naturalDirection = { created: 'desc', address: 'asc' } as const;

function readInput(parameters: AddressParameters): ListUsersInput {
  const sort = listUsersSchema.shape.sort.parse(firstOf(parameters.sort));
  return listUsersSchema.parse({
    search: firstOf(parameters.q),
    sort,
    direction: firstOf(parameters.order) ?? naturalDirection[sort],
    cursor: firstOf(parameters.cursor),
  });
}

/** Whoever looks is somebody: only a search, or a page that is gone, finds nobody. */
function Nobody({ search }: { search: string }) {
  return (
    <EmptyState
      icon={search ? <SearchX /> : <Users />}
      title={search ? `Nobody matches “${search}”` : 'Nobody on this page'}
      actions={<ButtonLink href="/users">Show everybody</ButtonLink>}
    >
      {search.length > 0 && search.length < 3
        ? 'One or two characters find how an address begins. Type a third to find any part of a name or address.'
        : 'Names and addresses are searched, any part of them.'}
    </EmptyState>
  );
}
