'use server';

import { createDirectory } from '@/lib/directories/create-directory';
import { createDirectorySecret } from '@/lib/directories/create-directory-secret';
import { deleteDirectory } from '@/lib/directories/delete-directory';
import {
  createDirectorySchema,
  directoryRefSchema,
  directorySecretRefSchema,
  listDirectoryGroupsSchema,
  regenerateSecretSchema,
  setDirectoryRoleMappingsSchema,
  switchDirectorySchema,
  updateDirectorySchema,
} from '@/lib/directories/directory.schema';
import { listDirectoryGroups } from '@/lib/directories/list-directory-groups';
import { previewDirectoryRoles } from '@/lib/directories/preview-directory-roles';
import { regenerateDirectorySecret } from '@/lib/directories/regenerate-directory-secret';
import { revokeDirectorySecret } from '@/lib/directories/revoke-directory-secret';
import { setDirectoryRoleMappings } from '@/lib/directories/set-directory-role-mappings';
import { switchDirectory } from '@/lib/directories/switch-directory';
import { updateDirectory } from '@/lib/directories/update-directory';
import { switchDirectorySyncSchema } from '@/lib/organizations/organization.schema';
import { updateOrganization } from '@/lib/organizations/update-organization';
import { defineAction } from '@/server/actions/define-action';
import { thenRefresh } from '../../../then-refresh';

export const switchDirectorySyncAction = defineAction(
  switchDirectorySyncSchema,
  thenRefresh(updateOrganization),
);
export const createDirectoryAction = defineAction(createDirectorySchema, createDirectory);
export const updateDirectoryAction = defineAction(updateDirectorySchema, thenRefresh(updateDirectory));
export const switchDirectoryAction = defineAction(switchDirectorySchema, thenRefresh(switchDirectory));
export const deleteDirectoryAction = defineAction(directoryRefSchema, deleteDirectory);
export const createSecretAction = defineAction(directoryRefSchema, thenRefresh(createDirectorySecret));
export const rotateSecretAction = defineAction(
  regenerateSecretSchema,
  thenRefresh(regenerateDirectorySecret),
);
export const revokeSecretAction = defineAction(directorySecretRefSchema, thenRefresh(revokeDirectorySecret));
export const setRoleMappingsAction = defineAction(
  setDirectoryRoleMappingsSchema,
  thenRefresh(setDirectoryRoleMappings),
);
export const previewRoleMappingsAction = defineAction(setDirectoryRoleMappingsSchema, previewDirectoryRoles);
export const findGroupsAction = defineAction(listDirectoryGroupsSchema, listDirectoryGroups);
