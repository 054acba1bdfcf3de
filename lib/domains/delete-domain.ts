import { recordAudit } from '../audit/record';
import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import type { Transaction } from '../db';
import { refuse } from '../errors';
import { readEventData } from '../events/publish';
import { lockOrganization } from '../organizations/seats';
import type { DomainRef } from './domain.schema';
import { type DomainRow, lockDomain } from './domain-record';

/**
 * Takes a domain from an organization. At once its connections speak for no address of it any more, nobody is led to
 * them by such an address, and nobody joins by it; who is a member stays one. Refuses the last one of an organization whose
 * members must use SSO (`conflict`): nobody could log in.
 */
export async function deleteDomain(ctx: Ctx, ref: DomainRef): Promise<void> {
  authorize(ctx, 'domain.manage', ref.organizationId);
  await ctx.db.$transaction(async (tx) => {
    await lockOrganization(tx, ref.organizationId);
    const row = await lockDomain(tx, ref);
    await requireOtherForSso(tx, row);
    const eventData = await readEventData(tx, ctx, { kind: 'domain', id: row.id });
    await tx.domain.delete({ where: { id: row.id }, select: { id: true } });
    await recordAudit(tx, ctx, {
      action: 'domain.deleted',
      organizationId: ref.organizationId,
      target: { kind: 'domain', id: row.id, name: row.domain },
      changes: { before: { type: row.type, verified: row.verifiedAt !== null } },
      eventData,
    });
  });
}

/** The organization is locked: two cannot both go as the last but one. */
async function requireOtherForSso(tx: Transaction, { id, organizationId, type, verifiedAt }: DomainRow) {
  if (type !== 'ORGANIZATION_DOMAIN' || !verifiedAt) return;
  const others = await tx.domain.count({
    where: { organizationId, type, verifiedAt: { not: null }, id: { not: id } },
  });
  const organization = await tx.organization.findUnique({
    where: { id: organizationId },
    select: { ssoRequired: true },
  });
  if (others > 0 || !organization?.ssoRequired) return;
  refuse(
    'conflict',
    'Members must use SSO here, and this is the last domain that it works for. Switch that off first.',
  );
}
