import { Prisma } from '@/prisma/generated/client';
import { notifyChange } from '../audit/record';
import type { Ctx } from '../authz/context';
import type { Transaction } from '../db';
import { newId } from '../id';
import { type MailEventType, type MailState, stateAfter } from './mail';

/** A message's row, locked until the transaction ends. */
export interface LockedMail {
  readonly id: string;
  readonly organizationId: string | null;
  readonly state: MailState;
  readonly reason: string | null;
  readonly providerId: string | null;
  readonly firstAttemptAt: Date | null;
}

export interface MailEventInput {
  readonly type: MailEventType;
  /** Why, in a sentence that staff and organization admins may read. */
  readonly detail: string | null;
  readonly at: Date;
  readonly providerId: string | null;
  /** The provider's id of the event; one that was seen before changes nothing. */
  readonly providerEventId: string | null;
}

/** The message with this id, locked; null when there is none. */
export function lockMail(tx: Transaction, mailId: string): Promise<LockedMail | null> {
  return lockWhere(tx, Prisma.sql`id = ${mailId}`);
}

/** The message that the provider calls `providerId`, locked; null when there is none. */
export function lockMailOfProvider(tx: Transaction, providerId: string): Promise<LockedMail | null> {
  return lockWhere(tx, Prisma.sql`provider_id = ${providerId}`);
}

/** An event that Usher itself caused, now. */
export function ownEvent(ctx: Ctx, type: MailEventType, detail: string | null): MailEventInput {
  return { type, detail, at: ctx.now, providerId: null, providerEventId: null };
}

/**
 * Writes an event into a message's history and moves its state on (see `stateAfter`), and tells open screens of its
 * organization. False, and nothing written, when the provider's event was recorded before.
 */
export async function applyMailEvent(
  tx: Transaction,
  mail: LockedMail,
  event: MailEventInput,
): Promise<boolean> {
  const { type, detail, at, providerEventId } = event;
  const { count } = await tx.mailEvent.createMany({
    data: { id: newId('mailEvent', at), mailId: mail.id, type, detail, at, providerEventId },
    skipDuplicates: true,
  });
  if (count === 0) return false;
  const state = stateAfter(mail.state, mail.providerId !== null, type);
  await tx.mailMessage.update({
    where: { id: mail.id },
    data: {
      state,
      reason: reasonAfter(mail, event, state),
      providerId: mail.providerId ?? event.providerId,
      updatedAt: at,
    },
    select: { id: true },
  });
  await notifyChange(tx, mail.organizationId);
  return true;
}

/** The reason belongs to the state: an event that does not decide the state leaves it, except while mail waits. */
function reasonAfter(mail: LockedMail, event: MailEventInput, state: MailState): string | null {
  if (state !== mail.state) return event.detail;
  return state === 'QUEUED' ? event.detail : mail.reason;
}

async function lockWhere(tx: Transaction, condition: Prisma.Sql): Promise<LockedMail | null> {
  const [mail] = await tx.$queryRaw<LockedMail[]>`
    select id, organization_id as "organizationId", state::text as state, reason, provider_id as "providerId",
      first_attempt_at as "firstAttemptAt"
    from mail_messages where ${condition} for update`;
  return mail ?? null;
}
