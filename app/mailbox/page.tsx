import { Inbox, X } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { Mark } from '@/components/shell/mark';
import { Chip } from '@/components/ui/chip';
import { classNames } from '@/components/ui/class-names';
import { EmptyState } from '@/components/ui/notice-state';
import { getCtx } from '@/server/context';
import { mailboxHref, readMailboxView } from './mailbox-href';
import { MailboxRefresh } from './mailbox-refresh';
import { MessageList } from './message-list';
import { MessageView } from './message-view';
import { openMessage, readMailbox, toLine } from './read-mailbox';

export const metadata: Metadata = { title: 'Local mailbox' };

type MailboxPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** The local mailbox: what would have been mailed, while no provider is configured; seen from this machine only. */
export default async function MailboxPage({ searchParams }: MailboxPageProps) {
  const view = readMailboxView(await searchParams);
  const ctx = await getCtx();
  const messages = await readMailbox(ctx, view.to);
  if (!messages) notFound();
  const chosen = messages.find((message) => message.id === view.message);
  const shown = chosen ?? messages[0];
  const lines = messages.map(toLine);
  return (
    <div className="flex min-h-dvh flex-col tablet:h-dvh">
      <MailboxRefresh />
      <MailboxHeader count={messages.length} to={view.to} />
      <main id="content" className="flex min-h-0 grow bg-paper">
        {shown ? (
          <>
            <div
              className={classNames(
                'w-[340px] shrink-0 overflow-y-auto border-line border-r max-tablet:w-full max-tablet:border-r-0',
                chosen && 'max-tablet:hidden',
              )}
            >
              <MessageList lines={lines} openId={shown.id} view={view} now={ctx.now.toISOString()} />
            </div>
            <div className={classNames('flex min-w-0 grow overflow-y-auto', !chosen && 'max-tablet:hidden')}>
              <MessageView message={await openMessage(shown)} view={view} />
            </div>
          </>
        ) : (
          <NothingYet to={view.to} />
        )}
      </main>
    </div>
  );
}

function MailboxHeader({ count, to }: { count: number; to: string | undefined }) {
  return (
    <header className="flex flex-wrap items-center gap-x-4 gap-y-2 border-line border-b px-5 py-3 max-tablet:px-4">
      <Link href="/" aria-label="Usher" className="flex rounded-sm">
        <Mark />
      </Link>
      <h1 className="font-heading text-md">Local mailbox</h1>
      <Chip tone="info">No mail leaves this machine</Chip>
      {to && (
        <Link
          href={mailboxHref({})}
          aria-label={`To ${to}. Show mail to everybody`}
          className="inline-flex h-[22px] min-w-0 items-center gap-1.5 rounded-sm border border-line bg-sunk px-2 font-medium text-xs hover:border-line-strong"
        >
          <span className="truncate">To {to}</span>
          <X aria-hidden="true" className="size-3 shrink-0" />
        </Link>
      )}
      <span className="ml-auto text-ink-3 text-sm tabular-nums">
        {count === 1 ? '1 message' : `${count} messages`}
      </span>
    </header>
  );
}

function NothingYet({ to }: { to: string | undefined }) {
  return (
    <div className="grid grow place-items-center">
      <EmptyState icon={<Inbox />} title={to ? `Nothing to ${to} yet` : 'No mail yet'}>
        Invite somebody, and their message appears here by itself. Set RESEND_API_KEY to send real mail; this
        mailbox then closes.
      </EmptyState>
    </div>
  );
}
