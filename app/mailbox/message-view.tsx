import { ArrowLeft } from 'lucide-react';
import Link from 'next/link';
import { classNames } from '@/components/ui/class-names';
import { DateTime } from '@/components/ui/relative-time';
import { type MailboxView, mailboxHref } from './mailbox-href';
import { MessageFrame } from './message-frame';
import type { OpenedMessage } from './read-mailbox';

/** One message: its header, and either version of its text. */
export function MessageView({ message, view }: { message: OpenedMessage; view: MailboxView }) {
  return (
    <article aria-labelledby="subject" className="flex min-h-0 min-w-0 grow flex-col">
      <header className="border-line border-b px-7 py-5 max-tablet:px-4">
        <Link
          href={mailboxHref({ to: view.to })}
          className="mb-3 inline-flex items-center gap-1.5 rounded-sm py-0.5 text-ink-2 hover:text-ink tablet:hidden"
        >
          <ArrowLeft aria-hidden="true" /> All messages
        </Link>
        <h2 id="subject" className="text-balance font-heading text-lg wrap-anywhere">
          {message.subject}
        </h2>
        <MessageHeader message={message} />
        <Versions message={message} view={view} />
      </header>
      {view.version === 'text' ? (
        <pre className="grow whitespace-pre-wrap bg-paper px-7 py-6 font-mono text-sm wrap-anywhere max-tablet:px-4">
          {message.text}
        </pre>
      ) : (
        <MessageFrame subject={message.subject} html={message.html} />
      )}
    </article>
  );
}

function MessageHeader({ message }: { message: OpenedMessage }) {
  return (
    <dl className="mt-2 grid grid-cols-[auto_1fr] gap-x-3 gap-y-0.5">
      <dt className="text-ink-3">From</dt>
      <dd className="wrap-anywhere">{message.from}</dd>
      <dt className="text-ink-3">To</dt>
      <dd className="wrap-anywhere">
        <Link
          href={mailboxHref({ to: message.to, message: message.id })}
          className="underline decoration-line-strong underline-offset-2 hover:decoration-ink"
        >
          {message.to}
        </Link>
      </dd>
      <dt className="text-ink-3">Sent</dt>
      <dd>
        <DateTime iso={message.createdAt} withTime />
      </dd>
    </dl>
  );
}

function Versions({ message, view }: { message: OpenedMessage; view: MailboxView }) {
  const versions = [
    { label: 'Message', version: undefined },
    { label: 'Plain text', version: 'text' },
  ] as const;
  return (
    <nav aria-label="Version" className="mt-3 flex gap-1">
      {versions.map(({ label, version }) => (
        <Link
          key={label}
          href={mailboxHref({ to: view.to, message: message.id, version })}
          aria-current={view.version === version ? 'true' : undefined}
          className={classNames(
            'rounded-sm px-2 py-0.5 text-ink-2 text-sm hover:bg-sunk hover:text-ink',
            view.version === version && 'bg-sunk font-medium text-ink',
          )}
        >
          {label}
        </Link>
      ))}
    </nav>
  );
}
