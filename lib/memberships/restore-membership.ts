import { recordAudit } from '../audit/record';
import type { Ctx } from '../authz/context';
import type { Transaction } from '../db';
import { takeSeat } from '../organizations/seats';
import type { LockedMembership } from './membership';

/**
 * Makes an inactive member active again, with the roles they had; takes a seat, or the transaction fails (`explainSeats`).
 * The caller has authorised and holds the locks.
 */
export async function restoreMembership(
  tx: Transaction,
  ctx: Ctx,
  { organizationId, ...member }: LockedMembership & { readonly organizationId: string },
): Promise<void> {
  await takeSeat(tx, ctx, organizationId);
  await tx.membership.update({
    where: { id: member.id },
    data: { status: 'ACTIVE', deactivatedAt: null, updatedAt: ctx.now },
    select: { id: true },
  });
  await recordAudit(tx, ctx, {
    action: 'membership.reactivated',
    organizationId,
    target: { kind: 'membership', id: member.id, name: member.email },
    changes: { before: { status: 'INACTIVE' }, after: { status: 'ACTIVE' } },
  });
}
