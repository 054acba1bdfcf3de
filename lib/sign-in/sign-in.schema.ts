import { z } from 'zod';
import { organizationIdSchema } from '../organizations/organization.schema';
import { emailSchema } from '../users/person.schema';
import { safeReturnTo } from './return-to';

/** Asking for a sign-in link. */
export const requestSignInLinkSchema = z.object({
  email: emailSchema,
  returnTo: z
    .string()
    .nullish()
    .transform((text) => safeReturnTo(text)),
});

/** The token of a mailed link as it stands in its address. */
export const tokenSchema = z.object({ token: z.string().max(200) });

/** The same, and which of the organizations that the link opens. */
export const joinByLinkSchema = tokenSchema.extend({ organizationId: organizationIdSchema });

export type JoinByLinkInput = z.output<typeof joinByLinkSchema>;
export type RequestSignInLinkInput = z.output<typeof requestSignInLinkSchema>;
