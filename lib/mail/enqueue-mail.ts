import { Prisma } from '@/prisma/generated/client';
import type { Ctx } from '../authz/context';
import type { Transaction } from '../db';
import { newId } from '../id';
import { sendMailSql } from '../jobs';
import { frameSql } from './frame-sql';
import type { MailBody } from './mail-content';

export interface EnqueueMailInput {
  /** What the message says; the frame (application, sender) is added from the workspace. */
  readonly content: MailBody;
  /** A stored address. */
  readonly to: string;
  readonly organizationId: string | null;
  readonly userId: string | null;
  readonly invitationId: string | null;
  /** At most 256 characters; names this message for ever: a second one with the same key is not enqueued. */
  readonly idempotencyKey: string;
}

/**
 * Enqueues a message in the caller's transaction: the row and its job exist if, and only if, the transaction commits.
 * Returns the message's id, or null when its key was enqueued before (then nothing is written). Part of use cases that
 * have authorised already, so it does not itself.
 */
export async function enqueueMail(
  tx: Transaction,
  ctx: Ctx,
  input: EnqueueMailInput,
): Promise<string | null> {
  const rows = await tx.$queryRaw<{ id: string; job: string }[]>(Prisma.sql`
    with mail as (
      insert into mail_messages (id, kind, organization_id, user_id, invitation_id, to_address, idempotency_key,
        content, created_at, updated_at)
      select ${newId('mail', ctx.now)}, ${input.content.kind}, ${input.organizationId}, ${input.userId},
        ${input.invitationId}, ${input.to}, ${input.idempotencyKey},
        ${frameSql()} || ${JSON.stringify(input.content)}::jsonb, ${ctx.now}::timestamptz, ${ctx.now}::timestamptz
      from workspace w
      on conflict (idempotency_key) do nothing
      returning id)
    select id, (${sendMailSql(Prisma.sql`mail.id`)})::text as job from mail`);
  return rows[0]?.id ?? null;
}
