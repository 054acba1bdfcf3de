import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import type { DomainRef } from './domain.schema';
import { type DomainRecord, requireDomain, toDomainRecord } from './domain-record';

/** One domain of an organization, or `not_found`. */
export async function getDomain(ctx: Ctx, ref: DomainRef): Promise<DomainRecord> {
  authorize(ctx, 'domain.list', ref.organizationId);
  return toDomainRecord(await requireDomain(ctx, ref), ctx.now);
}
