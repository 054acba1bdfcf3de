import { authorizePerson } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { endOwnSessions } from './end-own-sessions';
import type { SessionRef } from './session.schema';

/** Ends one of the acting person's own sessions, this one included; one that is gone already is fine. */
export async function endSession(ctx: Ctx, input: SessionRef): Promise<{ ended: number }> {
  const actor = authorizePerson(ctx, 'session.end');
  return endOwnSessions(ctx, actor, [input.sessionId]);
}
