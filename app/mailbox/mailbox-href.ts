/** What of the mailbox an address shows. */
export interface MailboxView {
  readonly message?: string | undefined;
  readonly to?: string | undefined;
  readonly version?: 'text' | undefined;
}

/** Reads the parameters of an address; what makes no sense is left out. */
export function readMailboxView(parameters: Record<string, string | string[] | undefined>): MailboxView {
  const { message, to, version } = parameters;
  return {
    message: typeof message === 'string' ? message : undefined,
    to: typeof to === 'string' && to !== '' ? to : undefined,
    version: version === 'text' ? 'text' : undefined,
  };
}

export function mailboxHref(view: MailboxView): string {
  const given = Object.entries(view).filter((entry): entry is [string, string] => Boolean(entry[1]));
  const query = new URLSearchParams(given).toString();
  return query ? `/mailbox?${query}` : '/mailbox';
}
