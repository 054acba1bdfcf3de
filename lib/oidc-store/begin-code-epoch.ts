import type { Ctx } from '../authz/context';
import { randomToken } from '../crypto';
import { prepared } from '../db';

/**
 * The epoch of codes: what every code names, and is refused without. It is lost together with the used codes, which
 * PostgreSQL does not log, so that a crash can make none of them good again; then another one begins. Of any number of
 * processes that begin one at once all get the same. Public: only the OpenID provider calls it, as it makes a code.
 */
export async function beginCodeEpoch(ctx: Ctx): Promise<string> {
  const [epoch] = await ctx.db.$queryRaw<[{ id: string }]>`${prepared}
    insert into oidc_code_epochs (id) values (${randomToken(12)})
    on conflict ("only") do update set "only" = true returning id`;
  return epoch.id;
}
