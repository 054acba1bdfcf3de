import type { Ctx } from '../authz/context';
import type { Transaction } from '../db';

/** Which domains of one organization are to lead to its connection; null: to the only one that it has. */
interface Lead {
  readonly organizationId: string;
  readonly domainIds: readonly string[];
  readonly connectionId: string | null;
}

/**
 * Says which connection logs the people of domains in, whoever asks for it: what is so already stays untouched. The caller
 * has seen that the connection is the organization's, and that the domains are for logging in.
 */
export async function leadDomains(tx: Transaction, ctx: Ctx, lead: Lead): Promise<void> {
  const { organizationId, domainIds, connectionId } = lead;
  const elsewhere = connectionId === null ? { not: null } : { not: connectionId };
  const isUnset = connectionId === null ? [] : [{ connectionId: null }];
  await tx.domain.updateMany({
    where: { organizationId, id: { in: [...domainIds] }, OR: [{ connectionId: elsewhere }, ...isUnset] },
    data: { connectionId, updatedAt: ctx.now },
  });
}
