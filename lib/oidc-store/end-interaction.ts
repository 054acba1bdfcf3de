import type { Ctx } from '../authz/context';

/**
 * Ends the waiting of a request that was answered; whose it was stays known for a while, for who comes back to it.
 * Public: the id is known to the browser that asked alone.
 */
export async function endInteraction(ctx: Ctx, id: string): Promise<void> {
  await ctx.db.interaction.updateMany({
    where: { id, expiresAt: { gt: ctx.now } },
    data: { expiresAt: ctx.now, payload: {} },
  });
}
