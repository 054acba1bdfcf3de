import { mailSubject, renderMail } from '@/emails/render';
import type { Ctx } from '@/lib/authz/context';
import { isUsherError } from '@/lib/errors';
import { listMailbox, type MailboxMessage } from '@/lib/mail/list-mailbox';

/** A line of the list. */
export interface MailboxLine {
  readonly id: string;
  readonly to: string;
  readonly from: string;
  readonly subject: string;
  readonly createdAt: string;
}

/** A message as it would have been mailed. */
export interface OpenedMessage extends MailboxLine {
  readonly html: string;
  readonly text: string;
}

/** The messages of the local mailbox, newest first; null where there is no mailbox for this visitor. */
export async function readMailbox(ctx: Ctx, to: string | undefined): Promise<MailboxMessage[] | null> {
  try {
    return await listMailbox(ctx, { to });
  } catch (error) {
    if (isUsherError(error) && error.code === 'not_found') return null;
    throw error;
  }
}

/** What the list shows of a message. */
export function toLine({ id, to, from, content, createdAt }: MailboxMessage): MailboxLine {
  return { id, to, from, subject: mailSubject(content), createdAt: createdAt.toISOString() };
}

/** Renders a message: no body is stored. */
export async function openMessage(message: MailboxMessage): Promise<OpenedMessage> {
  return { ...toLine(message), ...(await renderMail(message.content, message.links)) };
}
