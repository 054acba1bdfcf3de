import { z } from 'zod';
import { membershipIdSchema } from '../memberships/membership.schema';
import { organizationIdSchema } from '../organizations/organization.schema';
import { roleIdsSchema } from '../roles/role.schema';

export const bulkOperations = [
  'resend',
  'revoke',
  'change-roles',
  'deactivate',
  'reactivate',
  'remove',
] as const;
export type BulkOperation = (typeof bulkOperations)[number];

/** The same action on up to a page of members. */
export const bulkMembersSchema = z
  .object({
    organizationId: organizationIdSchema,
    membershipIds: z.array(membershipIdSchema).min(1, 'Select someone.').max(100, 'At most 100 at a time.'),
    operation: z.enum(bulkOperations),
    roleIds: roleIdsSchema.optional(),
  })
  .refine((input) => input.operation !== 'change-roles' || input.roleIds, {
    path: ['roleIds'],
    message: 'Choose a role.',
  });

export type BulkMembersInput = z.output<typeof bulkMembersSchema>;
