import type { Ctx } from '../authz/context';
import { hashToken } from '../crypto';
import { prepared } from '../db';

/**
 * Uses a refresh token; of any number at once exactly one gets `true`. A second use tells that somebody else holds it:
 * then everything of its grant ends (RFC 9700 section 4.14.2). Public: the value is the proof.
 */
export async function consumeRefreshToken(ctx: Ctx, value: string): Promise<boolean> {
  const hash = hashToken(value);
  const [row] = await ctx.db.$queryRaw<{ consumed: number }[]>`${prepared}
    with consumed as (
      update oidc_refresh_tokens set consumed_at = ${ctx.now}::timestamptz where hash = ${hash} and consumed_at is null
      returning 1)
    select count(*)::int as consumed from consumed`;
  if (row?.consumed) return true;
  await ctx.db.$executeRaw`
    delete from oidc_grants where id = (select grant_id from oidc_refresh_tokens where hash = ${hash})`;
  return false;
}
