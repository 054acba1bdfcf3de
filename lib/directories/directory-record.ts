import type { Prisma } from '@/prisma/generated/client';
import { env } from '../env';
import { idDigits } from '../id';
import type { DirectoryProvider } from './directory.schema';

export interface DirectorySecretRecord {
  readonly id: string;
  /** Its last characters; the rest is stored nowhere. */
  readonly suffix: string;
  readonly createdAt: Date;
  /** Within a minute. */
  readonly lastUsedAt: Date | null;
  /** From then on it opens nothing. */
  readonly expiresAt: Date | null;
}

/** A directory as people and programs see it. */
export interface DirectoryRecord {
  readonly directoryId: string;
  readonly organizationId: string;
  readonly name: string;
  readonly provider: DirectoryProvider;
  readonly enabled: boolean;
  /** What the directory is configured with. */
  readonly endpoint: string;
  readonly userCount: number;
  readonly groupCount: number;
  readonly usersChangedAt: Date | null;
  readonly groupsChangedAt: Date | null;
  readonly attributeMapping: Readonly<Record<string, string>>;
  readonly context: Readonly<Record<string, unknown>>;
  /** The newest first, ended ones too. */
  readonly secrets: readonly DirectorySecretRecord[];
  /** In their order of precedence. */
  readonly roleMappings: readonly DirectoryRoleMappingRecord[];
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export interface DirectoryRoleMappingRecord {
  readonly groupId: string;
  readonly groupName: string;
  readonly roleId: string;
  readonly roleName: string;
  readonly roleDisplayName: string;
}

export const directoryRecordSelect = {
  id: true,
  organizationId: true,
  name: true,
  provider: true,
  enabled: true,
  attributeMapping: true,
  context: true,
  userCount: true,
  groupCount: true,
  usersChangedAt: true,
  groupsChangedAt: true,
  createdAt: true,
  updatedAt: true,
  secrets: {
    orderBy: { id: 'desc' },
    select: { id: true, suffix: true, createdAt: true, lastUsedAt: true, expiresAt: true },
  },
  roleMappings: {
    orderBy: { position: 'asc' },
    select: {
      group: { select: { id: true, displayName: true } },
      role: { select: { id: true, name: true, displayName: true } },
    },
  },
} as const satisfies Prisma.DirectorySelect;

export function toDirectoryRecord(
  row: Prisma.DirectoryGetPayload<{ select: typeof directoryRecordSelect }>,
): DirectoryRecord {
  const { id, attributeMapping, context, roleMappings, ...rest } = row;
  return {
    ...rest,
    directoryId: id,
    endpoint: directoryEndpoint(id),
    attributeMapping: attributeMapping as Record<string, string>,
    context: context as Record<string, unknown>,
    roleMappings: roleMappings.map(({ group, role }) => ({
      groupId: group.id,
      groupName: group.displayName,
      roleId: role.id,
      roleName: role.name,
      roleDisplayName: role.displayName,
    })),
  };
}

/** The SCIM base URL of a directory: without an underscore, which Okta refuses. */
function directoryEndpoint(directoryId: string): string {
  return `${env().baseUrl.origin}/api/v1/directories/dir-${idDigits(directoryId)}/scim/v2`;
}
