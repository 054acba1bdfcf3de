import { z } from 'zod';
import { lineSchema, metadataSchema, optionalLineSchema } from './person.schema';

/** What the application says of a person over the API; Usher keeps it, shows it and reads nothing from it. */
export const applicationProfileSchema = z.object({
  externalId: optionalLineSchema('an external id', 510),
  metadata: metadataSchema.optional(),
  profileMetadata: metadataSchema.optional(),
  customAttributes: metadataSchema.optional(),
  locale: optionalLineSchema('a locale', 50),
  phoneNumber: optionalLineSchema('a phone number', 50),
  preferredUsername: optionalLineSchema('a user name', 512),
  picture: optionalLineSchema('the address of a picture', 2048),
  gender: optionalLineSchema('a gender', 50),
  groups: z.array(lineSchema('a group', 250)).max(50, 'At most 50 groups.').optional(),
});
