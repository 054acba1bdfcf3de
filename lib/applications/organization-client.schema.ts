import { z } from 'zod';
import { organizationIdSchema } from '../organizations/organization.schema';
import { lineSchema } from '../users/person.schema';
import { clientNameSchema, clientRefSchema } from './client.schema';

/** Characters of a scope (RFC 6749 section 3.3). */
const scopeSchema = z
  .string()
  .min(1, 'Enter a scope, or take this line away.')
  .max(128, 'At most 128 characters.')
  .regex(/^[\x21\x23-\x5B\x5D-\x7E]+$/, 'A scope has no spaces, quotes or backslashes.');

const audienceSchema = lineSchema('an audience', 255).min(1, 'Enter an audience.');

const claimSchema = z.object({
  key: lineSchema('a name', 128).min(1, 'Enter a name.'),
  value: lineSchema('a value', 1024),
});

const lifetimeSentence = 'Between 60 and 86400 seconds, a day.';

const organizationClientFields = {
  name: clientNameSchema,
  description: lineSchema('a description', 512),
  scopes: distinct(z.array(scopeSchema).max(100, 'At most 100 scopes.'), (scope) => scope),
  audience: distinct(z.array(audienceSchema).max(20, 'At most 20 audiences.'), (audience) => audience),
  customClaims: distinct(z.array(claimSchema).max(50, 'At most 50 claims.'), ({ key }) => key),
  /** How long its tokens are good; null: an hour. */
  accessTokenSeconds: z
    .int({ error: lifetimeSentence })
    .min(60, lifetimeSentence)
    .max(86_400, lifetimeSentence)
    .nullable(),
};

export const createOrganizationClientSchema = z.object({
  ...organizationClientFields,
  organizationId: organizationIdSchema,
});

/** What is not given stays as it is. */
export const updateOrganizationClientSchema = createOrganizationClientSchema
  .partial()
  .extend({ organizationId: organizationIdSchema, clientId: clientRefSchema.shape.clientId });

/** A list in which nothing stands twice. */
function distinct<T>(schema: z.ZodType<T[], T[]>, keyOf: (item: T) => string) {
  return schema.superRefine((items, context) => {
    items.map(keyOf).forEach((key, index, keys) => {
      if (keys.indexOf(key) < index)
        context.addIssue({ code: 'custom', path: [index], message: 'It stands there already.' });
    });
  });
}

export type CreateOrganizationClientInput = z.output<typeof createOrganizationClientSchema>;
export type UpdateOrganizationClientInput = z.output<typeof updateOrganizationClientSchema>;
