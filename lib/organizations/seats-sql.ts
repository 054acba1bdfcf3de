import { Prisma } from '@/prisma/generated/client';

/**
 * How many seats of the organization `o` are held by invitations that have expired: counted as used until the next
 * write to the organization's seats releases them, and subtracted wherever people see the number.
 */
export function expiredSeatsSql(now: Date): Prisma.Sql {
  return Prisma.sql`(select count(*)::int from invitations i where i.organization_id = o.id and i.seat_held
    and i.accepted_at is null and i.revoked_at is null and i.expires_at <= ${now}::timestamptz)`;
}
