import { Prisma } from '@/prisma/generated/client';
import type { Transaction } from '../db';
import { refuse } from '../errors';
import type { MembershipRef } from '../memberships/membership.schema';

/** An invitation that is neither accepted nor revoked, with what its mail says. It may have expired. */
export interface OpenInvitation {
  readonly id: string;
  readonly organizationId: string;
  readonly organizationName: string;
  readonly userId: string;
  readonly email: string;
  readonly emailKey: string;
  readonly inviterName: string;
  readonly roleNames: string;
  readonly generation: number;
  readonly ttlSeconds: number;
  readonly expiresAt: Date;
  readonly seatHeld: boolean;
  readonly resentCount: number;
}

/**
 * The open invitation of a membership, or the refusal that fits what the membership is. When asked to, locks the
 * membership and then the invitation until the transaction ends; accepting takes the same locks in the same order.
 */
export async function findOpenInvitation(
  tx: Transaction,
  ref: MembershipRef,
  options: { lock?: boolean } = {},
): Promise<OpenInvitation> {
  if (options.lock) await lockMembershipRow(tx, ref);
  const [row] = await tx.$queryRaw<OpenInvitation[]>`
    select i.id, i.organization_id as "organizationId", o.name as "organizationName", m.user_id as "userId", i.email,
      i.email_key as "emailKey", i.inviter_name as "inviterName", i.generation, i.ttl_seconds as "ttlSeconds",
      i.expires_at as "expiresAt", i.seat_held as "seatHeld", i.resent_count as "resentCount",
      coalesce((select string_agg(r.display_name, ', ' order by r.display_name) from membership_roles mr
        join roles r on r.id = mr.role_id where mr.membership_id = m.id), '') as "roleNames"
    from invitations i
    join memberships m on m.id = i.membership_id
    join organizations o on o.id = i.organization_id
    where i.membership_id = ${ref.membershipId} and i.organization_id = ${ref.organizationId}
      and i.accepted_at is null and i.revoked_at is null
    ${options.lock ? Prisma.sql`for update of i` : Prisma.empty}`;
  return row ?? refuseWithout(tx, ref);
}

async function lockMembershipRow(tx: Transaction, ref: MembershipRef): Promise<void> {
  await tx.$queryRaw`
    select 1 from memberships where id = ${ref.membershipId} and organization_id = ${ref.organizationId} for update`;
}

async function refuseWithout(tx: Transaction, ref: MembershipRef): Promise<never> {
  const membership = await tx.membership.findFirst({
    where: { id: ref.membershipId, organizationId: ref.organizationId },
    select: { status: true },
  });
  if (!membership) refuse('not_found', 'There is no such invitation.');
  if (membership.status === 'ACTIVE') refuse('already_member', 'This person has joined meanwhile.');
  return refuse('not_found', 'There is no open invitation for this person.');
}
