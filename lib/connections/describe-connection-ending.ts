import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import type { ConnectionRef } from './connection.schema';
import type { ConnectionReceipt } from './delete-connection';

/** What would end if the connection were deleted now, to be said before it is. */
export async function describeConnectionEnding(
  ctx: Ctx,
  { organizationId, connectionId }: ConnectionRef,
): Promise<ConnectionReceipt> {
  authorize(ctx, 'connection.list', organizationId);
  const [counted] = await ctx.db.$queryRaw<ConnectionReceipt[]>`
    select
      (select count(*)::int from sessions s where s.connection_id = c.id
        and least(s.expires_at, s.absolute_expires_at) > ${ctx.now}::timestamptz) as "sessionsEnded",
      (select count(*)::int from identities i where i.connection_id = c.id) as "identitiesForgotten"
    from connections c where c.id = ${connectionId} and c.organization_id = ${organizationId}`;
  return counted ?? { sessionsEnded: 0, identitiesForgotten: 0 };
}
