import { recordAudit } from '../audit/record';
import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import type { Transaction } from '../db';
import { refuseField } from '../errors';
import type { AssignDomainInput, DomainType } from './domain.schema';
import { type DomainRecord, lockDomain, toDomainRecord } from './domain-record';
import { leadDomains } from './lead-domains';

/**
 * Says which connection logs the people of a domain in; null: the organization's only one. Refuses a connection of
 * somebody else like one that is not there, and a domain that no connection speaks for.
 */
export async function assignDomain(ctx: Ctx, input: AssignDomainInput): Promise<DomainRecord> {
  authorize(ctx, 'domain.manage', input.organizationId);
  const { organizationId, domainId, connectionId } = input;
  return ctx.db.$transaction(async (tx) => {
    const before = await lockDomain(tx, input);
    if (before.connectionId === connectionId) return toDomainRecord(before, ctx.now);
    if (connectionId) await requireConnection(tx, { organizationId, type: before.type, connectionId });
    await leadDomains(tx, ctx, { organizationId, domainIds: [domainId], connectionId });
    await recordAudit(tx, ctx, {
      action: 'domain.updated',
      organizationId,
      target: { kind: 'domain', id: domainId, name: before.domain },
      changes: { before: { connection: before.connectionId }, after: { connection: connectionId } },
    });
    return toDomainRecord({ ...before, connectionId, updatedAt: ctx.now }, ctx.now);
  });
}

interface Assignment {
  readonly organizationId: string;
  readonly type: DomainType;
  readonly connectionId: string;
}

/** Refuses a connection that the organization does not have, and a domain that is not for logging in. */
export async function requireConnection(tx: Transaction, assignment: Assignment): Promise<void> {
  const { organizationId, type, connectionId } = assignment;
  if (type !== 'ORGANIZATION_DOMAIN')
    refuseField('connectionId', 'People of an allowed domain join without a connection.');
  const where = { id: connectionId, organizationId };
  const connection = await tx.connection.findFirst({ where, select: { id: true } });
  if (!connection) refuseField('connectionId', 'There is no such connection.');
}
