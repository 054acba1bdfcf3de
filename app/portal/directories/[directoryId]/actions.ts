'use server';

import { createDirectorySecret } from '@/lib/directories/create-directory-secret';
import { deleteDirectory } from '@/lib/directories/delete-directory';
import {
  directoryRefSchema,
  directorySecretRefSchema,
  listDirectoryGroupsSchema,
  regenerateSecretSchema,
  setDirectoryRoleMappingsSchema,
  switchDirectorySchema,
} from '@/lib/directories/directory.schema';
import { listDirectoryGroups } from '@/lib/directories/list-directory-groups';
import { previewDirectoryRoles } from '@/lib/directories/preview-directory-roles';
import { regenerateDirectorySecret } from '@/lib/directories/regenerate-directory-secret';
import { revokeDirectorySecret } from '@/lib/directories/revoke-directory-secret';
import { setDirectoryRoleMappings } from '@/lib/directories/set-directory-role-mappings';
import { switchDirectory } from '@/lib/directories/switch-directory';
import { definePortalAction } from '@/server/actions/define-action';
import { thenRefresh } from '../../../(console)/then-refresh';

export const switchDirectoryAction = definePortalAction(switchDirectorySchema, thenRefresh(switchDirectory));
export const deleteDirectoryAction = definePortalAction(directoryRefSchema, thenRefresh(deleteDirectory));
export const createSecretAction = definePortalAction(directoryRefSchema, thenRefresh(createDirectorySecret));
export const rotateSecretAction = definePortalAction(
  regenerateSecretSchema,
  thenRefresh(regenerateDirectorySecret),
);
export const revokeSecretAction = definePortalAction(
  directorySecretRefSchema,
  thenRefresh(revokeDirectorySecret),
);
export const setRoleMappingsAction = definePortalAction(
  setDirectoryRoleMappingsSchema,
  thenRefresh(setDirectoryRoleMappings),
);
export const previewRoleMappingsAction = definePortalAction(
  setDirectoryRoleMappingsSchema,
  previewDirectoryRoles,
);
export const findGroupsAction = definePortalAction(listDirectoryGroupsSchema, listDirectoryGroups);
