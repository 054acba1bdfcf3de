import { recordAudit } from '../audit/record';
import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { leadDomains } from '../domains/lead-domains';
import { refuseField } from '../errors';
import type { AssignDomainsInput } from './connection.schema';
import { connectionTarget, lockConnection, readConnection } from './lock-connection';

/**
 * Says which of the organization's domains lead to a connection: those, and no others any more. One that led to another
 * connection leads here now. Domains of another organization do not exist.
 */
export async function assignDomains(ctx: Ctx, input: AssignDomainsInput): Promise<void> {
  authorize(ctx, 'connection.manage', input.organizationId);
  const { organizationId, connectionId } = input;
  await ctx.db.$transaction(async (tx) => {
    const before = await lockConnection(tx, input);
    const where = { organizationId, type: 'ORGANIZATION_DOMAIN' as const, id: { in: [...input.domainIds] } };
    const found = await tx.domain.count({ where });
    if (found !== new Set(input.domainIds).size) refuseField('domainIds', 'There is no such domain.');
    const gone = before.domains.map(({ domainId }) => domainId).filter((id) => !input.domainIds.includes(id));
    await leadDomains(tx, ctx, { organizationId, domainIds: gone, connectionId: null });
    await leadDomains(tx, ctx, { organizationId, domainIds: input.domainIds, connectionId });
    const after = await readConnection(tx, input);
    const [old, fresh] = [before, after].map(({ domains }) => domains.map(({ domain }) => domain));
    if (JSON.stringify(old) === JSON.stringify(fresh)) return;
    await recordAudit(tx, ctx, {
      action: 'connection.updated',
      organizationId,
      target: connectionTarget(after),
      changes: { before: { domains: old }, after: { domains: fresh } },
    });
  });
}
