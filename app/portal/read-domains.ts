import type { Ctx } from '@/lib/authz/context';
import { listDomains } from '@/lib/domains/list-domains';

export interface DomainCounts {
  readonly domainCount: number;
  readonly verifiedDomainCount: number;
  /** Of the verified ones. */
  readonly names: readonly string[];
}

/** The domains of the organization for which its identity provider and its directory speak. */
export async function readDomains(ctx: Ctx, organizationId: string): Promise<DomainCounts> {
  const domains = await listDomains(ctx, { organizationId, type: 'ORGANIZATION_DOMAIN' });
  const verified = domains.filter(({ verifiedAt }) => verifiedAt !== null);
  return {
    domainCount: domains.length,
    verifiedDomainCount: verified.length,
    names: verified.map(({ domain }) => domain),
  };
}
