import type { Ctx } from '../authz/context';
import { applyMailEvent, lockMail, ownEvent } from './apply-mail-event';
import { explainUnneeded } from './explain-unneeded';
import { repeatableUntil, tooLateReason } from './mail';
import type { MailContent } from './mail-content';

/** A message that may be handed to the provider now. */
export interface OutgoingMail {
  readonly id: string;
  readonly to: string;
  readonly idempotencyKey: string;
  readonly content: MailContent;
  /** 1 for the first. */
  readonly attempt: number;
}

/**
 * Takes a message for an attempt to send it, and notes the attempt before the provider can have heard of it. Null when
 * there is nothing to send: it was sent or given up already, its first attempt is 23 hours ago (the provider may soon
 * forget the key, so a repeat could be a second copy), or what it is about is over; the last two are recorded as
 * `FAILED` with the reason. Public: only the worker calls it, for a job that a use case enqueued.
 */
export async function beginMailAttempt(ctx: Ctx, input: { mailId: string }): Promise<OutgoingMail | null> {
  return ctx.db.$transaction(async (tx) => {
    const locked = await lockMail(tx, input.mailId);
    if (locked?.state !== 'QUEUED') return null;
    const mail = await tx.mailMessage.findUniqueOrThrow({
      where: { id: locked.id },
      select: { id: true, toAddress: true, idempotencyKey: true, content: true, invitationId: true },
    });
    const content = mail.content as unknown as MailContent;
    const { firstAttemptAt } = locked;
    const isTooLate = firstAttemptAt !== null && repeatableUntil(firstAttemptAt) <= ctx.now;
    const detail = isTooLate ? tooLateReason(locked.reason) : await explainUnneeded(tx, ctx, content);
    if (detail) {
      await applyMailEvent(tx, locked, ownEvent(ctx, 'failed', detail));
      return null;
    }
    const { attempts } = await tx.mailMessage.update({
      where: { id: mail.id },
      data: { attempts: { increment: 1 }, firstAttemptAt: firstAttemptAt ?? ctx.now },
      select: { attempts: true },
    });
    return {
      id: mail.id,
      to: mail.toAddress,
      idempotencyKey: mail.idempotencyKey,
      content,
      attempt: attempts,
    };
  });
}
