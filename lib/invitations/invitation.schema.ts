import type { z } from 'zod';
import { invitationTtlSchema, organizationIdSchema } from '../organizations/organization.schema';
import { roleIdsSchema } from '../roles/role.schema';
import { emailSchema, metadataSchema, optionalLineSchema, personNamesSchema } from '../users/person.schema';

/** Inviting one person: the same for the form, the action and the API. */
export const inviteMemberSchema = personNamesSchema.extend({
  organizationId: organizationIdSchema,
  email: emailSchema,
  roleIds: roleIdsSchema,
  /** What the application says of somebody who is new here; a known person keeps their profile. */
  externalId: optionalLineSchema('an external id', 510),
  phoneNumber: optionalLineSchema('a phone number', 50),
  metadata: metadataSchema.default({}),
  /** Overrides how long the link is good. */
  expiresInSeconds: invitationTtlSchema.nullish(),
});

export type InviteMemberInput = z.output<typeof inviteMemberSchema>;
export type InviteMemberForm = z.input<typeof inviteMemberSchema>;
