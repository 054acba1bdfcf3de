import type { Transaction } from '../db';
import { isPublicDomain } from '../domains/mail-domains';
import { domainOf, type EmailAddress } from '../users/email-address';
import { refuseScim } from './scim-error';
import { isOwnDomainSql } from './user-columns';

/** Refuses an address outside of the organization's verified domains (product rule 17), and says what to do about it. */
export async function requireOwnDomain(
  tx: Transaction,
  organizationId: string,
  email: EmailAddress | null,
): Promise<void> {
  if (!email) return;
  const domain = domainOf(email.key);
  const [row] = await tx.$queryRaw<
    [{ own: boolean }]
  >`select ${isOwnDomainSql(organizationId, domain)} as own`;
  if (row.own) return;
  refuseScim('invalidValue', `${email.address}: ${whatToDo(domain)}`);
}

/** Nobody is sent to verify what cannot be: a mail provider's domain, and the one that Microsoft gives each tenant. */
function whatToDo(domain: string): string {
  const instead = 'or invite them by email instead.';
  if (isPublicDomain(domain))
    return `anybody can have an address at ${domain}, so it cannot be verified. Give them an address in a verified domain in your directory, ${instead}`;
  if (domain === 'onmicrosoft.com' || domain.endsWith('.onmicrosoft.com'))
    return `${domain} is Microsoft’s, so it cannot be verified. Send an address in a verified domain as their primary email (mail in Entra ID), ${instead}`;
  return `${domain} is not a verified domain of this organization. Add and verify it under Domains, then send the user again.`;
}
