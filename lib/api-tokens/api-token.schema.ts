import { z } from 'zod';
import { organizationIdSchema } from '../organizations/organization.schema';
import { lineSchema } from '../users/person.schema';

/** How many values a token has at most. */
export const claimsMaximum = 20;

const claimsSchema = z
  .record(z.string().min(1).max(30), z.string().min(1).max(256))
  .refine((claims) => Object.keys(claims).length <= claimsMaximum, `At most ${claimsMaximum} claims.`);

const descriptionSchema = lineSchema('a description', 255);

export const createApiTokenSchema = z.object({
  organizationId: organizationIdSchema,
  /** Whose it is; null: the organization's. */
  userId: z
    .string()
    .regex(/^usr_[0-9]{17,19}$/, 'There is no such user.')
    .nullable(),
  description: descriptionSchema,
  customClaims: claimsSchema,
  /** Null: it does not expire. */
  expiresAt: z.date().nullable(),
});

/** What is not given stays as it is; claims are added to those that there are. */
export const updateApiTokenSchema = z.object({
  tokenOrId: z.string(),
  description: descriptionSchema.optional(),
  customClaims: claimsSchema.optional(),
});

export type CreateApiTokenInput = z.output<typeof createApiTokenSchema>;
export type UpdateApiTokenInput = z.output<typeof updateApiTokenSchema>;
