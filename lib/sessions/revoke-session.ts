import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { refuse } from '../errors';
import { revokeLiveSessions } from './revoke-live-sessions';
import type { SessionRef } from './session.schema';
import { readSessionRecords, type SessionRecord } from './session-record';

/**
 * Ends one session of anybody at once, with every login to an application that was made in it, and says what became of
 * it. One that has ended already stays as it is. Nobody ends a session of staff above themselves (`forbidden`).
 */
export async function revokeSession(ctx: Ctx, { sessionId }: SessionRef): Promise<SessionRecord> {
  const actor = authorize(ctx, 'user-session.revoke');
  return ctx.db.$transaction(async (tx) => {
    const session = (await readSessionRecords(tx, ctx.now, [sessionId])).get(sessionId);
    if (!session) return refuse('not_found', 'There is no such session.');
    const { userId } = session;
    await revokeLiveSessions(tx, ctx, { actor, userId, only: sessionId });
    return (await readSessionRecords(tx, ctx.now, [sessionId])).get(sessionId) ?? session;
  });
}
