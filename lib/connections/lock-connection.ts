import type { AuditTarget } from '../audit/audit-event';
import type { Transaction } from '../db';
import { refuse } from '../errors';
import { lockOrganization } from '../organizations/seats';
import type { ConnectionRef } from './connection.schema';
import {
  type ConnectionRecord,
  connectionLabel,
  connectionRecordSelect,
  toConnectionRecord,
} from './connection-record';

/**
 * A connection of the organization, both locked until the transaction ends, so that one is changed at a time and the last
 * one is not switched off while logins by it become a duty; else `not_found`.
 */
export async function lockConnection(
  tx: Transaction,
  { organizationId, connectionId }: ConnectionRef,
): Promise<ConnectionRecord> {
  await lockOrganization(tx, organizationId);
  await tx.$queryRaw`select 1 from connections where id = ${connectionId} for update`;
  return readConnection(tx, { organizationId, connectionId });
}

/** The same without locking it. */
export async function readConnection(
  tx: Transaction,
  { organizationId, connectionId }: ConnectionRef,
): Promise<ConnectionRecord> {
  const row = await tx.connection.findFirst({
    where: { id: connectionId, organizationId },
    select: connectionRecordSelect,
  });
  return row ? toConnectionRecord(row) : refuse('not_found', 'There is no such connection.');
}

export function connectionTarget(connection: ConnectionRecord): AuditTarget {
  return { kind: 'connection', id: connection.connectionId, name: connectionLabel(connection) };
}
