import { Prisma } from '@/prisma/generated/client';
import type { Ctx } from '../authz/context';
import { prepared } from '../db';
import { visibleName } from './user';

type Pairs = Readonly<Record<string, string>>;

export interface RecordedRole {
  readonly id: string;
  readonly name: string;
  readonly displayName: string;
}

export interface RecordedMembership {
  readonly membershipId: string;
  readonly organizationId: string;
  readonly organizationName: string;
  readonly status: 'PENDING_INVITE' | 'INVITE_EXPIRED' | 'ACTIVE' | 'INACTIVE';
  readonly roles: readonly RecordedRole[];
  /** Names, inherited ones included. */
  readonly permissions: readonly string[];
  readonly provisioningMethod: string;
  readonly metadata: Pairs;
  readonly createdAt: Date;
  readonly joinedAt: Date | null;
  /** Of the last invitation, if there was one. */
  readonly expiresAt: Date | null;
  readonly inviterEmail: string | null;
}

/** A person as the application knows them. */
export interface UserRecord {
  readonly id: string;
  readonly email: string;
  readonly externalId: string | null;
  readonly givenName: string | null;
  readonly familyName: string | null;
  /** What others see: never empty. */
  readonly visibleName: string;
  readonly emailVerified: boolean;
  readonly locale: string | null;
  readonly phoneNumber: string | null;
  readonly preferredUsername: string | null;
  readonly picture: string | null;
  readonly gender: string | null;
  readonly groups: readonly string[];
  readonly metadata: Pairs;
  readonly profileMetadata: Pairs;
  readonly customAttributes: Pairs;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly lastLoginAt: Date | null;
  readonly memberships: readonly RecordedMembership[];
}

interface MembershipRow {
  readonly id: string;
  readonly organizationId: string;
  readonly organizationName: string;
  readonly status: 'PENDING_INVITE' | 'ACTIVE' | 'INACTIVE';
  readonly provisioningMethod: string;
  readonly metadata: Pairs;
  /** Times as JSON has them. */
  readonly createdAt: string;
  readonly joinedAt: string | null;
  readonly expiresAt: string | null;
  readonly inviterEmail: string | null;
  readonly roles: readonly (RecordedRole & { readonly permissions: readonly string[] })[];
}

interface Row extends Omit<UserRecord, 'visibleName' | 'memberships'> {
  readonly name: string | null;
  readonly memberships: readonly MembershipRow[];
}

/** The people that a condition on users `u` picks, with all that the application knows of them, in one statement. */
export async function readUserRecords(
  { db, now }: Pick<Ctx, 'db' | 'now'>,
  picked: Prisma.Sql,
): Promise<UserRecord[]> {
  const rows = await db.$queryRaw<Row[]>`${prepared}
    select u.id, u.email, u.external_id as "externalId", u.given_name as "givenName", u.family_name as "familyName",
      u.display_name as name, u.email_verified_at is not null as "emailVerified", u.locale,
      u.phone_number as "phoneNumber", u.preferred_username as "preferredUsername", u.picture, u.gender, u.groups,
      u.metadata, u.profile_metadata as "profileMetadata", u.custom_attributes as "customAttributes",
      u.created_at as "createdAt", u.updated_at as "updatedAt", u.last_login_at as "lastLoginAt",
      coalesce((select json_agg(each order by each.id) from (${membershipsSql}) each), '[]') as memberships
    from users u where ${picked}`;
  return rows.map((row) => toUserRecord(row, now));
}

/** The memberships of a person `u`, each with its roles and its last invitation. */
const membershipsSql = Prisma.sql`
  select m.id, o.id as "organizationId", o.name as "organizationName", m.status,
    m.provisioning_method as "provisioningMethod", m.metadata, m.created_at as "createdAt", m.joined_at as "joinedAt",
    last.expires_at as "expiresAt", last.inviter_email as "inviterEmail",
    coalesce((
      select json_agg(json_build_object('id', r.id, 'name', r.name, 'displayName', r.display_name,
        'permissions', r.effective_permissions) order by r.id)
      from membership_roles mr join roles r on r.id = mr.role_id where mr.membership_id = m.id), '[]') as roles
  from memberships m
  join organizations o on o.id = m.organization_id
  left join lateral (
    select i.expires_at, i.inviter_email from invitations i where i.membership_id = m.id order by i.id desc limit 1
  ) last on true
  where m.user_id = u.id`;

function toUserRecord({ name, memberships, ...row }: Row, now: Date): UserRecord {
  return {
    ...row,
    visibleName: visibleName({ ...row, name }),
    memberships: memberships.map((membership) => toMembership(membership, now)),
  };
}

function toMembership({ id, roles, ...row }: MembershipRow, now: Date): RecordedMembership {
  const expiresAt = toDate(row.expiresAt);
  const isOver = row.status === 'PENDING_INVITE' && (expiresAt === null || expiresAt <= now);
  return {
    ...row,
    membershipId: id,
    status: isOver ? 'INVITE_EXPIRED' : row.status,
    roles: roles.map(({ permissions: _, ...role }) => role),
    permissions: [...new Set(roles.flatMap((role) => role.permissions))].sort(),
    createdAt: new Date(row.createdAt),
    joinedAt: toDate(row.joinedAt),
    expiresAt,
  };
}

function toDate(text: string | null): Date | null {
  return text === null ? null : new Date(text);
}
