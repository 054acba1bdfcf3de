import type { Ctx } from '../authz/context';
import { addSeconds } from '../clock';

/** How long it is known where somebody belongs who comes back too late. */
const interactionMemorySeconds = 86_400;

/**
 * Deletes codes, refresh tokens and waiting requests that nobody can use any more, and returns how many; what somebody
 * else is just deleting is left to them. Grants go with their session. Public: only the worker calls it.
 */
export async function deleteExpiredTokens(ctx: Ctx): Promise<number> {
  const codes = await ctx.db.$executeRaw`
    delete from oidc_used_codes where hash in (
      select hash from oidc_used_codes where expires_at < ${ctx.now}::timestamptz for update skip locked)`;
  const tokens = await ctx.db.$executeRaw`
    delete from oidc_refresh_tokens where hash in (
      select hash from oidc_refresh_tokens where expires_at < ${ctx.now}::timestamptz for update skip locked)`;
  const interactions = await ctx.db.$executeRaw`
    delete from oidc_interactions where id in (
      select id from oidc_interactions
      where expires_at < ${addSeconds(ctx.now, -interactionMemorySeconds)}::timestamptz for update skip locked)`;
  await forgetRequests(ctx);
  return codes + tokens + interactions;
}

/** Of a request that waits no more only the application is known on: anybody can have large ones kept. */
async function forgetRequests(ctx: Ctx): Promise<void> {
  await ctx.db.$executeRaw`
    update oidc_interactions set payload = '{}' where id in (
      select id from oidc_interactions
      where expires_at < ${ctx.now}::timestamptz and payload <> '{}' for update skip locked)`;
}
