import { Prisma } from '@/prisma/generated/client';
import type { ListMembersInput, MemberStatus } from './member-list.schema';

/**
 * Which members `m` have one of the statuses; no condition when none is chosen. That nobody active is meant stands there
 * by itself, for the indexes over the others. Pending and expired are told apart by the open invitation that each has:
 * the expired ones, who should be few, are found first and then sorted; the pending ones are met on the way.
 */
export function statusConditions(
  { organizationId, statuses }: ListMembersInput,
  now: Date,
): readonly Prisma.Sql[] {
  if (statuses.length === 0) return [];
  const chosen = new Set(statuses);
  const areAllOpen = chosen.has('pending') && chosen.has('expired');
  if (areAllOpen) chosen.delete('expired');
  const isOne: Record<MemberStatus, Prisma.Sql> = {
    active: Prisma.sql`m.status = 'ACTIVE'`,
    inactive: Prisma.sql`m.status = 'INACTIVE'`,
    pending: areAllOpen ? isInvited : Prisma.sql`(${isInvited} and ${isPendingSql(now)})`,
    expired: isExpiredSql(organizationId, now),
  };
  const isAny = Prisma.join(
    [...chosen].map((status) => isOne[status]),
    ' or ',
  );
  const isNotActive = chosen.has('active') ? [] : [Prisma.sql`m.status <> 'ACTIVE'`];
  return [Prisma.sql`(${isAny})`, ...isNotActive];
}

const isInvited = Prisma.sql`m.status = 'PENDING_INVITE'`;

function isPendingSql(now: Date): Prisma.Sql {
  return Prisma.sql`(select i.expires_at from invitations i where i.membership_id = m.id
    and i.accepted_at is null and i.revoked_at is null) > ${now}::timestamptz`;
}

function isExpiredSql(organizationId: string, now: Date): Prisma.Sql {
  return Prisma.sql`m.id = any(array(select i.membership_id from invitations i
    where i.organization_id = ${organizationId} and i.accepted_at is null and i.revoked_at is null
      and i.expires_at <= ${now}::timestamptz))`;
}
