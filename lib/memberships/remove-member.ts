import { recordAudit } from '../audit/record';
import { authorize } from '../authz/authorize';
import type { Ctx } from '../authz/context';
import type { Transaction } from '../db';
import { readEventData } from '../events/publish';
import { freeSeat } from '../organizations/seats';
import { endSessionsOfMember } from '../sessions/end-sessions-of-member';
import { deleteUserWithoutMembership } from '../users/delete-user-without-membership';
import { endOpenInvitations } from './end-open-invitations';
import { findHeldRoles, requireGrantable } from './held-roles';
import { requireOtherAdmin } from './last-admin';
import { type LockedMembership, lockMembership, type Receipt } from './membership';
import type { RemoveMemberInput } from './membership.schema';

export interface RemovalReceipt extends Receipt {
  readonly userDeleted: boolean;
}

/**
 * Removes someone from an organization: membership, roles, sessions for it and open invitations end in one
 * transaction, the seat is free, and the removal is remembered, so that only a new invitation or the directory brings
 * them back (product rules 10 and 11). Who then belongs nowhere is deleted, unless `keepUser`. Refuses
 * who may do more than the actor (`role_not_grantable`) and the last admin (`last_admin`).
 */
export async function removeMember(ctx: Ctx, input: RemoveMemberInput): Promise<RemovalReceipt> {
  const actor = authorize(ctx, 'membership.remove', input.organizationId);
  return ctx.db.$transaction(async (tx) => {
    await requireOtherAdmin(tx, input.organizationId, input.membershipId);
    const member = await lockMembership(tx, input);
    requireGrantable(actor, input.organizationId, await findHeldRoles(tx, member.id));
    const eventData = await readEventData(tx, ctx, { kind: 'membership', id: member.id });
    const ended = await endOpenInvitations(tx, ctx, member.id);
    if (member.status === 'ACTIVE' || ended.seatsHeld > 0) await freeSeat(tx, input.organizationId);
    await rememberRemoval(tx, ctx, input.organizationId, member);
    await tx.membership.delete({ where: { id: member.id }, select: { id: true } });
    const sessionsEnded = await endSessionsOfMember(tx, ctx, {
      userId: member.userId,
      organizationId: input.organizationId,
    });
    const userDeleted = input.keepUser ? false : await deleteUserWithoutMembership(tx, member.userId);
    const receipt = { sessionsEnded, invitationsRevoked: ended.ids.length, userDeleted };
    await recordAudit(tx, ctx, {
      action: 'membership.removed',
      organizationId: input.organizationId,
      target: { kind: 'membership', id: member.id, name: member.email },
      changes: { before: { status: member.status }, after: receipt },
      eventData,
    });
    return { email: member.email, ...receipt };
  });
}

async function rememberRemoval(
  tx: Transaction,
  ctx: Ctx,
  organizationId: string,
  member: LockedMembership,
): Promise<void> {
  await tx.$executeRaw`
    insert into removals (organization_id, email_key, removed_at)
    select m.organization_id, m.email_key, ${ctx.now}::timestamptz from memberships m
    where m.id = ${member.id} and m.organization_id = ${organizationId}
    on conflict (organization_id, email_key) do update set removed_at = excluded.removed_at`;
}
