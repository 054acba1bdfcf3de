import type { Ctx } from '../authz/context';
import type { Transaction } from '../db';
import { isId } from '../id';
import { applyMailEvent, type LockedMail, lockMail, lockMailOfProvider } from './apply-mail-event';
import type { MailEventType } from './mail';

export interface RecordMailEventInput {
  readonly type: MailEventType;
  readonly detail: string | null;
  readonly at: Date;
  readonly providerId: string;
  readonly providerEventId: string;
  /** The tag that the message was sent with, which the provider repeats. */
  readonly mailId: string | null;
}

/** `repeated`: the event was recorded before. `unknown`: no such message here. */
export type RecordedMailEvent = 'recorded' | 'repeated' | 'unknown';

/**
 * Records what the mail provider reports about a message, each event once and in any order, also one that overtakes
 * the answer to the sending itself: then the message is known by its tag only. Public: whoever calls it has checked
 * the provider's signature.
 */
export async function recordMailEvent(ctx: Ctx, input: RecordMailEventInput): Promise<RecordedMailEvent> {
  return ctx.db.$transaction(async (tx) => {
    const mail = await findMail(tx, input);
    if (!mail) return 'unknown';
    return (await applyMailEvent(tx, mail, input)) ? 'recorded' : 'repeated';
  });
}

async function findMail(tx: Transaction, input: RecordMailEventInput): Promise<LockedMail | null> {
  const known = await lockMailOfProvider(tx, input.providerId);
  if (known || !input.mailId || !isId('mail', input.mailId)) return known;
  const tagged = await lockMail(tx, input.mailId);
  // Another id of the provider's on this message means another copy or another account: not this one.
  return tagged?.providerId === null || tagged?.providerId === input.providerId ? tagged : null;
}
