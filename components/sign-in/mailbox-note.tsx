import { Inbox } from 'lucide-react';

/** Where mail is while no provider is configured; for the machine's own user only. */
export function MailboxNote() {
  return (
    <p className="flex items-center justify-center gap-2 text-ink-3 text-sm">
      <Inbox aria-hidden="true" className="size-3.5" />
      <span>
        No mail provider is configured:{' '}
        <a href="/mailbox" className="text-ink-2 underline underline-offset-2 hover:text-ink">
          open the local mailbox
        </a>
      </span>
    </p>
  );
}
