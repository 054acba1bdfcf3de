import type { z } from 'zod';
import { newMemberSchema } from '../memberships/membership.schema';
import { invitationTtlSchema } from '../organizations/organization.schema';

/** Inviting one person: the same for the form, the action and the API. */
export const inviteMemberSchema = newMemberSchema.extend({
  /** Overrides how long the link is good. */
  expiresInSeconds: invitationTtlSchema.nullish(),
});

export type InviteMemberInput = z.output<typeof inviteMemberSchema>;
export type InviteMemberForm = z.input<typeof inviteMemberSchema>;
