import { Prisma } from '@/prisma/generated/client';
import type { Database, Transaction } from '../db';

export const sessionStatuses = ['active', 'expired', 'revoked', 'logout'] as const;
export type SessionStatus = (typeof sessionStatuses)[number];

/** A login to an application inside of a session. */
export interface SessionLogin {
  readonly clientId: string;
  readonly organizationId: string;
}

/** A session as the vendor's staff and programs see it: nothing that could be used as one. */
export interface SessionRecord {
  readonly id: string;
  readonly userId: string;
  readonly organizationId: string | null;
  readonly createdAt: Date;
  readonly lastSeenAt: Date;
  readonly idleEndsAt: Date;
  readonly absoluteEndsAt: Date;
  readonly ip: string | null;
  readonly userAgent: string | null;
  readonly status: SessionStatus;
  /** Null while it is active. */
  readonly endedAt: Date | null;
  /** To applications, as far as they can still be refreshed or have only just begun. */
  readonly logins: readonly SessionLogin[];
}

/** Live sessions and what is left of those that ended in the last 30 days, as `s`; `now` tells which have expired. */
export function sessionsSql(now: Date): Prisma.Sql {
  const endsAt = Prisma.sql`least(live.expires_at, live.absolute_expires_at)`;
  return Prisma.sql`(
    select live.id, live.user_id, live.organization_id, live.created_at, live.last_seen_at, live.expires_at,
      live.absolute_expires_at, live.ip, live.user_agent,
      case when ${endsAt} > ${now}::timestamptz then 'active' else 'expired' end as status,
      case when ${endsAt} <= ${now}::timestamptz then ${endsAt} end as ended_at, null::jsonb as logins
    from sessions live
    union all
    select id, user_id, organization_id, created_at, last_seen_at, expires_at, absolute_expires_at, ip, user_agent,
      ending, ended_at, logins
    from ended_sessions) s`;
}

/** The records with these ids, of people who are still there. */
export async function readSessionRecords(
  db: Database | Transaction,
  now: Date,
  ids: readonly string[],
): Promise<Map<string, SessionRecord>> {
  const rows = await db.$queryRaw<SessionRecord[]>`
    select s.id, s.user_id as "userId", s.organization_id as "organizationId", s.created_at as "createdAt",
      s.last_seen_at as "lastSeenAt", s.expires_at as "idleEndsAt", s.absolute_expires_at as "absoluteEndsAt",
      s.ip, s.user_agent as "userAgent", s.status, s.ended_at as "endedAt", coalesce(s.logins, (
        select coalesce(jsonb_agg(distinct jsonb_build_object('clientId', g.client_id, 'organizationId', g.organization_id)), '[]')
        from oidc_grants g where g.session_id = s.id)) as logins
    from ${sessionsSql(now)} join users u on u.id = s.user_id
    where s.id = any(${ids}::text[])`;
  return new Map(rows.map((row) => [row.id, row]));
}
