import { Prisma } from '@/prisma/generated/client';
import { addSeconds } from '../clock';

/** How long a login lasts: so long without use, and so long at most. Seconds. */
export const idleSeconds = 14 * 86_400;
export const absoluteSeconds = 30 * 86_400;

/** A session's use is written at most this often, and at least five times in what it may be idle. */
export const touchSeconds = 300;

/**
 * When a login to an organization that is used at `now` ends without use: after the application's time, or after the
 * organization's own where that is shorter. The organization is an expression, which may be null.
 */
export function idleEndSql(now: Date, organizationId: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`least(${addSeconds(now, idleSeconds)}::timestamptz, ${now}::timestamptz + (
    select make_interval(mins => policy.session_idle_minutes) from organizations policy
    where policy.id = ${organizationId}))`;
}

/** When a login to an organization that began at an instant ends at the latest. */
export function absoluteEndSql(startedAt: Prisma.Sql, organizationId: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`least(${startedAt} + make_interval(secs => ${absoluteSeconds}), ${startedAt} + (
    select make_interval(mins => policy.session_absolute_minutes) from organizations policy
    where policy.id = ${organizationId}))`;
}

/** Whether the use of the session `s` at `now` is to be written. */
export function isTouchDueSql(now: Date): Prisma.Sql {
  return Prisma.sql`${now}::timestamptz - s.last_seen_at
    >= least(make_interval(secs => ${touchSeconds}), (s.expires_at - s.last_seen_at) / 5)`;
}
