import { z } from 'zod';
import { organizationIdSchema } from '../organizations/organization.schema';
import { roleIdsSchema } from '../roles/role.schema';

export const membershipIdSchema = z.string().regex(/^mem_[0-9]{17,19}$/, 'There is no such member.');

/** One member of one organization. */
export const membershipRefSchema = z.object({
  organizationId: organizationIdSchema,
  membershipId: membershipIdSchema,
});

export const changeRolesSchema = membershipRefSchema.extend({ roleIds: roleIdsSchema });

export type MembershipRef = z.output<typeof membershipRefSchema>;
export type ChangeRolesInput = z.output<typeof changeRolesSchema>;

export const removeMemberSchema = membershipRefSchema.extend({
  /** Keep a person who then belongs to no organization. */
  keepUser: z.boolean().default(false),
});

export type RemoveMemberInput = z.output<typeof removeMemberSchema>;
