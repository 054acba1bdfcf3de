import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { type ConnectionRecord, connectionRecordSelect, toConnectionRecord } from './connection-record';

/** The connections of one organization, the oldest first; there are few. */
export async function listConnections(
  ctx: Ctx,
  { organizationId }: { readonly organizationId: string },
): Promise<readonly ConnectionRecord[]> {
  authorize(ctx, 'connection.list', organizationId);
  const rows = await ctx.db.connection.findMany({
    where: { organizationId },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    select: connectionRecordSelect,
  });
  return rows.map(toConnectionRecord);
}
