import type { MessageInitShape } from '@bufbuild/protobuf';
import { timestampFromDate } from '@bufbuild/protobuf/wkt';
import type {
  PermissionSchema,
  RoleSchema,
} from '@scalekit-sdk/node/lib/pkg/grpc/scalekit/v1/roles/roles_pb.js';
import type { Ctx } from '@/lib/authz/context';
import { listRolePermissions, type RolePermission } from '@/lib/roles/list-role-permissions';
import type { PermissionRecord } from '@/lib/roles/permission-record';
import type { RoleRecord } from '@/lib/roles/role-record';

/** Roles as answers, with their own permissions, or (`permissions:all`) with what they inherit too. */
export async function presentRoles(
  ctx: Ctx,
  organizationId: string | null,
  { roles, include = '' }: { readonly roles: readonly RoleRecord[]; readonly include?: string | undefined },
): Promise<MessageInitShape<typeof RoleSchema>[]> {
  const permissions = await listRolePermissions(ctx, {
    organizationId,
    roleIds: roles.map(({ id }) => id),
    inherited: include === 'permissions:all',
  });
  return roles.map((role) =>
    presentRole(
      role,
      permissions.filter(({ roleId }) => roleId === role.id),
    ),
  );
}

/** A permission as an answer. */
export function presentPermission(record: PermissionRecord): MessageInitShape<typeof PermissionSchema> {
  return { ...describePermission(record), isScalekitPermission: record.builtIn };
}

function presentRole(
  role: RoleRecord,
  permissions: readonly RolePermission[],
): MessageInitShape<typeof RoleSchema> {
  return {
    id: role.id,
    name: role.name,
    displayName: role.displayName,
    description: role.description,
    defaultCreator: role.isDefaultCreator,
    defaultMember: role.isDefaultMember,
    dependentRolesCount: role.dependentCount,
    isOrgRole: role.organizationId !== null,
    permissions: permissions.map((one) => ({ ...describePermission(one), roleName: one.fromRole })),
    ...(role.extendsName !== null && { extends: role.extendsName }),
  };
}

function describePermission({ id, name, description, createdAt, updatedAt }: PermissionRecord) {
  const times = { createTime: timestampFromDate(createdAt), updateTime: timestampFromDate(updatedAt) };
  return { id, name, description, ...times };
}
