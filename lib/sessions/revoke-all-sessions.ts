import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import type { UserRef } from '../users/user.schema';
import { revokeLiveSessions } from './revoke-live-sessions';
import { readSessionRecords, type SessionRecord } from './session-record';

/**
 * Ends every live session of a person at once, with every login to an application that was made in them, and says which
 * they were. Nobody ends the sessions of staff above themselves (`forbidden`).
 */
export async function revokeAllSessions(ctx: Ctx, { userId }: UserRef): Promise<SessionRecord[]> {
  const actor = authorize(ctx, 'user-session.revoke');
  return ctx.db.$transaction(async (tx) => {
    const ids = await revokeLiveSessions(tx, ctx, { actor, userId });
    const records = await readSessionRecords(tx, ctx.now, ids);
    return ids.flatMap((id) => records.get(id) ?? []);
  });
}
