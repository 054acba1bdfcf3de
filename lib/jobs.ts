import { Prisma } from '@/prisma/generated/client';
import type { Transaction } from './db';

/** Every job there is and what it is given. Payloads hold ids, never tokens or text. */
export interface JobPayloads {
  'send-mail': { readonly mailId: string };
  sweep: Record<string, never>;
}

export type JobName = keyof JobPayloads;

/** Attempts of a mail: with the queue's back-off (exp(min(10, attempt)) seconds) they spread over more than a day. */
export const mailAttempts = 16;

/** SQL that enqueues the sending of a mail; the statement around it must read its result, or it never runs. */
export function sendMailSql(mailId: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`graphile_worker.add_job('send-mail', json_build_object('mailId', ${mailId}), max_attempts => ${mailAttempts}::int)`;
}

/** Enqueues a job in the caller's transaction: it exists if, and only if, the transaction commits. */
export async function addJob<N extends JobName>(
  tx: Transaction,
  name: N,
  payload: JobPayloads[N],
): Promise<void> {
  await tx.$queryRaw`select graphile_worker.add_job(${name}::text, ${JSON.stringify(payload)}::json, max_attempts => ${mailAttempts}::int)::text`;
}
