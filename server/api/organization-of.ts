import type { Ctx } from '@/lib/authz/context';
import { getOrganizationRecord } from '@/lib/organizations/get-organization-record';
import { keyOf } from './identities';

/** How a request about something of an organization says which one it means. */
export type OrganizationIdentities =
  | { readonly case: 'organizationId'; readonly value: string }
  | { readonly case: 'externalId'; readonly value: string }
  | { readonly case: undefined; readonly value?: undefined };

/** The id of the organization that is meant; refuses one that is not there, and a request that says none. */
export async function organizationOf(ctx: Ctx, identities: OrganizationIdentities): Promise<string> {
  const { case: kind, value } = identities;
  const key = keyOf(kind === 'organizationId' ? { case: 'id', value } : identities);
  return (await getOrganizationRecord(ctx, key)).id;
}
