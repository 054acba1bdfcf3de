'use server';

import { createOrganizationClient } from '@/lib/applications/create-organization-client';
import {
  createOrganizationClientSchema,
  updateOrganizationClientSchema,
} from '@/lib/applications/organization-client.schema';
import { updateOrganizationClient } from '@/lib/applications/update-organization-client';
import { defineAction } from '@/server/actions/define-action';
import { thenRefresh } from '../../../then-refresh';

export const createOrganizationClientAction = defineAction(
  createOrganizationClientSchema,
  thenRefresh(createOrganizationClient),
);
export const updateOrganizationClientAction = defineAction(
  updateOrganizationClientSchema,
  thenRefresh(updateOrganizationClient),
);
