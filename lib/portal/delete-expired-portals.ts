import type { Ctx } from '../authz/context';
import { addSeconds } from '../clock';

/** How long it stays to be seen that there was a link, and what became of it. */
const rememberedSeconds = 30 * 86_400;

/**
 * Deletes portal sessions that have ended, and links 30 days after they did. Returns how many rows; those that somebody
 * else is just using or deleting are left to them. Public: only the worker calls it.
 */
export async function deleteExpiredPortals(ctx: Ctx): Promise<number> {
  const sessions = await ctx.db.$executeRaw`
    delete from portal_sessions where id in (
      select id from portal_sessions where expires_at < ${ctx.now}::timestamptz for update skip locked)`;
  const links = await ctx.db.$executeRaw`
    delete from portal_links where id in (
      select id from portal_links where expires_at < ${addSeconds(ctx.now, -rememberedSeconds)}::timestamptz
      for update skip locked)`;
  return sessions + links;
}
