import { z } from 'zod';
import { organizationIdSchema } from '../organizations/organization.schema';
import { lineSchema } from '../users/person.schema';

/** What a program says to be known (RFC 6749 section 2.3.1). */
export const clientCredentialsSchema = z.object({
  clientId: z.string().min(1).max(200),
  clientSecret: z.string().min(1).max(500),
});

export const clientNameSchema = lineSchema('a name', 100).min(1, 'Enter a name.');

export const createCredentialSchema = z.object({ name: clientNameSchema });

export const clientRefSchema = z.object({
  /** Made here, or chosen by the environment among these characters. */
  clientId: z.string().regex(/^[\w.~-]{1,100}$/, 'There is no such client.'),
  /** Whose client it is; none: the workspace's own. */
  organizationId: organizationIdSchema.nullish(),
});
export const renameClientSchema = clientRefSchema.extend({ name: clientNameSchema });
export const clientSecretRefSchema = clientRefSchema.extend({
  secretId: z.string().regex(/^sec_[0-9]{17,19}$/, 'There is no such secret.'),
});

export type ClientCredentials = z.output<typeof clientCredentialsSchema>;
export type CreateCredentialInput = z.output<typeof createCredentialSchema>;
export type ClientRef = z.output<typeof clientRefSchema>;
export type RenameClientInput = z.output<typeof renameClientSchema>;
export type ClientSecretRef = z.output<typeof clientSecretRefSchema>;
