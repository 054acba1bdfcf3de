import { z } from 'zod';
import { authorizePerson } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { endOwnSessions } from './end-own-sessions';

export const endSessionSchema = z.object({
  sessionId: z.string().regex(/^ses_[0-9]{17,19}$/, 'There is no such session.'),
});

/** Ends one of the acting person's own sessions, this one included; one that is gone already is fine. */
export async function endSession(
  ctx: Ctx,
  input: z.output<typeof endSessionSchema>,
): Promise<{ ended: number }> {
  const actor = authorizePerson(ctx, 'session.end');
  return endOwnSessions(ctx, actor, [input.sessionId]);
}
