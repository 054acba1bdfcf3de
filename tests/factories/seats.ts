import type { Database } from '@/lib/db';

/** The organization's seat counter beside what it should be: active members and open invitations that hold a seat. */
export async function countSeats(
  db: Database,
  organizationId: string,
): Promise<{ readonly used: number; readonly recounted: number }> {
  const [seats] = await db.$queryRaw<{ used: number; recounted: number }[]>`
    select o.seats_used as used, (
      (select count(*) from memberships m where m.organization_id = o.id and m.status = 'ACTIVE') +
      (select count(*) from invitations i where i.organization_id = o.id and i.seat_held
        and i.accepted_at is null and i.revoked_at is null))::int as recounted
    from organizations o where o.id = ${organizationId}`;
  if (!seats) throw new Error('There is no such organization.');
  return seats;
}
