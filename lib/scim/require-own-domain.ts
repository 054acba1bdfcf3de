import type { Transaction } from '../db';
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
  refuseScim(
    'invalidValue',
    `${email.address}: ${domain} is not a verified domain of this organization. Add and verify it under Domains, then send the user again.`,
  );
}
