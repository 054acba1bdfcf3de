import { Prisma } from '@/prisma/generated/client';
import type { OrganizationAccess, StaffRole, UserActor } from '../authz/context';
import { hashToken } from '../crypto';
import { type Database, prepared } from '../db';
import { visibleName } from '../users/user';
import { isClosedSql } from './needs-sso-sql';
import { idleEndSql, isTouchDueSql } from './session-policy';

/** Who a session cookie belongs to, and until when it is good. */
export interface LiveSession {
  readonly actor: UserActor;
  readonly expiresAt: Date;
}

interface Held {
  readonly membershipId: string;
  readonly permissions: readonly string[];
  readonly invitesByStaff: boolean;
}

interface Row {
  readonly id: string;
  readonly user_id: string;
  readonly organization_id: string | null;
  readonly expires_at: Date;
  readonly is_touch_due: boolean;
  readonly email: string;
  readonly display_name: string | null;
  readonly given_name: string | null;
  readonly family_name: string | null;
  readonly staff_role: StaffRole | null;
  readonly organizations: Record<string, Held> | null;
}

/**
 * The session of a cookie's value, or null when there is none or it has ended; in one statement with everything that
 * authorisation asks about the person; on the word of a customer's identity provider nobody is staff. Public: reading who is
 * there comes before knowing who is there. Extends an idle session up to its absolute end, both as its organization has them.
 */
export async function readSession(db: Database, token: string, now: Date): Promise<LiveSession | null> {
  const row = await findSession(db, token, now);
  if (!row) return null;
  if (row.is_touch_due) await touchSession(db, row, now);
  return { actor: toActor(row), expiresAt: row.expires_at };
}

async function findSession(db: Database, token: string, now: Date): Promise<Row | undefined> {
  const [row] = await db.$queryRaw<Row[]>`${prepared}
    select s.id, s.user_id, s.organization_id, s.expires_at, ${isTouchDueSql(now)} as is_touch_due,
      u.email, u.display_name, u.given_name, u.family_name, staff.role as staff_role, held.organizations
    from sessions s
    join users u on u.id = s.user_id
    left join staff on staff.user_id = u.id and s.method <> 'sso'
    left join lateral (
      select json_object_agg(m.organization_id, json_build_object('membershipId', m.id,
        'invitesByStaff', o.who_may_invite = 'STAFF', 'permissions', array(
          select distinct permission
          from membership_roles mr join roles r on r.id = mr.role_id, unnest(r.effective_permissions) permission
          where mr.membership_id = m.id
      ))) as organizations
      from memberships m join organizations o on o.id = m.organization_id
      where m.user_id = u.id and m.status = 'ACTIVE' and not ${isClosedSql}
    ) held on true
    where s.token_hash = ${hashToken(token)} and s.expires_at > ${now}::timestamptz
      and s.absolute_expires_at > ${now}::timestamptz`;
  return row;
}

/** The membership before the session: in that order removing a member takes them. */
async function touchSession(db: Database, row: Row, now: Date): Promise<void> {
  await db.$queryRaw`
    with seen as (
      update memberships set last_seen_at = ${now}::timestamptz
      where user_id = ${row.user_id} and organization_id = ${row.organization_id}
      returning id),
    touched as (
      update sessions set last_seen_at = ${now}::timestamptz,
        expires_at = least(${idleEndSql(now, Prisma.sql`sessions.organization_id`)}, absolute_expires_at)
      where id = ${row.id} and (select count(*) from seen) >= 0
      returning id)
    select count(*)::int as sessions from touched`;
}

function toActor(row: Row): UserActor {
  const organizations = new Map<string, OrganizationAccess>();
  for (const [id, held] of Object.entries(row.organizations ?? {})) {
    organizations.set(id, toAccess(held));
  }
  const names = { name: row.display_name, givenName: row.given_name, familyName: row.family_name };
  return {
    kind: 'user',
    userId: row.user_id,
    sessionId: row.id,
    email: row.email,
    name: visibleName({ email: row.email, ...names }),
    staffRole: row.staff_role,
    organizations,
  };
}

/** Where only staff invites, no member does, whatever their roles say. */
function toAccess({ membershipId, permissions, invitesByStaff }: Held): OrganizationAccess {
  const isWithheld = (permission: string) => invitesByStaff && permission === 'members:invite';
  return {
    membershipId,
    permissions: new Set(permissions.filter((permission) => !isWithheld(permission))),
    withheld: new Set(permissions.filter(isWithheld)),
  };
}
