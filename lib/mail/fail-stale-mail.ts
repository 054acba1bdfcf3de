import type { Ctx } from '../authz/context';
import { addSeconds } from '../clock';
import { applyMailEvent, lockMail, ownEvent } from './apply-mail-event';
import { repeatableSeconds, tooLateReason } from './mail';

const batchSize = 500;

/**
 * Gives up messages that still wait 23 hours after their first attempt, at most 500 at a time, and returns how many:
 * also those whose job ran out of attempts while processes died. Public: only the worker calls it.
 */
export async function failStaleMail(ctx: Ctx): Promise<number> {
  const stale = await ctx.db.mailMessage.findMany({
    where: { state: 'QUEUED', firstAttemptAt: { lte: addSeconds(ctx.now, -repeatableSeconds) } },
    select: { id: true },
    take: batchSize,
  });
  for (const { id } of stale) await failOne(ctx, id);
  return stale.length;
}

async function failOne(ctx: Ctx, mailId: string): Promise<void> {
  await ctx.db.$transaction(async (tx) => {
    const mail = await lockMail(tx, mailId);
    if (mail?.state !== 'QUEUED') return;
    await applyMailEvent(tx, mail, ownEvent(ctx, 'failed', tooLateReason(mail.reason)));
  });
}
