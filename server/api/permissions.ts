import {
  PermissionType,
  type RolesService,
} from '@scalekit-sdk/node/lib/pkg/grpc/scalekit/v1/roles/roles_pb.js';
import type { Ctx } from '@/lib/authz/context';
import { refuseField } from '@/lib/errors';
import { addRolePermissions } from '@/lib/roles/add-role-permissions';
import { createPermission } from '@/lib/roles/create-permission';
import { deletePermission } from '@/lib/roles/delete-permission';
import { getPermissionRecord } from '@/lib/roles/get-permission-record';
import { getRoleRecord } from '@/lib/roles/get-role-record';
import { listPermissionRecords } from '@/lib/roles/list-permission-records';
import { listRolePermissions } from '@/lib/roles/list-role-permissions';
import { removeRolePermissions } from '@/lib/roles/remove-role-permissions';
import {
  createPermissionSchema,
  rolePermissionsSchema,
  updatePermissionSchema,
} from '@/lib/roles/role.schema';
import { updatePermission } from '@/lib/roles/update-permission';
import type { Handlers } from './handler';
import { pageFields, readPaging } from './paging';
import { parseInput } from './parse';
import { presentPermission } from './present-role';

/** Permissions, and which of them the roles of the environment have. */
export const permissionHandlers: Handlers<typeof RolesService> = {
  async createPermission(ctx, { permission }) {
    const { name = '', description = '' } = permission ?? {};
    await createPermission(ctx, parseInput(createPermissionSchema, { name, description }));
    return show(ctx, name);
  },

  async getPermission(ctx, { permissionName }) {
    return show(ctx, permissionName);
  },

  async updatePermission(ctx, { permissionName, permission }) {
    const { id: permissionId } = await getPermissionRecord(ctx, { name: permissionName });
    const { name, description = '' } = permission ?? {};
    if (name !== permissionName) refuseField('name', 'The name of a permission stays as it is.');
    await updatePermission(ctx, parseInput(updatePermissionSchema, { permissionId, description }));
    return show(ctx, permissionName);
  },

  async listPermissions(ctx, { type, pageSize = 0, pageToken = '' }) {
    const paging = readPaging({ pageSize, pageToken });
    const page = await listPermissionRecords(ctx, { builtIn: isBuiltIn[type] ?? null, ...paging });
    return { permissions: page.rows.map(presentPermission), ...pageFields(page) };
  },

  async deletePermission(ctx, { permissionName }) {
    const { id: permissionId } = await getPermissionRecord(ctx, { name: permissionName });
    await deletePermission(ctx, { permissionId });
    return {};
  },

  async listRolePermissions(ctx, { roleName }) {
    return list(ctx, await roleIdOf(ctx, roleName), false);
  },

  async addPermissionsToRole(ctx, { roleName, permissionNames }) {
    const roleId = await roleIdOf(ctx, roleName);
    const input = { organizationId: null, roleId, permissions: permissionNames };
    await addRolePermissions(ctx, parseInput(rolePermissionsSchema, input));
    return list(ctx, roleId, false);
  },

  async removePermissionFromRole(ctx, { roleName, permissionName }) {
    const roleId = await roleIdOf(ctx, roleName);
    const input = { organizationId: null, roleId, permissions: [permissionName] };
    await removeRolePermissions(ctx, parseInput(rolePermissionsSchema, input));
    return {};
  },

  async listEffectiveRolePermissions(ctx, { roleName }) {
    return list(ctx, await roleIdOf(ctx, roleName), true);
  },
};

const isBuiltIn: Record<PermissionType, boolean | null> = {
  [PermissionType.ALL]: null,
  [PermissionType.SCALEKIT]: true,
  [PermissionType.ENVIRONMENT]: false,
};

async function show(ctx: Ctx, name: string) {
  return { permission: presentPermission(await getPermissionRecord(ctx, { name })) };
}

async function roleIdOf(ctx: Ctx, name: string): Promise<string> {
  return (await getRoleRecord(ctx, { organizationId: null, name })).id;
}

async function list(ctx: Ctx, roleId: string, inherited: boolean) {
  const permissions = await listRolePermissions(ctx, { organizationId: null, roleIds: [roleId], inherited });
  return { permissions: permissions.map(presentPermission) };
}
