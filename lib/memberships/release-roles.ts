import { recordAudit } from '../audit/record';
import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { lockOrganization } from '../organizations/seats';
import { findHeldRoles, requireGrantable } from './held-roles';
import { lockMembership } from './membership';
import type { MembershipRef } from './membership.schema';

/** Why somebody still has a role that nobody chooses any more. */
const untilGroupsDecide = 'until groups decide';

/**
 * Lets groups decide somebody's roles again: what people chose counts from now on as what nobody chose, so that the next
 * login, or the directory, replaces it (`decideRoles`). Until then they keep what they have. Refuses roles that are not the
 * actor's to take (`role_not_grantable`). Writes nothing where nobody chose.
 */
export async function releaseRoles(ctx: Ctx, input: MembershipRef): Promise<void> {
  const actor = authorize(ctx, 'membership.change-roles', input.organizationId);
  await ctx.db.$transaction(async (tx) => {
    await lockOrganization(tx, input.organizationId);
    const member = await lockMembership(tx, input);
    const held = await findHeldRoles(tx, member.id);
    requireGrantable(actor, input.organizationId, held);
    const { count } = await tx.membershipRole.updateMany({
      where: { membershipId: member.id, source: { in: ['MANUAL', 'INVITATION'] } },
      data: { source: 'DEFAULT', reason: untilGroupsDecide },
    });
    if (count === 0) return;
    const roles = held.map((role) => role.displayName).sort();
    await recordAudit(tx, ctx, {
      action: 'membership.roles_changed',
      organizationId: input.organizationId,
      target: { kind: 'membership', id: member.id, name: member.email },
      changes: { before: { roles }, after: { roles, roleSource: 'DEFAULT' } },
    });
  });
}
