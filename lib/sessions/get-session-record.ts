import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { refuse } from '../errors';
import type { SessionRef } from './session.schema';
import { readSessionRecords, type SessionRecord } from './session-record';

/** One session of anybody, also when it ended in the last 30 days; else `not_found`. */
export async function getSessionRecord(ctx: Ctx, { sessionId }: SessionRef): Promise<SessionRecord> {
  authorize(ctx, 'user-session.list');
  const found = await readSessionRecords(ctx.db, ctx.now, [sessionId]);
  return found.get(sessionId) ?? refuse('not_found', 'There is no such session.');
}
