import { z } from 'zod';
import { organizationIdSchema } from '../organizations/organization.schema';

/** What a set-up link is about. */
export const createPortalLinkSchema = z.object({
  organizationId: organizationIdSchema,
  features: z.array(z.enum(['sso', 'directory'])).min(1, 'Say what the link is for.'),
});
export type CreatePortalLinkInput = z.output<typeof createPortalLinkSchema>;

export const portalLinkRefSchema = z.object({
  organizationId: organizationIdSchema,
  linkId: z.string().regex(/^lnk_[0-9]{17,19}$/, 'There is no such set-up link.'),
});
export type PortalLinkRef = z.output<typeof portalLinkRefSchema>;
