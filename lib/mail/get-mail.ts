import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { refuse } from '../errors';
import type { MailEventType, MailState } from './mail';
import type { MailContent, MailKind } from './mail-content';
import type { MailRef } from './mail-list.schema';
import { formatSender } from './mail-sender';

export interface MailHistoryEvent {
  readonly type: MailEventType | 'queued';
  readonly detail: string | null;
  readonly at: Date;
}

export interface MailDetails {
  readonly id: string;
  readonly kind: MailKind;
  readonly to: string;
  readonly from: string;
  readonly state: MailState;
  readonly reason: string | null;
  readonly attempts: number;
  /** The provider's id, to look it up there. */
  readonly providerId: string | null;
  /** Null for mail that belongs to none, and once it is deleted. */
  readonly organization: { readonly id: string; readonly name: string } | null;
  readonly invitationId: string | null;
  readonly createdAt: Date;
  /** Oldest first; begins with `queued`. */
  readonly history: readonly MailHistoryEvent[];
}

/** One message with everything that happened to it, for staff; its text and its link are shown to nobody. */
export async function getMail(ctx: Ctx, input: MailRef): Promise<MailDetails> {
  authorize(ctx, 'mail.list');
  const mail = await ctx.db.mailMessage.findUnique({
    where: { id: input.mailId },
    select: {
      id: true,
      kind: true,
      toAddress: true,
      content: true,
      state: true,
      reason: true,
      attempts: true,
      providerId: true,
      organizationId: true,
      invitationId: true,
      createdAt: true,
      events: { select: { type: true, detail: true, at: true }, orderBy: [{ at: 'asc' }, { id: 'asc' }] },
    },
  });
  if (!mail) refuse('not_found', 'There is no such message.');
  const { toAddress, content, events, kind, organizationId, ...rest } = mail;
  const { fromName, fromAddress } = content as unknown as MailContent;
  const happened = events.map((event) => ({ ...event, type: event.type as MailEventType }));
  return {
    ...rest,
    kind: kind as MailKind,
    to: toAddress,
    from: formatSender(fromName, fromAddress),
    organization: organizationId ? await findOrganization(ctx, organizationId) : null,
    history: [{ type: 'queued', detail: null, at: mail.createdAt }, ...happened],
  };
}

function findOrganization(ctx: Ctx, id: string): Promise<MailDetails['organization']> {
  return ctx.db.organization.findUnique({ where: { id }, select: { id: true, name: true } });
}
