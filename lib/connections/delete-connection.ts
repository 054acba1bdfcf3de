import { recordAudit } from '../audit/record';
import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { readEventData } from '../events/publish';
import type { ConnectionRef } from './connection.schema';
import { requireOtherWay } from './keep-enforced';
import { connectionTarget, lockConnection } from './lock-connection';

export interface ConnectionReceipt {
  /** Of logins by it. */
  readonly sessionsEnded: number;
  /** People whom it knew; they stay members. */
  readonly identitiesForgotten: number;
}

/**
 * Deletes a connection with its settings, secrets and role mappings: ends the sessions of logins by it at once, with the
 * grants that they made, and forgets whom it knew. Members stay members. Its domains stay, and lead to another connection
 * or to none. Who was removed and must not come back by it needs no memory any more: the connection is gone. The last
 * one that is on stays while members must use SSO.
 */
export async function deleteConnection(ctx: Ctx, input: ConnectionRef): Promise<ConnectionReceipt> {
  authorize(ctx, 'connection.manage', input.organizationId);
  const { organizationId } = input;
  return ctx.db.$transaction(async (tx) => {
    const connection = await lockConnection(tx, input);
    await requireOtherWay(tx, connection);
    const { connectionId } = connection;
    const target = connectionTarget(connection);
    const eventData = await readEventData(tx, ctx, { kind: 'connection', id: connectionId });
    const ended = await tx.$queryRaw<{ live: boolean }[]>`
      delete from sessions where id in (
        select id from sessions where connection_id = ${connectionId} order by id for update)
      returning least(expires_at, absolute_expires_at) > ${ctx.now}::timestamptz as live`;
    const { count: identitiesForgotten } = await tx.identity.deleteMany({ where: { connectionId } });
    await tx.removedIdentity.deleteMany({ where: { connectionId } });
    await tx.connection.delete({ where: { id: connectionId }, select: { id: true } });
    const receipt = { sessionsEnded: ended.filter(({ live }) => live).length, identitiesForgotten };
    await recordAudit(tx, ctx, {
      action: 'connection.deleted',
      organizationId,
      target,
      changes: { before: { type: connection.type, provider: connection.provider }, after: receipt },
      eventData,
    });
    return receipt;
  });
}
