import {
  type MemberSource,
  type MemberStatus,
  memberSources,
  memberStatuses,
} from '@/lib/memberships/member-list.schema';
import type { MemberRow } from '@/lib/memberships/member-row';

const statuses: Record<MemberStatus, string> = {
  pending: 'Pending',
  expired: 'Expired',
  active: 'Active',
  inactive: 'Inactive',
};

const sources: Record<MemberSource, string> = {
  invitation: 'Invitation',
  sso: 'SSO · just in time',
  directory: 'Directory · SCIM',
  api: 'API',
  domain: 'Domain',
  creator: 'Creator',
};

/** The word for a status. */
export function statusLabel(status: MemberStatus): string {
  return statuses[status];
}

/** How a membership came, in a word or three. */
export function sourceLabel(source: MemberSource): string {
  return sources[source];
}

/** "Managed by Okta"; null: people here manage them. */
export function managedWords({ managedBy }: Pick<MemberRow, 'managedBy'>): string | null {
  return managedBy && `Managed by ${managedBy.name}`;
}

export const statusOptions = memberStatuses.map((value) => ({ value, label: statuses[value] }));
export const sourceOptions = memberSources.map((value) => ({ value, label: sources[value] }));

/** What to call someone in a sentence: their name, else their address. */
export function personLabel(member: Pick<MemberRow, 'name' | 'email'>): string {
  return member.name ?? member.email;
}

/** "Ada Lindqvist", or "3 people" for several. */
export function peopleLabel(members: readonly MemberRow[]): string {
  const [only, ...others] = members;
  return only && others.length === 0 ? personLabel(only) : countLabel(members.length, 'person', 'people');
}

/** "1 session", "3 sessions", "12,000 people". */
export function countLabel(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
}
