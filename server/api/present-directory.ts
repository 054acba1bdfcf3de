import type { JsonObject, MessageInitShape } from '@bufbuild/protobuf';
import { timestampFromDate } from '@bufbuild/protobuf/wkt';
import {
  type DirectoryGroupSchema,
  DirectoryProvider,
  type DirectorySchema,
  DirectoryType,
  type DirectoryUserSchema,
  type SecretSchema,
  SecretStatus,
} from '@scalekit-sdk/node/lib/pkg/grpc/scalekit/v1/directories/directories_pb.js';
import type { DirectoryProvider as Provider } from '@/lib/directories/directory.schema';
import type { DirectoryRecord, DirectorySecretRecord } from '@/lib/directories/directory-record';
import type { DirectoryGroupRow } from '@/lib/directories/list-directory-groups';
import type { DirectoryUserRow } from '@/lib/directories/list-directory-users';

const providers: Record<Provider, DirectoryProvider> = {
  OKTA: DirectoryProvider.OKTA,
  GOOGLE: DirectoryProvider.GOOGLE,
  MICROSOFT_AD: DirectoryProvider.MICROSOFT_AD,
  AUTH0: DirectoryProvider.AUTH0,
  ONELOGIN: DirectoryProvider.ONELOGIN,
  JUMPCLOUD: DirectoryProvider.JUMPCLOUD,
  PING_IDENTITY: DirectoryProvider.PING_IDENTITY,
  CUSTOM: DirectoryProvider.DIRECTORY_PROVIDER_UNSPECIFIED,
};

export function presentDirectory(
  directory: DirectoryRecord,
  now: Date,
): MessageInitShape<typeof DirectorySchema> {
  const { userCount, groupCount, usersChangedAt, groupsChangedAt } = directory;
  const synced = [usersChangedAt, groupsChangedAt].filter((time) => time !== null);
  const last = synced.sort((one, other) => other.getTime() - one.getTime())[0];
  return {
    id: directory.directoryId,
    name: directory.name,
    directoryType: DirectoryType.SCIM,
    organizationId: directory.organizationId,
    enabled: directory.enabled,
    directoryProvider: providers[directory.provider],
    ...(last && { lastSyncedAt: timestampFromDate(last) }),
    directoryEndpoint: directory.endpoint,
    totalUsers: userCount,
    totalGroups: groupCount,
    secrets: directory.secrets.map((secret) => presentSecret(secret, directory.directoryId, now)),
    stats: {
      totalUsers: userCount,
      totalGroups: groupCount,
      ...(usersChangedAt && { userUpdatedAt: timestampFromDate(usersChangedAt) }),
      ...(groupsChangedAt && { groupUpdatedAt: timestampFromDate(groupsChangedAt) }),
    },
    roleAssignments: {
      assignments: directory.roleMappings.map(({ groupId, roleId, roleName }) => ({
        groupId,
        roleId,
        roleName,
      })),
    },
    attributeMappings: presentMapping(directory.attributeMapping),
    status: statusOf(directory),
    groupsTracked: 'ALL',
  };
}

/** How far its set-up is, on or off: made, given a secret, spoken to. */
function statusOf({ secrets }: DirectoryRecord): string {
  if (secrets.length === 0) return 'DRAFT';
  return secrets.some(({ lastUsedAt }) => lastUsedAt !== null) ? 'COMPLETED' : 'IN_PROGRESS';
}

export function presentMapping(mapping: Readonly<Record<string, string>>) {
  return { attributes: Object.entries(mapping).map(([key, mapTo]) => ({ key, mapTo })) };
}

export function presentSecret(
  secret: DirectorySecretRecord,
  directoryId: string,
  now: Date,
): MessageInitShape<typeof SecretSchema> {
  const { id, suffix, createdAt, expiresAt, lastUsedAt } = secret;
  const ended = expiresAt !== null && expiresAt <= now;
  return {
    id,
    directoryId,
    createTime: timestampFromDate(createdAt),
    secretSuffix: suffix,
    status: ended ? SecretStatus.INACTIVE : SecretStatus.ACTIVE,
    ...(expiresAt && { expireTime: timestampFromDate(expiresAt) }),
    ...(lastUsedAt && { lastUsedTime: timestampFromDate(lastUsedAt) }),
  };
}

/** The detail, where it was asked for, is what events show. */
export function presentDirectoryUser(user: DirectoryUserRow): MessageInitShape<typeof DirectoryUserSchema> {
  const name = objectOf(user.resource.name);
  return {
    id: user.id,
    email: user.email ?? '',
    preferredUsername: user.userName,
    givenName: textOf(name.givenName),
    familyName: textOf(name.familyName),
    updatedAt: timestampFromDate(user.updatedAt),
    emails: emailsOf(user.resource.emails),
    groups: user.groups.map(({ id, displayName, memberCount }) => ({
      id,
      displayName,
      totalUsers: memberCount,
    })),
    ...(user.detail && { userDetail: user.detail as JsonObject }),
  };
}

export function presentDirectoryGroup(
  group: DirectoryGroupRow,
): MessageInitShape<typeof DirectoryGroupSchema> {
  return {
    id: group.id,
    displayName: group.displayName,
    totalUsers: group.memberCount,
    updatedAt: timestampFromDate(group.updatedAt),
    ...(group.detail && { groupDetail: group.detail as JsonObject }),
  };
}

function emailsOf(emails: unknown): string[] {
  if (!Array.isArray(emails)) return [];
  return emails.map((email) => textOf(objectOf(email).value)).filter((value) => value !== '');
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
