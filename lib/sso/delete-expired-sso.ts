import type { Ctx } from '../authz/context';
import { addSeconds } from '../clock';

/** A test's result can be looked at for this long. */
const testSeconds = 24 * 3600;

/**
 * Deletes logins that were under way at identity providers and have expired, and assertions that nobody can present again.
 * Returns how many rows; those that somebody else is just using are left to them. Public: a job of Usher itself.
 */
export async function deleteExpiredSso(ctx: Ctx): Promise<number> {
  const requests = await ctx.db.$executeRaw`
    delete from sso_requests where id in (
      select id from sso_requests where expires_at < ${ctx.now}::timestamptz
        and (purpose = 'LOGIN' or expires_at < ${addSeconds(ctx.now, -testSeconds)}::timestamptz)
      for update skip locked)`;
  const assertions = await ctx.db.$executeRaw`
    delete from saml_assertions where (connection_id, assertion_id) in (
      select connection_id, assertion_id from saml_assertions where expires_at < ${ctx.now}::timestamptz
      for update skip locked)`;
  return requests + assertions;
}
