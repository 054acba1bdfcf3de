'use server';

import { addCertificates } from '@/lib/connections/add-certificates';
import {
  addCertificatesSchema,
  certificateRefSchema,
  importMetadataSchema,
  previewRolesSchema,
  setRoleMappingsSchema,
  switchConnectionSchema,
  updateConnectionSchema,
} from '@/lib/connections/connection.schema';
import { previewRoles } from '@/lib/connections/preview-roles';
import { removeCertificate } from '@/lib/connections/remove-certificate';
import { setRoleMappings } from '@/lib/connections/set-role-mappings';
import { switchConnection } from '@/lib/connections/switch-connection';
import { definePortalAction } from '@/server/actions/define-action';
import { importMetadata } from '@/server/actions/import-metadata';
import { saveConnection } from '@/server/actions/save-connection';
import { thenRefresh } from '../../../(console)/then-refresh';

export const updateConnectionAction = definePortalAction(updateConnectionSchema, thenRefresh(saveConnection));
export const importMetadataAction = definePortalAction(importMetadataSchema, thenRefresh(importMetadata));
export const addCertificatesAction = definePortalAction(addCertificatesSchema, thenRefresh(addCertificates));
export const removeCertificateAction = definePortalAction(
  certificateRefSchema,
  thenRefresh(removeCertificate),
);
export const setRoleMappingsAction = definePortalAction(setRoleMappingsSchema, thenRefresh(setRoleMappings));
export const previewRolesAction = definePortalAction(previewRolesSchema, previewRoles);
export const switchConnectionAction = definePortalAction(
  switchConnectionSchema,
  thenRefresh(switchConnection),
);
