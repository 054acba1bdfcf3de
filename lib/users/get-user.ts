import { authorize } from '../authz/authorize';
import type { Ctx, StaffRole } from '../authz/context';
import { refuse } from '../errors';
import { visibleName } from './user';
import type { UserRef } from './user.schema';

type Pairs = Readonly<Record<string, string>>;

/** What the application says of a person over the API. */
export interface ApplicationFacts {
  readonly externalId: string | null;
  readonly preferredUsername: string | null;
  readonly phoneNumber: string | null;
  readonly locale: string | null;
  readonly gender: string | null;
  readonly picture: string | null;
  readonly groups: readonly string[];
  readonly metadata: Pairs;
  readonly profileMetadata: Pairs;
  readonly customAttributes: Pairs;
}

/** A role of a membership, who decided that it is held, and what gave it. */
interface UserRole {
  readonly id: string;
  readonly displayName: string;
  readonly source: 'MANUAL' | 'INVITATION' | 'SSO' | 'DIRECTORY' | 'DEFAULT';
  readonly reason: string | null;
  /** Whose group gave it; which line of its mappings did is told where the members are listed. */
  readonly directory: { readonly name: string; readonly rank: null } | null;
}

export interface UserMembership {
  readonly membershipId: string;
  readonly organizationId: string;
  readonly organizationName: string;
  /** Pending without an invitation that can still be accepted is expired. */
  readonly status: 'pending' | 'expired' | 'active' | 'inactive';
  readonly roles: readonly UserRole[];
  /** The name of the directory that manages it; null: people do. */
  readonly managedBy: string | null;
  readonly joinedAt: Date | null;
  /** What the application keeps beside it. */
  readonly metadata: Pairs;
}

export interface UserDetails {
  readonly userId: string;
  readonly email: string;
  /** Null when nobody said a name yet. */
  readonly name: string | null;
  readonly emailVerifiedAt: Date | null;
  readonly createdAt: Date;
  readonly lastLoginAt: Date | null;
  readonly staffRole: StaffRole | null;
  /** Sessions that have not ended. */
  readonly sessionCount: number;
  readonly memberships: readonly UserMembership[];
  readonly facts: ApplicationFacts;
}

/** One person with all their memberships, for staff. */
export async function getUser(ctx: Ctx, input: UserRef): Promise<UserDetails> {
  authorize(ctx, 'user.list');
  const user = await findUser(ctx, input.userId);
  if (!user) return refuse('not_found', 'There is no such person.');
  const name = visibleName(user);
  return {
    userId: user.id,
    email: user.email,
    name: name === user.email ? null : name,
    emailVerifiedAt: user.emailVerified,
    createdAt: user.createdAt,
    lastLoginAt: user.lastLoginAt,
    staffRole: user.staff?.role ?? null,
    sessionCount: user._count.sessions,
    memberships: user.memberships.map(toMembership),
    facts: factsOf(user),
  };
}

type StoredMembership = NonNullable<Awaited<ReturnType<typeof findUser>>>['memberships'][number];

function toMembership(membership: StoredMembership): UserMembership {
  const { id, organization, joinedAt, metadata } = membership;
  const directory = membership.directoryUser?.directory;
  const giving = directory ? { name: directory.name, rank: null } : null;
  return {
    membershipId: id,
    organizationId: organization.id,
    organizationName: organization.name,
    status: statusOf(membership),
    roles: membership.roles.map(({ role, ...why }) => ({
      ...role,
      ...why,
      directory: why.source === 'DIRECTORY' ? giving : null,
    })),
    managedBy: directory?.enabled ? directory.name : null,
    joinedAt,
    metadata: metadata as Pairs,
  };
}

type StoredFacts = Pick<NonNullable<Awaited<ReturnType<typeof findUser>>>, keyof ApplicationFacts>;

function factsOf(user: StoredFacts): ApplicationFacts {
  return {
    externalId: user.externalId,
    preferredUsername: user.preferredUsername,
    phoneNumber: user.phoneNumber,
    locale: user.locale,
    gender: user.gender,
    picture: user.picture,
    groups: user.groups,
    metadata: user.metadata as Pairs,
    profileMetadata: user.profileMetadata as Pairs,
    customAttributes: user.customAttributes as Pairs,
  };
}

type Stored = {
  readonly status: 'PENDING_INVITE' | 'ACTIVE' | 'INACTIVE';
  readonly invitations: readonly unknown[];
};

function statusOf({ status, invitations }: Stored): UserMembership['status'] {
  if (status === 'ACTIVE') return 'active';
  if (status === 'INACTIVE') return 'inactive';
  return invitations.length > 0 ? 'pending' : 'expired';
}

const factFields = {
  externalId: true,
  preferredUsername: true,
  phoneNumber: true,
  locale: true,
  gender: true,
  picture: true,
  groups: true,
  metadata: true,
  profileMetadata: true,
  customAttributes: true,
} as const;

function findUser(ctx: Ctx, userId: string) {
  const live = { expires: { gt: ctx.now }, absoluteExpiresAt: { gt: ctx.now } };
  const open = { acceptedAt: null, revokedAt: null, expiresAt: { gt: ctx.now } };
  return ctx.db.user.findUnique({
    where: { id: userId },
    select: {
      id: true,
      email: true,
      name: true,
      givenName: true,
      familyName: true,
      emailVerified: true,
      createdAt: true,
      lastLoginAt: true,
      ...factFields,
      staff: { select: { role: true } },
      _count: { select: { sessions: { where: live } } },
      memberships: {
        select: {
          id: true,
          status: true,
          joinedAt: true,
          metadata: true,
          invitations: { where: open, select: { id: true }, take: 1 },
          organization: { select: { id: true, name: true } },
          directoryUser: { select: { directory: { select: { name: true, enabled: true } } } },
          roles: {
            select: { source: true, reason: true, role: { select: { id: true, displayName: true } } },
            orderBy: { role: { displayName: 'asc' } },
          },
        },
        orderBy: [{ organization: { name: 'asc' } }, { id: 'asc' }],
      },
    },
  });
}
