import { Prisma } from '@/prisma/generated/client';
import type { ListMembersInput, MemberStatus } from './member-list.schema';

const stored: Record<MemberStatus, 'ACTIVE' | 'INACTIVE' | 'PENDING_INVITE'> = {
  active: 'ACTIVE',
  inactive: 'INACTIVE',
  pending: 'PENDING_INVITE',
  expired: 'PENDING_INVITE',
};

/**
 * Which members `m` have one of the statuses; no condition when none is chosen. What is stored stands there as literals,
 * so that the indexes over everybody who is not active can serve. Pending and expired are told apart by the open
 * invitation that each of them has.
 */
export function statusConditions(
  { organizationId, statuses }: ListMembersInput,
  now: Date,
): readonly Prisma.Sql[] {
  if (statuses.length === 0) return [];
  const chosen = [...new Set(statuses.map((status) => stored[status]))];
  const isStored = Prisma.sql`m.status in (${Prisma.raw(chosen.map((status) => `'${status}'`).join(', '))})`;
  const isPending = statuses.includes('pending');
  if (isPending === statuses.includes('expired')) return [isStored];
  const comparison = Prisma.raw(isPending ? '>' : '<=');
  const ofTime = Prisma.sql`m.id in (select i.membership_id from invitations i
    where i.organization_id = ${organizationId} and i.accepted_at is null and i.revoked_at is null
      and i.expires_at ${comparison} ${now}::timestamptz)`;
  return [isStored, chosen.length === 1 ? ofTime : Prisma.sql`(m.status <> 'PENDING_INVITE' or ${ofTime})`];
}
