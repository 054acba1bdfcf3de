import Link from 'next/link';
import { classNames } from '@/components/ui/class-names';
import { RelativeTime } from '@/components/ui/relative-time';
import { type MailboxView, mailboxHref } from './mailbox-href';
import type { MailboxLine } from './read-mailbox';

export type MessageListProps = {
  lines: readonly MailboxLine[];
  /** The message that is open beside the list. */
  openId: string | undefined;
  view: MailboxView;
  now: string;
};

/** The messages, newest first, each a link that opens it. */
export function MessageList({ lines, openId, view, now }: MessageListProps) {
  return (
    <ul aria-label="Messages">
      {lines.map((line) => (
        <li key={line.id} className="border-line border-b">
          <Link
            href={mailboxHref({ to: view.to, version: view.version, message: line.id })}
            aria-current={line.id === openId ? 'true' : undefined}
            className={classNames(
              'block px-5 py-3 hover:bg-sunk focus-visible:-outline-offset-2 max-tablet:px-4',
              line.id === openId && 'tablet:bg-sunk',
            )}
          >
            <span className="flex items-baseline justify-between gap-3">
              <span className="truncate font-medium">{line.to}</span>
              <RelativeTime
                iso={line.createdAt}
                now={now}
                className="shrink-0 text-ink-3 text-xs tabular-nums"
              />
            </span>
            <span className="mt-0.5 block truncate text-ink-2">{line.subject}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
