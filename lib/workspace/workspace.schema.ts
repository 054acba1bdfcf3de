import { z } from 'zod';
import { invitationTtlSchema, seatsCapSchema } from '../organizations/organization.schema';
import { emailSchema, lineSchema, optionalLineSchema } from '../users/person.schema';

const applicationNameSchema = lineSchema('a name', 80).min(1, 'Enter a name.');

/** An address, or nothing. */
const optionalEmailSchema = z
  .string()
  .nullish()
  .transform((text) => text?.trim() || null)
  .pipe(emailSchema.nullable());

/** Claiming the workspace with the link that the start printed. */
export const claimWorkspaceSchema = z.object({
  token: z.string().max(200),
  email: emailSchema,
  applicationName: applicationNameSchema,
});

export const updateWorkspaceSchema = z.object({
  applicationName: applicationNameSchema,
  /** Where people turn when something does not work; shown to them. */
  supportAddress: optionalEmailSchema,
  /** The sender of every mail; null: the application's name and the configured address. */
  mailFromName: optionalLineSchema('a name', 80),
  mailFromAddress: optionalEmailSchema,
  invitationTtlSeconds: invitationTtlSchema,
  /** The seats of organizations that are created from now on; null: no limit. */
  seatsDefault: seatsCapSchema.nullable(),
  blockPublicDomains: z.boolean(),
  blockDisposableDomains: z.boolean(),
});

/** The bytes of a picture; null takes the logo away. */
export const changeLogoSchema = z.object({ logo: z.instanceof(Uint8Array).nullable() });

export type ClaimWorkspaceInput = z.output<typeof claimWorkspaceSchema>;
export type UpdateWorkspaceInput = z.output<typeof updateWorkspaceSchema>;
