import { Prisma } from '@/prisma/generated/client';
import type { Ctx } from '../authz/context';
import type { Transaction } from '../db';

/**
 * Ends the sessions through which someone was in an organization, at once, and returns how many were live: those that
 * chose it, and, for a person who belongs nowhere else, all. Sessions in another customer's organization go on, without
 * the grants that they had made for this one; what they may do is asked anew at every request anyway.
 */
export async function endSessionsOfMember(
  tx: Transaction,
  ctx: Ctx,
  { userId, organizationId }: { readonly userId: string; readonly organizationId: string },
): Promise<number> {
  const [ended] = await tx.$queryRaw<{ live: number }[]>`
    with ${endedSessionsSql(Prisma.sql`${userId}`, organizationId)}
    select ${liveSessionsSql(ctx)} as live`;
  return ended?.live ?? 0;
}

/** The same as steps of a statement, `revoked` and `ended`, for the person of whom `userId` is the id. */
export function endedSessionsSql(userId: Prisma.Sql, organizationId: string): Prisma.Sql {
  return Prisma.sql`revoked as (
      delete from oidc_grants where user_id = ${userId} and organization_id = ${organizationId} returning 1),
    ended as (
      delete from sessions where id in (
        select s.id from sessions s where s.user_id = ${userId} and (select count(*) from revoked) >= 0 and (
          s.organization_id = ${organizationId}
          or not (
            exists (select 1 from staff where staff.user_id = s.user_id)
            or exists (select 1 from memberships m
              where m.user_id = s.user_id and m.organization_id <> ${organizationId} and m.status = 'ACTIVE')))
        order by s.id for update of s)
      returning least(expires_at, absolute_expires_at) as ends_at)`;
}

/** How many of the sessions that `ended` were live. */
export function liveSessionsSql(ctx: Ctx): Prisma.Sql {
  return Prisma.sql`(select count(*) filter (where ends_at > ${ctx.now}::timestamptz)::int from ended)`;
}
