import type { Ctx } from '../authz/context';
import type { Transaction } from '../db';
import { addJob } from '../jobs';
import { applyMailEvent, type LockedMail, lockMail, type MailEventInput, ownEvent } from './apply-mail-event';
import { repeatableUntil, tooLateReason } from './mail';

/** How an attempt to send a message ended. */
export type MailOutcome =
  /** The provider has it; without its id when it only said that it had it before. */
  | { readonly kind: 'accepted'; readonly providerId: string | null; readonly detail: string | null }
  /** No provider is configured: it is in the local mailbox. */
  | { readonly kind: 'kept' }
  /** The provider will never take it. */
  | { readonly kind: 'refused'; readonly reason: string }
  /** The provider did not take it, or nobody knows. */
  | { readonly kind: 'postponed'; readonly reason: string; readonly retryAt: Date };

/**
 * Records how an attempt ended. A postponed message gets its next job in the same transaction, or, when that would be
 * later than 23 hours after the first attempt, is `FAILED`. What a webhook reported meanwhile is not undone. Public:
 * only the worker calls it.
 */
export async function recordMailOutcome(
  ctx: Ctx,
  input: { mailId: string; outcome: MailOutcome },
): Promise<void> {
  await ctx.db.$transaction(async (tx) => {
    const mail = await lockMail(tx, input.mailId);
    if (!mail) return;
    if (input.outcome.kind === 'postponed') return postpone(tx, ctx, mail, input.outcome);
    await applyMailEvent(tx, mail, eventOf(ctx, input.outcome));
  });
}

function eventOf(ctx: Ctx, outcome: Exclude<MailOutcome, { kind: 'postponed' }>): MailEventInput {
  if (outcome.kind === 'refused') return ownEvent(ctx, 'failed', outcome.reason);
  if (outcome.kind === 'kept') return ownEvent(ctx, 'delivered', 'local mailbox');
  return { ...ownEvent(ctx, 'accepted', outcome.detail), providerId: outcome.providerId };
}

async function postpone(
  tx: Transaction,
  ctx: Ctx,
  mail: LockedMail,
  outcome: Extract<MailOutcome, { kind: 'postponed' }>,
): Promise<void> {
  if (mail.state !== 'QUEUED') return;
  if (repeatableUntil(mail.firstAttemptAt ?? ctx.now) <= outcome.retryAt) {
    await applyMailEvent(tx, mail, ownEvent(ctx, 'failed', tooLateReason(outcome.reason)));
    return;
  }
  await applyMailEvent(tx, mail, ownEvent(ctx, 'postponed', outcome.reason));
  await addJob(tx, 'send-mail', { mailId: mail.id }, { runAt: outcome.retryAt, key: `send-mail/${mail.id}` });
}
