'use server';

import { enforceSsoSchema } from '@/lib/connections/connection.schema';
import { describeSsoRequirement } from '@/lib/connections/describe-sso-requirement';
import { enforceSso } from '@/lib/connections/enforce-sso';
import { changeSeats } from '@/lib/organizations/change-seats';
import { changeSessionPolicy } from '@/lib/organizations/change-session-policy';
import { deleteOrganization } from '@/lib/organizations/delete-organization';
import {
  changeSeatsSchema,
  changeSessionPolicySchema,
  organizationRefSchema,
  updateOrganizationSchema,
} from '@/lib/organizations/organization.schema';
import { updateOrganization } from '@/lib/organizations/update-organization';
import { defineAction } from '@/server/actions/define-action';
import { thenRefresh } from '../../../then-refresh';

export const updateOrganizationAction = defineAction(
  updateOrganizationSchema,
  thenRefresh(updateOrganization),
);
export const changeSeatsAction = defineAction(changeSeatsSchema, thenRefresh(changeSeats));
export const changeSessionPolicyAction = defineAction(
  changeSessionPolicySchema,
  thenRefresh(changeSessionPolicy),
);
export const describeSsoRequirementAction = defineAction(organizationRefSchema, describeSsoRequirement);
export const enforceSsoAction = defineAction(enforceSsoSchema, thenRefresh(enforceSso));
export const deleteOrganizationAction = defineAction(organizationRefSchema, deleteOrganization);
