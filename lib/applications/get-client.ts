import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { refuse } from '../errors';
import type { ClientRef } from './client.schema';
import { type ClientRecord, clientRecordSelect, ownedBy, toClientRecord } from './client-record';

/** One application, or one client of the organization that is given, or `not_found`. */
export async function getClient(
  ctx: Ctx,
  { clientId, organizationId = null }: ClientRef,
): Promise<ClientRecord> {
  authorize(ctx, 'client.list');
  const row = await ctx.db.client.findFirst({
    where: { id: clientId, ...ownedBy(organizationId) },
    select: clientRecordSelect,
  });
  return row ? toClientRecord(row) : refuse('not_found', 'There is no such client.');
}
