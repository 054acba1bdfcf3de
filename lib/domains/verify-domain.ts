import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { consumeLimits } from '../limits/consume-limits';
import { checkDomain } from './check-domain';
import type { DomainRef } from './domain.schema';
import { type DomainRecord, type DomainRow, requireDomain, toDomainRecord } from './domain-record';

/**
 * Looks for the TXT record now, without waiting for the worker; limited. One whose time was over is looked for by itself
 * again from now on. Nothing is looked for where somebody vouched. The answer says what was found; that the record is
 * not there is no refusal.
 */
export async function verifyDomain(ctx: Ctx, ref: DomainRef): Promise<DomainRecord> {
  authorize(ctx, 'domain.manage', ref.organizationId);
  const domain = await requireDomain(ctx, ref);
  if (domain.method === 'ADMIN') return toDomainRecord(domain, ctx.now);
  await consumeLimits(ctx, verifyLimits(domain));
  return checkDomain(ctx, { domain, isAsked: true });
}

function verifyLimits({ id, organizationId }: DomainRow) {
  return [
    { key: `domain/verify/${id}`, count: 10, windowSeconds: 300 },
    { key: `domain/verify-organization/${organizationId}`, count: 60, windowSeconds: 3600 },
  ];
}
