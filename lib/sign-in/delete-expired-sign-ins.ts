import type { Ctx } from '../authz/context';
import { addSeconds } from '../clock';

const daySeconds = 24 * 3600;

/**
 * Deletes sign-in attempts that expired, and mailed links a day after they did (until then the page of a late visitor
 * can say what happened). Returns how many rows; those that somebody else is just using or deleting are left to them.
 * Public: only the worker calls it.
 */
export async function deleteExpiredSignIns(ctx: Ctx): Promise<number> {
  const attempts = await ctx.db.$executeRaw`
    delete from sign_in_attempts where id in (
      select id from sign_in_attempts where expires_at < ${ctx.now}::timestamptz for update skip locked)`;
  const links = await ctx.db.$executeRaw`
    delete from sign_in_links where id in (
      select id from sign_in_links where expires_at < ${addSeconds(ctx.now, -daySeconds)}::timestamptz
      for update skip locked)`;
  const joins = await ctx.db.$executeRaw`
    delete from join_links where id in (
      select id from join_links where expires_at < ${addSeconds(ctx.now, -daySeconds)}::timestamptz
      for update skip locked)`;
  return attempts + links + joins;
}
