import { type ConnectionProvider, providerNames } from '@/lib/connections/connection.schema';
import type { RoleSummary } from '@/lib/roles/role';
import type { RoleMapper } from '@/lib/roles/role-mapper';

/** A role as the pages of roles show it, of the environment or of an organization. */
export interface ListedRole extends RoleSummary {
  readonly isDefaultMember: boolean;
  readonly isDefaultCreator: boolean;
  /** How many hold it; null when nobody counted. */
  readonly memberCount: number | null;
  /** Connections and directories whose groups give it. */
  readonly mappedBy: readonly RoleMapper[];
}

/** Whose roles a page shows: an organization's, or the environment's (null). */
export type RoleOwner = { readonly id: string; readonly name: string } | null;

/** Whether a role belongs to the owner whose page it is on, and so can be changed there. */
export function isOwned(role: Pick<RoleSummary, 'organizationId'>, owner: RoleOwner): boolean {
  return role.organizationId === (owner?.id ?? null);
}

/** The address of the people who hold a role; undefined for the environment, which has no such list. */
export function holdersHref(owner: RoleOwner, roleId: string): string | undefined {
  return owner ? `/organizations/${owner.id}/users?role=${roleId}` : undefined;
}

/** "the connection Okta", and on the page of every organization's roles "the connection Okta of Acme". */
export function mapperLabel(
  { kind, name, provider, organizationName }: RoleMapper,
  owner: RoleOwner,
): string {
  const own = `the ${kind} ${name ?? providerNames[provider as ConnectionProvider]}`;
  return owner ? own : `${own} of ${organizationName}`;
}

/** Where its mappings are changed. */
export function mapperHref({ kind, id, organizationId }: RoleMapper): string {
  const organization = `/organizations/${organizationId}`;
  return kind === 'connection' ? `${organization}/sso/${id}` : `${organization}/directory`;
}
