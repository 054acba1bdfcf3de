import { endTokensOfMember } from '../api-tokens/end-tokens-of-member';
import { recordAudit } from '../audit/record';
import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import { refuse } from '../errors';
import { freeSeat } from '../organizations/seats';
import { endSessionsOfMember } from '../sessions/end-sessions-of-member';
import { findHeldRoles, requireGrantable } from './held-roles';
import { requireOtherAdmin } from './last-admin';
import { lockMembership, type Receipt } from './membership';
import type { MembershipRef } from './membership.schema';

/**
 * Takes an active member's access away and keeps the membership: their sessions and API tokens for the organization end
 * in the same transaction and the seat is free. Deactivating an inactive member changes nothing. Refuses someone still
 * pending (`conflict`: revoke instead), who may do more than the actor (`role_not_grantable`) and the last admin
 * (`last_admin`).
 */
export async function deactivateMember(ctx: Ctx, input: MembershipRef): Promise<Receipt> {
  const actor = authorize(ctx, 'membership.deactivate', input.organizationId);
  return ctx.db.$transaction(async (tx) => {
    await requireOtherAdmin(tx, input.organizationId, input.membershipId);
    const member = await lockMembership(tx, input);
    if (member.status === 'PENDING_INVITE')
      refuse('conflict', 'This person has not joined yet. Revoke the invitation instead.');
    if (member.status === 'INACTIVE') return { email: member.email, sessionsEnded: 0, invitationsRevoked: 0 };
    requireGrantable(actor, input.organizationId, await findHeldRoles(tx, member.id));
    await tx.membership.update({
      where: { id: member.id },
      data: { status: 'INACTIVE', deactivatedAt: ctx.now, updatedAt: ctx.now },
      select: { id: true },
    });
    await freeSeat(tx, input.organizationId);
    const sessionsEnded = await endSessionsOfMember(tx, ctx, {
      userId: member.userId,
      organizationId: input.organizationId,
    });
    const apiTokensEnded = await endTokensOfMember(tx, ctx, member.id);
    await recordAudit(tx, ctx, {
      action: 'membership.deactivated',
      organizationId: input.organizationId,
      target: { kind: 'membership', id: member.id, name: member.email },
      changes: { before: { status: 'ACTIVE' }, after: { status: 'INACTIVE', sessionsEnded, apiTokensEnded } },
    });
    return { email: member.email, sessionsEnded, invitationsRevoked: 0 };
  });
}
