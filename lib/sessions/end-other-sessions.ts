import { authorizePerson } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { endOwnSessions } from './end-own-sessions';

/** Ends all of the acting person's sessions but the one that asks. */
export async function endOtherSessions(ctx: Ctx): Promise<{ ended: number }> {
  const actor = authorizePerson(ctx, 'session.end');
  const others = await ctx.db.session.findMany({
    where: { userId: actor.userId, id: { not: actor.sessionId } },
    select: { id: true },
  });
  const ids = others.map((session) => session.id);
  return endOwnSessions(ctx, actor, ids);
}
