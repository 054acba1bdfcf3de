'use server';

import { addCertificates } from '@/lib/connections/add-certificates';
import {
  addCertificatesSchema,
  certificateRefSchema,
  connectionRefSchema,
  createConnectionSchema,
  importMetadataSchema,
  previewRolesSchema,
  setRoleMappingsSchema,
  switchConnectionSchema,
  updateConnectionSchema,
} from '@/lib/connections/connection.schema';
import { createConnection } from '@/lib/connections/create-connection';
import { deleteConnection } from '@/lib/connections/delete-connection';
import { previewRoles } from '@/lib/connections/preview-roles';
import { removeCertificate } from '@/lib/connections/remove-certificate';
import { setRoleMappings } from '@/lib/connections/set-role-mappings';
import { switchConnection } from '@/lib/connections/switch-connection';
import { switchSsoSchema } from '@/lib/organizations/organization.schema';
import { updateOrganization } from '@/lib/organizations/update-organization';
import { defineAction } from '@/server/actions/define-action';
import { importMetadata } from '@/server/actions/import-metadata';
import { saveConnection } from '@/server/actions/save-connection';
import { thenRefresh } from '../../../then-refresh';

export const createConnectionAction = defineAction(createConnectionSchema, createConnection);
export const updateConnectionAction = defineAction(updateConnectionSchema, thenRefresh(saveConnection));
export const importMetadataAction = defineAction(importMetadataSchema, thenRefresh(importMetadata));
export const addCertificatesAction = defineAction(addCertificatesSchema, thenRefresh(addCertificates));
export const removeCertificateAction = defineAction(certificateRefSchema, thenRefresh(removeCertificate));
export const setRoleMappingsAction = defineAction(setRoleMappingsSchema, thenRefresh(setRoleMappings));
export const previewRolesAction = defineAction(previewRolesSchema, previewRoles);
export const switchConnectionAction = defineAction(switchConnectionSchema, thenRefresh(switchConnection));
export const deleteConnectionAction = defineAction(connectionRefSchema, deleteConnection);
export const switchSsoAction = defineAction(switchSsoSchema, thenRefresh(updateOrganization));
