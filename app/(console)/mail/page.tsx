import { Mail, SearchX } from 'lucide-react';
import type { Metadata } from 'next';
import type { AddressParameters, ListAddress } from '@/components/lists/list-address';
import { ListClear } from '@/components/lists/list-clear';
import { ListFilter } from '@/components/lists/list-filter';
import { ListPages } from '@/components/lists/list-pages';
import { ListSearch } from '@/components/lists/list-search';
import { ListToolbar } from '@/components/lists/list-toolbar';
import { ListRows, ListTransition } from '@/components/lists/list-transition';
import { RowNavigation } from '@/components/lists/row-navigation';
import { isFiltered, readMailView } from '@/components/mail/mail-view';
import { ButtonLink } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/notice-state';
import { PageHeader } from '@/components/ui/page-header';
import type { Ctx } from '@/lib/authz/context';
import { pageSize } from '@/lib/lists/keyset';
import { listMail } from '@/lib/mail/list-mail';
import type { ListMailInput } from '@/lib/mail/mail-list.schema';
import { isMailboxOpen } from '@/lib/mail/mailbox-access';
import { answerPage } from '../answer-page';
import { MailTable } from './mail-table';
import { kindOptions, stateOptions } from './mail-words';

export const metadata: Metadata = { title: 'Mail' };

type MailPageProps = { searchParams: Promise<AddressParameters> };

/** Every message that was sent or is to be sent, and what became of it, for staff. */
export default async function MailPage({ searchParams }: MailPageProps) {
  const parameters = await searchParams;
  return answerPage((ctx) => showMail(ctx, parameters));
}

async function showMail(ctx: Ctx, parameters: AddressParameters) {
  const view = readMailView(parameters);
  const page = await listMail(ctx, view);
  const address: ListAddress = { path: '/mail', parameters };
  return (
    <ListTransition>
      <PageHeader
        title="Mail"
        actions={isMailboxOpen(ctx) && <ButtonLink href="/mailbox">Open the local mailbox</ButtonLink>}
      />
      <ListToolbar>
        <ListSearch label="Search address" />
        <ListFilter name="state" label="State" options={stateOptions} />
        <ListFilter name="kind" label="Kind" options={kindOptions} />
        {isFiltered(view) && <ListClear names={['q', 'state', 'kind']} />}
      </ListToolbar>
      {page.rows.length > 0 ? (
        <>
          <ListRows>
            <MailTable rows={page.rows} now={ctx.now.toISOString()} />
          </ListRows>
          <ListPages address={address} page={page} size={pageSize} />
          <RowNavigation />
        </>
      ) : (
        <NoMail view={view} />
      )}
    </ListTransition>
  );
}

function NoMail({ view }: { view: ListMailInput }) {
  if (!isFiltered(view) && !view.cursor) {
    return (
      <EmptyState icon={<Mail />} title="No mail yet">
        Every invitation, sign-in link and notice stands here from the moment it is to be sent, with what
        became of it.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={<SearchX />}
      title={view.search ? `No mail to “${view.search}”` : 'No mail matches these filters'}
      actions={<ButtonLink href="/mail">Show all mail</ButtonLink>}
    >
      {view.search
        ? 'The search finds how an address begins, and whole ids of messages, invitations and organizations.'
        : 'Take one of them away to see more.'}
    </EmptyState>
  );
}
