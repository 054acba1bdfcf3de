import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { refuse } from '../errors';
import type { DomainType } from './domain.schema';
import { type DomainRecord, domainFields, toDomainRecord } from './domain-record';

export interface ListDomainsInput {
  readonly organizationId: string;
  readonly type?: DomainType | null;
  readonly connectionId?: string | null;
}

/** All domains of an organization, the oldest first; it has a hundred at most. */
export async function listDomains(ctx: Ctx, input: ListDomainsInput): Promise<readonly DomainRecord[]> {
  authorize(ctx, 'domain.list', input.organizationId);
  const { organizationId, type, connectionId } = input;
  const found = await ctx.db.organization.findUnique({
    where: { id: organizationId },
    select: {
      domains: {
        where: { ...(type && { type }), ...(connectionId && { connectionId }) },
        orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
        select: domainFields,
      },
    },
  });
  if (!found) refuse('not_found', 'There is no such organization.');
  return found.domains.map((row) => toDomainRecord(row, ctx.now));
}
