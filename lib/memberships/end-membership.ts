import type { ActingActor, Ctx } from '../authz/context';
import type { Transaction } from '../db';
import { type EventData, readEventData } from '../events/publish';
import { freeSeat } from '../organizations/seats';
import { endOpenInvitations } from './end-open-invitations';
import { findHeldRoles, requireGrantable } from './held-roles';
import { requireOtherAdmin } from './last-admin';
import { requireUnmanaged } from './managed-member';
import { type LockedMembership, lockMembership } from './membership';
import type { MembershipRef } from './membership.schema';

export interface EndedMembership extends LockedMembership {
  readonly invitationsRevoked: number;
  /** The membership as the application knew it. */
  readonly eventData: EventData | null;
}

/**
 * Deletes a membership with its roles: its open invitations are revoked, its seat is free, and the removal is remembered
 * (product rule 11). The person's sessions are the caller's to end. Refuses whom a directory manages
 * (`managed_by_directory`), who may do more than the actor (`role_not_grantable`) and the last admin (`last_admin`).
 */
export async function endMembership(
  tx: Transaction,
  ctx: Ctx,
  { actor, ...ref }: MembershipRef & { readonly actor: ActingActor },
): Promise<EndedMembership> {
  await requireOtherAdmin(tx, ref.organizationId, ref.membershipId);
  const member = await lockMembership(tx, ref);
  await requireUnmanaged(tx, member.id);
  requireGrantable(actor, ref.organizationId, await findHeldRoles(tx, member.id));
  const eventData = await readEventData(tx, ctx, { kind: 'membership', id: member.id });
  const ended = await endOpenInvitations(tx, ctx, member.id);
  if (member.status === 'ACTIVE' || ended.seatsHeld > 0) await freeSeat(tx, ref.organizationId);
  await rememberRemoval(tx, ctx, ref);
  await tx.membership.delete({ where: { id: member.id }, select: { id: true } });
  return { ...member, invitationsRevoked: ended.ids.length, eventData };
}

async function rememberRemoval(
  tx: Transaction,
  ctx: Ctx,
  { organizationId, membershipId }: MembershipRef,
): Promise<void> {
  await tx.$executeRaw`
    insert into removals (organization_id, email_key, removed_at)
    select m.organization_id, m.email_key, ${ctx.now}::timestamptz from memberships m
    where m.id = ${membershipId} and m.organization_id = ${organizationId}
    on conflict (organization_id, email_key) do update set removed_at = excluded.removed_at`;
  await tx.$executeRaw`
    with lost as (
      delete from identities i using memberships m, connections c
      where m.id = ${membershipId} and m.organization_id = ${organizationId} and i.user_id = m.user_id
        and c.id = i.connection_id and c.organization_id = m.organization_id
      returning i.connection_id, i.subject)
    insert into removed_identities (connection_id, subject, removed_at)
    select connection_id, subject, ${ctx.now}::timestamptz from lost
    on conflict (connection_id, subject) do update set removed_at = excluded.removed_at`;
}
