import { z } from 'zod';
import { organizationIdSchema } from '../organizations/organization.schema';
import { toAsciiDomain } from '../users/email-address';
import { isPublicSuffix } from './public-suffix';

export const domainTypes = ['ORGANIZATION_DOMAIN', 'ALLOWED_EMAIL_DOMAIN'] as const;
export type DomainType = (typeof domainTypes)[number];

/** Of 253 characters, without those that come before it in the name of its TXT record. */
const maximumLength = 236;

/** As it stands in an address after the @; becomes its A-labels in lower case (product rule 2). */
const domainNameSchema = z.string({ error: 'Enter a domain.' }).transform((text, context) => {
  const domain = toAsciiDomain(text.trim());
  const isShort = domain !== null && domain.length <= maximumLength;
  if (isShort && !isPublicSuffix(domain)) return domain;
  const message = isShort
    ? `Nobody owns ${domain} alone. Enter the organization’s own domain, like example.com.`
    : 'Enter a domain, like example.com.';
  context.addIssue({ code: 'custom', message });
  return z.NEVER;
});

const domainIdSchema = z.string().regex(/^dom_[0-9]{17,19}$/, 'There is no such domain.');
const connectionIdSchema = z.string().regex(/^conn_[0-9]{17,19}$/, 'There is no such connection.');

export const createDomainSchema = z.object({
  organizationId: organizationIdSchema,
  domain: domainNameSchema,
  type: z.enum(domainTypes),
  /** The connection that logs its people in; null: the organization's only one. */
  connectionId: connectionIdSchema.nullish(),
});

export const domainRefSchema = z.object({ organizationId: organizationIdSchema, domainId: domainIdSchema });

export const assignDomainSchema = domainRefSchema.extend({ connectionId: connectionIdSchema.nullable() });

export type CreateDomainInput = z.output<typeof createDomainSchema>;
export type DomainRef = z.output<typeof domainRefSchema>;
export type AssignDomainInput = z.output<typeof assignDomainSchema>;
