import { z } from 'zod';
import { lineSchema, metadataSchema, optionalLineSchema } from '../users/person.schema';

export const organizationIdSchema = z.string().regex(/^org_[0-9]{17,19}$/, 'There is no such organization.');

const day = 86_400;
/** How long an invitation's link may be good: five minutes to ninety days. */
export const invitationTtlSchema = z
  .int('Enter whole days.')
  .min(300, 'At least five minutes.')
  .max(90 * day, 'At most 90 days.');

export const seatsCapSchema = z
  .int('Enter a whole number.')
  .min(1, 'At least one seat.')
  .max(10_000_000, 'At most 10,000,000 seats.');

const nameSchema = lineSchema('a name', 200).min(1, 'Enter a name.');
const externalIdSchema = optionalLineSchema('an external id', 200);

const slugSchema = z
  .string()
  .max(253, 'At most 253 characters.')
  .regex(/^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$/, 'Use small letters, digits, hyphens and dots.');
const logoUrlSchema = z
  .url({ protocol: /^https$/, error: 'Enter an address that begins with https://.' })
  .max(1024);

/** Longer than an access token lives, which a login must outlast. */
const sessionMinutesSchema = z
  .int('Enter whole minutes.')
  .min(6, 'More than five minutes.')
  .max(365 * 1440, 'At most 365 days.');

/** What only the application says of its customer, over the API. */
const applicationFields = {
  metadata: metadataSchema.optional(),
  slug: slugSchema.nullish(),
  logoUrl: logoUrlSchema.nullish(),
  ssoEnabled: z.boolean().optional(),
  directoryEnabled: z.boolean().optional(),
};

export const createOrganizationSchema = z.object({
  name: nameSchema,
  externalId: externalIdSchema,
  ...applicationFields,
});

export const updateOrganizationSchema = z.object({
  organizationId: organizationIdSchema,
  name: nameSchema,
  externalId: externalIdSchema,
  /** Null: as the workspace says. */
  invitationTtlSeconds: invitationTtlSchema.nullable(),
  whoMayInvite: z.enum(['ADMINS', 'STAFF']),
});

/** What is not given stays as it is. */
export const patchOrganizationSchema = updateOrganizationSchema
  .partial()
  .extend({ organizationId: organizationIdSchema, ...applicationFields });

/** Whether the vendor sells single sign-on to this customer. */
export const switchSsoSchema = patchOrganizationSchema.pick({ organizationId: true, ssoEnabled: true });

export const switchDirectorySyncSchema = patchOrganizationSchema.pick({
  organizationId: true,
  directoryEnabled: true,
});

export const organizationRefSchema = z.object({ organizationId: organizationIdSchema });

export const changeSeatsSchema = z.object({
  organizationId: organizationIdSchema,
  /** Null: no limit. */
  seatsCap: seatsCapSchema.nullable(),
});

/** How long logins last; null: as the application has it. */
export const changeSessionPolicySchema = z
  .object({
    organizationId: organizationIdSchema,
    sessionAbsoluteMinutes: sessionMinutesSchema.nullable(),
    sessionIdleMinutes: sessionMinutesSchema.nullable(),
  })
  .refine((policy) => policy.sessionIdleMinutes === null || policy.sessionAbsoluteMinutes !== null, {
    path: ['sessionAbsoluteMinutes'],
    message: 'Say how long a login lasts at most, too.',
  });

export type CreateOrganizationInput = z.output<typeof createOrganizationSchema>;
export type UpdateOrganizationInput = z.output<typeof patchOrganizationSchema>;
export type ChangeSessionPolicyInput = z.output<typeof changeSessionPolicySchema>;
export type OrganizationRef = z.output<typeof organizationRefSchema>;
export type ChangeSeatsInput = z.output<typeof changeSeatsSchema>;
