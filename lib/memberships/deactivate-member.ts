import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { refuse } from '../errors';
import { findHeldRoles, requireGrantable } from './held-roles';
import { requireOtherAdmin } from './last-admin';
import { requireUnmanaged } from './managed-member';
import { lockMembership, type Receipt } from './membership';
import type { MembershipRef } from './membership.schema';
import { suspendMembership } from './suspend-membership';

/**
 * Takes an active member's access away and keeps the membership: their sessions and API tokens for the organization end
 * in the same transaction and the seat is free. Deactivating an inactive member changes nothing. Refuses someone still
 * pending (`conflict`: revoke instead), whom a directory manages (`managed_by_directory`), who may do more than the actor
 * (`role_not_grantable`) and the last admin (`last_admin`).
 */
export async function deactivateMember(ctx: Ctx, input: MembershipRef): Promise<Receipt> {
  const actor = authorize(ctx, 'membership.deactivate', input.organizationId);
  return ctx.db.$transaction(async (tx) => {
    await requireOtherAdmin(tx, input.organizationId, input.membershipId);
    const member = await lockMembership(tx, input);
    await requireUnmanaged(tx, member.id);
    if (member.status === 'PENDING_INVITE')
      refuse('conflict', 'This person has not joined yet. Revoke the invitation instead.');
    if (member.status === 'INACTIVE') return { email: member.email, sessionsEnded: 0, invitationsRevoked: 0 };
    requireGrantable(actor, input.organizationId, await findHeldRoles(tx, member.id));
    return suspendMembership(tx, ctx, { ...member, organizationId: input.organizationId });
  });
}
