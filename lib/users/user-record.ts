import type { Prisma } from '@/prisma/generated/client';
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

export const userRecordSelect = {
  id: true,
  email: true,
  externalId: true,
  givenName: true,
  familyName: true,
  name: true,
  emailVerified: true,
  locale: true,
  phoneNumber: true,
  preferredUsername: true,
  picture: true,
  gender: true,
  groups: true,
  metadata: true,
  profileMetadata: true,
  customAttributes: true,
  createdAt: true,
  updatedAt: true,
  lastLoginAt: true,
  memberships: {
    select: {
      id: true,
      status: true,
      provisioningMethod: true,
      metadata: true,
      createdAt: true,
      joinedAt: true,
      organization: { select: { id: true, name: true } },
      roles: {
        select: { role: { select: { id: true, name: true, displayName: true, effectivePermissions: true } } },
        orderBy: { roleId: 'asc' },
      },
      invitations: { select: { expiresAt: true, inviterEmail: true }, orderBy: { id: 'desc' }, take: 1 },
    },
    orderBy: { id: 'asc' },
  },
} as const satisfies Prisma.UserSelect;

type Row = Prisma.UserGetPayload<{ select: typeof userRecordSelect }>;

export function toUserRecord({ name, memberships, ...row }: Row, now: Date): UserRecord {
  return {
    ...row,
    visibleName: visibleName({ ...row, name }),
    emailVerified: row.emailVerified !== null,
    metadata: row.metadata as Pairs,
    profileMetadata: row.profileMetadata as Pairs,
    customAttributes: row.customAttributes as Pairs,
    memberships: memberships.map((membership) => toMembership(membership, now)),
  };
}

function toMembership(row: Row['memberships'][number], now: Date): RecordedMembership {
  const roles = row.roles.map(({ role }) => role);
  const { expiresAt = null, inviterEmail = null } = row.invitations[0] ?? {};
  const isOver = row.status === 'PENDING_INVITE' && (expiresAt === null || expiresAt <= now);
  return {
    membershipId: row.id,
    organizationId: row.organization.id,
    organizationName: row.organization.name,
    status: isOver ? 'INVITE_EXPIRED' : row.status,
    roles: roles.map(({ id, name, displayName }) => ({ id, name, displayName })),
    permissions: [...new Set(roles.flatMap((role) => role.effectivePermissions))].sort(),
    provisioningMethod: row.provisioningMethod,
    metadata: row.metadata as Pairs,
    createdAt: row.createdAt,
    joinedAt: row.joinedAt,
    expiresAt,
    inviterEmail,
  };
}
