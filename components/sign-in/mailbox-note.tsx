/** Where mail is while no provider is configured; for the machine's own user only. */
export function MailboxNote() {
  return (
    <p className="text-balance text-ink-3 text-sm">
      No mail provider is configured:{' '}
      <a href="/mailbox" className="text-ink-2 underline underline-offset-2 hover:text-ink">
        open the local mailbox
      </a>
    </p>
  );
}
