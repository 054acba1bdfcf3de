import { z } from 'zod';
import { organizationIdSchema } from '../organizations/organization.schema';
import { roleIdSchema, roleIdsSchema } from '../roles/role.schema';
import { emailSchema, metadataSchema, personNamesSchema } from '../users/person.schema';
import { applicationProfileSchema } from '../users/profile.schema';

export const membershipIdSchema = z.string().regex(/^mem_[0-9]{17,19}$/, 'There is no such member.');

/** One member of one organization. */
export const membershipRefSchema = z.object({
  organizationId: organizationIdSchema,
  membershipId: membershipIdSchema,
});

/** A person who is to become a member. */
export const newMemberSchema = personNamesSchema.extend({
  organizationId: organizationIdSchema,
  email: emailSchema,
  roleIds: roleIdsSchema,
});

/** The same with what only the application says, of somebody who is new here: a known person keeps their profile. */
export const applicationMemberSchema = newMemberSchema.extend({
  ...applicationProfileSchema.shape,
  membershipMetadata: metadataSchema.optional(),
  /** Nobody chose the role: it is what the organization gives by default. */
  isDefaultRole: z.boolean().optional(),
});

export type NewMemberInput = z.output<typeof newMemberSchema> &
  Partial<z.output<typeof applicationMemberSchema>>;

/** None: a member without any right. */
export const changeRolesSchema = membershipRefSchema.extend({
  roleIds: z.array(roleIdSchema).max(20, 'At most 20 roles.'),
});

export const takeRoleSchema = membershipRefSchema.extend({ roleId: roleIdSchema });

export type TakeRoleInput = z.output<typeof takeRoleSchema>;
export type MembershipRef = z.output<typeof membershipRefSchema>;
export type ChangeRolesInput = z.output<typeof changeRolesSchema>;

/** What the application keeps beside a membership, as a whole. */
export const updateMembershipSchema = membershipRefSchema.extend({ metadata: metadataSchema });

export type UpdateMembershipInput = z.output<typeof updateMembershipSchema>;

export const removeMemberSchema = membershipRefSchema.extend({
  /** Keep a person who then belongs to no organization. */
  keepUser: z.boolean().default(false),
});

export type RemoveMemberInput = z.output<typeof removeMemberSchema>;
