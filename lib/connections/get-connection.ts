import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import type { ConnectionRef } from './connection.schema';
import type { ConnectionRecord } from './connection-record';
import { readConnection } from './lock-connection';

/** One connection of the organization, without its secrets, or `not_found`. */
export async function getConnection(ctx: Ctx, ref: ConnectionRef): Promise<ConnectionRecord> {
  authorize(ctx, 'connection.list', ref.organizationId);
  return readConnection(ctx.db, ref);
}
