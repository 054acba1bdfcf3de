import { recordAudit } from '../audit/record';
import type { Ctx, UserActor } from '../authz/context';

/**
 * Ends those of the person's sessions that are still there, and records how many. Another person's are not touched.
 * Sessions are always locked in their order, so that two who end the same ones do not wait for each other.
 */
export async function endOwnSessions(ctx: Ctx, actor: UserActor, ids: string[]): Promise<{ ended: number }> {
  return ctx.db.$transaction(async (tx) => {
    const count = await tx.$executeRaw`
      delete from sessions where id in (
        select id from sessions where id = any(${ids}::text[]) and user_id = ${actor.userId} order by id for update)`;
    if (count === 0) return { ended: 0 };
    await recordAudit(tx, ctx, {
      action: 'session.ended',
      organizationId: null,
      target: { kind: 'user', id: actor.userId, name: actor.email },
      changes: { after: { ended: count } },
    });
    return { ended: count };
  });
}
