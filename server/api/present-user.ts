import type { MessageInitShape } from '@bufbuild/protobuf';
import { timestampFromDate } from '@bufbuild/protobuf/wkt';
import {
  MembershipStatus,
  type OrganizationMembershipSchema,
  type UserProfileSchema,
} from '@scalekit-sdk/node/lib/pkg/grpc/scalekit/v1/commons/commons_pb.js';
import type { InviteSchema, UserSchema } from '@scalekit-sdk/node/lib/pkg/grpc/scalekit/v1/users/users_pb.js';
import type { Ctx } from '@/lib/authz/context';
import type { InvitationRecord } from '@/lib/invitations/get-invitation-record';
import type { RecordedMembership, UserRecord } from '@/lib/users/user-record';
import { readEnvironmentId } from '@/lib/workspace/read-environment-id';

/** A person as an answer. */
export async function presentUser({ db }: Ctx, record: UserRecord) {
  return present(record, await readEnvironmentId(db));
}

/** An invitation as an answer. */
export function presentInvite(
  organizationId: string,
  record: InvitationRecord,
): MessageInitShape<typeof InviteSchema> {
  return {
    organizationId,
    userId: record.userId,
    status: record.status,
    createdAt: timestampFromDate(record.createdAt),
    expiresAt: timestampFromDate(record.expiresAt),
    resentCount: record.resentCount,
    ...(record.inviterEmail !== null && { inviterEmail: record.inviterEmail }),
    ...(record.resentAt && { resentAt: timestampFromDate(record.resentAt) }),
  };
}

function present(record: UserRecord, environmentId: string): MessageInitShape<typeof UserSchema> {
  return {
    id: record.id,
    environmentId,
    email: record.email,
    createTime: timestampFromDate(record.createdAt),
    updateTime: timestampFromDate(record.updatedAt),
    memberships: record.memberships.map(presentMembership),
    metadata: { ...record.metadata },
    userProfile: presentProfile(record),
    ...(record.externalId !== null && { externalId: record.externalId }),
    ...(record.lastLoginAt && { lastLoginTime: timestampFromDate(record.lastLoginAt) }),
  };
}

/** `first_name` and `last_name` are what older clients read. */
function presentProfile(record: UserRecord): MessageInitShape<typeof UserProfileSchema> {
  const [givenName, familyName] = [record.givenName ?? '', record.familyName ?? ''];
  return {
    id: record.id,
    givenName,
    familyName,
    firstName: givenName,
    lastName: familyName,
    name: record.visibleName,
    emailVerified: record.emailVerified,
    locale: record.locale ?? '',
    phoneNumber: record.phoneNumber ?? '',
    preferredUsername: record.preferredUsername ?? '',
    picture: record.picture ?? '',
    gender: record.gender ?? '',
    groups: [...record.groups],
    metadata: { ...record.profileMetadata },
    customAttributes: { ...record.customAttributes },
  };
}

function presentMembership(
  record: RecordedMembership,
): MessageInitShape<typeof OrganizationMembershipSchema> {
  return {
    organizationId: record.organizationId,
    name: record.organizationName,
    displayName: record.organizationName,
    membershipStatus: MembershipStatus[record.status],
    roles: [...record.roles],
    permissions: [...record.permissions],
    provisioningMethod: record.provisioningMethod,
    metadata: { ...record.metadata },
    createdAt: timestampFromDate(record.createdAt),
    ...(record.joinedAt && {
      joinTime: timestampFromDate(record.joinedAt),
      acceptedAt: timestampFromDate(record.joinedAt),
    }),
    ...(record.expiresAt && { expiresAt: timestampFromDate(record.expiresAt) }),
    ...(record.inviterEmail !== null && { inviterEmail: record.inviterEmail }),
  };
}
