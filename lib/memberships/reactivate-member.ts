import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { refuse } from '../errors';
import { explainSeats, lockOrganization } from '../organizations/seats';
import { findHeldRoles, requireGrantable } from './held-roles';
import { requireUnmanaged } from './managed-member';
import { lockMembership } from './membership';
import type { MembershipRef } from './membership.schema';
import { restoreMembership } from './restore-membership';

/**
 * Gives an inactive member their access back, with the roles they had, if a seat is free (`seats_full`) and the actor may
 * give those roles (`role_not_grantable`). Reactivating an active member changes nothing; someone still pending is
 * refused (`conflict`), and so is whom a directory manages (`managed_by_directory`).
 */
export async function reactivateMember(ctx: Ctx, input: MembershipRef): Promise<{ email: string }> {
  const actor = authorize(ctx, 'membership.reactivate', input.organizationId);
  const reactivated = ctx.db.$transaction(async (tx) => {
    await lockOrganization(tx, input.organizationId);
    const member = await lockMembership(tx, input);
    await requireUnmanaged(tx, member.id);
    if (member.status === 'PENDING_INVITE')
      refuse('conflict', 'This person has not joined yet. Resend the invitation instead.');
    if (member.status === 'ACTIVE') return { email: member.email };
    requireGrantable(actor, input.organizationId, await findHeldRoles(tx, member.id));
    await restoreMembership(tx, ctx, { ...member, organizationId: input.organizationId });
    return { email: member.email };
  });
  return reactivated.catch(explainSeats);
}
