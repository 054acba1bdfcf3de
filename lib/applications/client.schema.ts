import { z } from 'zod';

/** What a program says to be known (RFC 6749 section 2.3.1). */
export const clientCredentialsSchema = z.object({
  clientId: z.string().min(1).max(200),
  clientSecret: z.string().min(1).max(500),
});

export type ClientCredentials = z.output<typeof clientCredentialsSchema>;
