'use server';

import { createOrganization } from '@/lib/organizations/create-organization';
import { createOrganizationSchema } from '@/lib/organizations/organization.schema';
import { defineAction } from '@/server/actions/define-action';

export const createOrganizationAction = defineAction(createOrganizationSchema, createOrganization);
