'use server';

import { createPermission } from '@/lib/roles/create-permission';
import { createRole } from '@/lib/roles/create-role';
import { deletePermission } from '@/lib/roles/delete-permission';
import { deleteRole } from '@/lib/roles/delete-role';
import {
  createPermissionSchema,
  createRoleSchema,
  environmentDefaultRolesSchema,
  organizationDefaultRolesSchema,
  permissionRefSchema,
  roleRefSchema,
  updatePermissionSchema,
  updateRoleSchema,
} from '@/lib/roles/role.schema';
import { setDefaultRoles } from '@/lib/roles/set-default-roles';
import { updatePermission } from '@/lib/roles/update-permission';
import { updateRole } from '@/lib/roles/update-role';
import { defineAction } from '@/server/actions/define-action';
import { thenRefresh } from '../then-refresh';

export const createRoleAction = defineAction(createRoleSchema, thenRefresh(createRole));
export const updateRoleAction = defineAction(updateRoleSchema, thenRefresh(updateRole));
export const deleteRoleAction = defineAction(roleRefSchema, thenRefresh(deleteRole));
export const setOrganizationDefaultsAction = defineAction(
  organizationDefaultRolesSchema,
  thenRefresh(setDefaultRoles),
);
export const setEnvironmentDefaultsAction = defineAction(
  environmentDefaultRolesSchema,
  thenRefresh(setDefaultRoles),
);

export const createPermissionAction = defineAction(createPermissionSchema, thenRefresh(createPermission));
export const updatePermissionAction = defineAction(updatePermissionSchema, thenRefresh(updatePermission));
export const deletePermissionAction = defineAction(permissionRefSchema, thenRefresh(deletePermission));
