import type { z } from 'zod';
import { applicationMemberSchema, newMemberSchema } from '../memberships/membership.schema';
import { invitationTtlSchema } from '../organizations/organization.schema';
import { emailSchema } from '../users/person.schema';

/** Overrides how long the link is good. */
const expiresInSeconds = invitationTtlSchema.nullish();

/** Inviting one person: the same for the form and the action. */
export const inviteMemberSchema = newMemberSchema.extend({ expiresInSeconds });

/** The same as the application does it over the API. */
export const applicationInvitationSchema = applicationMemberSchema.extend({
  expiresInSeconds,
  /** In whose name it invites: a person on the staff or an active member. */
  inviterEmail: emailSchema.nullish(),
});

export type InviteMemberInput = z.output<typeof inviteMemberSchema> &
  Partial<z.output<typeof applicationInvitationSchema>>;
export type InviteMemberForm = z.input<typeof inviteMemberSchema>;
