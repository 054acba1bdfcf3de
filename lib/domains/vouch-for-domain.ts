import { recordAudit } from '../audit/record';
import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { type Transaction, violatedConstraint } from '../db';
import { refuseField } from '../errors';
import type { DomainRef } from './domain.schema';
import { type DomainRecord, domainFields, lockDomain, toDomainRecord } from './domain-record';

/**
 * Vouches for a domain that waits for its TXT record, as whoever adds one with that right does: it is verified at once, and
 * no record is looked for any more. One that is verified stays as it is. Refuses one whose people another organization logs
 * in (`invalid_input`, without saying whose it is); the constraint decides between two.
 */
export async function vouchForDomain(ctx: Ctx, ref: DomainRef): Promise<DomainRecord> {
  authorize(ctx, 'domain.vouch', ref.organizationId);
  try {
    return await ctx.db.$transaction((tx) => vouch(tx, ctx, ref));
  } catch (error) {
    if (violatedConstraint(error) !== 'domains_one_organization') throw error;
    refuseField('domain', 'This domain belongs to another organization already.');
  }
}

async function vouch(tx: Transaction, ctx: Ctx, ref: DomainRef): Promise<DomainRecord> {
  const before = await lockDomain(tx, ref);
  if (before.verifiedAt) return toDomainRecord(before, ctx.now);
  const row = await tx.domain.update({
    where: { id: before.id },
    data: {
      method: 'ADMIN',
      verifiedAt: ctx.now,
      pollUntil: null,
      nextCheckAt: null,
      updatedAt: ctx.now,
    },
    select: domainFields,
  });
  await recordAudit(tx, ctx, {
    action: 'domain.verified',
    organizationId: row.organizationId,
    target: { kind: 'domain', id: row.id, name: row.domain },
    changes: { after: { vouched: true } },
  });
  return toDomainRecord(row, ctx.now);
}
