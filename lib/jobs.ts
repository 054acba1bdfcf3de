import { Prisma } from '@/prisma/generated/client';
import type { Transaction } from './db';

/** Every job there is and what it is given. Payloads hold ids, never tokens or text. */
export interface JobPayloads {
  'send-mail': { readonly mailId: string };
  'deliver-webhook': { readonly endpointId: string; readonly eventId: string };
  /** Made by a trigger of the database for every login of an application that ends. */
  'log-out-client': { readonly clientId: string; readonly sessionId: string; readonly userId: string };
  'follow-groups': { readonly directoryId: string; readonly after: string };
  sweep: Record<string, never>;
  'check-domains': Record<string, never>;
}

export type JobName = keyof JobPayloads;

/** Attempts of a job that fails by itself: with the queue's back-off (exp(min(10, attempt)) seconds) they spread over more than a day. */
const jobAttempts = 16;

/** SQL that enqueues the sending of a mail; the statement around it must read its result, or it never runs. */
export function sendMailSql(mailId: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`graphile_worker.add_job('send-mail', json_build_object('mailId', ${mailId}), max_attempts => ${jobAttempts}::int)`;
}

/**
 * SQL that enqueues the delivery of a row `delivery` (endpoint_id, event_id) of an event of `organizationId`; the
 * statement around it must read its result. Deliveries to one endpoint run in two lanes, those of one organization
 * always in the same and one after another: they arrive in order, and an endpoint that hangs holds two workers at
 * most. Mail goes first.
 */
export function deliverWebhookSql(
  delivery: Prisma.Sql,
  organizationId: Prisma.Sql,
  runAt: Prisma.Sql = Prisma.sql`null`,
): Prisma.Sql {
  return Prisma.sql`graphile_worker.add_job('deliver-webhook',
    json_build_object('endpointId', ${delivery}.endpoint_id, 'eventId', ${delivery}.event_id),
    queue_name => 'webhooks/' || ${delivery}.endpoint_id || '/' || ${webhookLane(organizationId)},
    job_key => 'deliver-webhook/' || ${delivery}.endpoint_id || '/' || ${delivery}.event_id,
    run_at => ${runAt}::timestamptz, priority => 10, max_attempts => ${jobAttempts}::int)`;
}

/** Which of an endpoint's lanes the events of an organization take. */
export function webhookLane(organizationId: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`abs(hashtext(coalesce(${organizationId}, '')) % 2)::text`;
}

export interface JobTiming {
  readonly runAt: Date;
  /** Of the jobs with the same key that nobody has begun, only the last one runs. */
  readonly key: string;
}

/** Enqueues a job in the caller's transaction: it exists if, and only if, the transaction commits. */
export async function addJob<N extends JobName>(
  tx: Transaction,
  name: N,
  payload: JobPayloads[N],
  timing?: JobTiming,
): Promise<void> {
  await tx.$queryRaw`select graphile_worker.add_job(${name}::text, ${JSON.stringify(payload)}::json,
    run_at => ${timing?.runAt ?? null}::timestamptz, job_key => ${timing?.key ?? null}::text,
    max_attempts => ${jobAttempts}::int)::text`;
}
