import { Prisma } from '@/prisma/generated/client';
import type { Ctx } from '../authz/context';
import type { MailContent } from './mail-content';
import { type MailLinks, mailLinks } from './mail-links';
import { formatSender } from './mail-sender';
import { requireMailbox } from './mailbox-access';

/** A message as the local mailbox holds it: what it is made of, to be rendered by whoever shows it. */
export interface MailboxMessage {
  readonly id: string;
  readonly to: string;
  readonly from: string;
  readonly content: MailContent;
  readonly links: MailLinks;
  readonly createdAt: Date;
}

type Record = Omit<MailboxMessage, 'from' | 'links'>;

const largestList = 100;

/**
 * The newest 100 messages of the local mailbox, newest first, optionally those to one address. Public: anyone on this
 * machine may read it (see `requireMailbox`); `not_found` for everybody else.
 */
export async function listMailbox(ctx: Ctx, input: { to?: string | undefined }): Promise<MailboxMessage[]> {
  requireMailbox(ctx);
  const mails = await ctx.db.$queryRaw<Record[]>`
    select id, to_address as "to", content, created_at as "createdAt" from mail_messages
    where state = 'DELIVERED' and provider_id is null and ${addressCondition(input.to)}
    order by id desc limit ${largestList}`;
  return mails.map((mail) => {
    const from = formatSender(mail.content.fromName, mail.content.fromAddress);
    return { ...mail, from, links: mailLinks(mail.content) };
  });
}

function addressCondition(to: string | undefined): Prisma.Sql {
  const address = to?.replaceAll('\0', '').trim().toLowerCase();
  return address ? Prisma.sql`lower(to_address) collate "C" = ${address}` : Prisma.sql`true`;
}
