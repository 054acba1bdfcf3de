import { Prisma } from '@/prisma/generated/client';
import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { refuse } from '../errors';
import { newestByCreation } from '../lists/keyset';
import { type CountedPage, listRecords, type PageInput } from '../lists/list-records';
import { readSessionRecords, type SessionRecord, type SessionStatus, sessionsSql } from './session-record';

export interface ListSessionRecordsInput extends PageInput {
  readonly userId: string;
  /** Empty: all. */
  readonly statuses: readonly SessionStatus[];
  /** When it was created: from then on, and before then; null: whenever. */
  readonly from: Date | null;
  readonly to: Date | null;
}

/** One page of a person's sessions, the newest first, those of the last 30 days that ended included, and how many there are. */
export async function listSessionRecords(
  ctx: Ctx,
  input: ListSessionRecordsInput,
): Promise<CountedPage<SessionRecord>> {
  authorize(ctx, 'user-session.list');
  const person = await ctx.db.user.findUnique({ where: { id: input.userId }, select: { id: true } });
  if (!person) refuse('not_found', 'There is no such user.');
  const order = newestByCreation(`sessions ${input.userId}`, Prisma.sql`s`);
  const query = { order, from: sessionsSql(ctx.now), matching: conditions(input) };
  const read = (ids: string[]) => readSessionRecords(ctx.db, ctx.now, ids);
  return listRecords(ctx.db, { ...query, read }, input);
}

function conditions({ userId, statuses, from, to }: ListSessionRecordsInput): Prisma.Sql {
  const all = [Prisma.sql`s.user_id = ${userId}`];
  if (statuses.length > 0) all.push(Prisma.sql`s.status = any(${statuses}::text[])`);
  if (from) all.push(Prisma.sql`s.created_at >= ${from}::timestamptz`);
  if (to) all.push(Prisma.sql`s.created_at < ${to}::timestamptz`);
  return Prisma.join(all, ' and ');
}
