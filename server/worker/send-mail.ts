import { renderMail } from '@/emails/render';
import { systemContext } from '@/lib/authz/system-context';
import { addSeconds, type Clock } from '@/lib/clock';
import type { Database } from '@/lib/db';
import type { ResendEnv } from '@/lib/env';
import { log } from '@/lib/log';
import { beginMailAttempt, type OutgoingMail } from '@/lib/mail/begin-mail-attempt';
import { mailLinks } from '@/lib/mail/mail-links';
import { formatSender } from '@/lib/mail/mail-sender';
import { type MailOutcome, recordMailOutcome } from '@/lib/mail/record-mail-outcome';
import { type ResendAnswer, type ResendMessage, sendThroughResend } from './send-through-resend';

/** The moments between which a process may die; see docs/decisions/0002-mail-and-killed-processes.md. */
export type SendStep = 'taken' | 'begun' | 'rendered' | 'answered' | 'recorded';

export interface SendMailSettings {
  readonly db: Database;
  readonly clock: Clock;
  /** Null: the message stays in the local mailbox. */
  readonly resend: ResendEnv | null;
  readonly timeoutMilliseconds?: number;
  /** For drills only: called after each step. */
  readonly onStep?: (step: SendStep) => void | Promise<void>;
}

export interface SendMailJob {
  readonly mailId: string;
  /** Whether the queue will not run this job again if it throws. */
  readonly isLastRun: boolean;
}

const longestWaitSeconds = 3600;

/**
 * Sends one message, at least once and, by its idempotency key, not twice: whatever step a process dies at, the job
 * runs again and the provider recognises the key. What the provider refuses or leaves unclear is recorded, not thrown;
 * thrown is only what Usher itself could not do (the database is away), and the queue then runs the job again.
 */
export async function sendMail(settings: SendMailSettings, job: SendMailJob): Promise<void> {
  try {
    await attempt(settings, job.mailId);
  } catch (error) {
    if (job.isLastRun) await giveUp(settings, job.mailId);
    throw error;
  }
}

async function attempt(settings: SendMailSettings, mailId: string): Promise<void> {
  const step = settings.onStep ?? (() => {});
  await step('taken');
  const mail = await beginMailAttempt(contextOf(settings), { mailId });
  if (!mail) return;
  await step('begun');
  const message = await compose(mail);
  await step('rendered');
  const outcome = await send(settings, mail, message);
  await step('answered');
  await recordMailOutcome(contextOf(settings), { mailId, outcome });
  log.info(
    { mailId, kind: mail.content.kind, attempt: mail.attempt, outcome: outcome.kind },
    'mail attempted',
  );
  await step('recorded');
}

async function compose(mail: OutgoingMail): Promise<ResendMessage> {
  const { content } = mail;
  return {
    ...(await renderMail(content, mailLinks(content))),
    from: formatSender(content.fromName, content.fromAddress),
    to: mail.to,
    replyTo: content.supportAddress,
    tags: { mail_id: mail.id, kind: content.kind },
    idempotencyKey: mail.idempotencyKey,
  };
}

async function send(
  settings: SendMailSettings,
  mail: OutgoingMail,
  message: ResendMessage,
): Promise<MailOutcome> {
  if (!settings.resend) return { kind: 'kept' };
  const answer = await sendThroughResend(settings.resend, message, settings.timeoutMilliseconds);
  return outcomeOf(answer, mail.attempt, settings.clock());
}

function outcomeOf(answer: ResendAnswer, attempt: number, now: Date): MailOutcome {
  if (answer.kind === 'refused') return answer;
  if (answer.kind === 'accepted') {
    const detail = answer.providerId ? null : 'The mail service had it already.';
    return { kind: 'accepted', providerId: answer.providerId, detail };
  }
  const seconds = Math.max(waitSeconds(attempt), answer.retryAfterSeconds ?? 0);
  return { kind: 'postponed', reason: answer.reason, retryAt: addSeconds(now, seconds) };
}

/** 2, 4, 8 ... seconds, at most an hour; spread, so that many postponed messages do not come back at once. */
function waitSeconds(attempt: number): number {
  return Math.min(2 ** attempt, longestWaitSeconds) * (0.75 + Math.random() / 2);
}

async function giveUp(settings: SendMailSettings, mailId: string): Promise<void> {
  const reason = 'Usher could not send it. The reason is in the log of the server.';
  await recordMailOutcome(contextOf(settings), { mailId, outcome: { kind: 'refused', reason } });
}

function contextOf({ db, clock }: SendMailSettings) {
  return systemContext(db, 'mail worker', clock());
}
