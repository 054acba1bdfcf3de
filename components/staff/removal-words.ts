import type { UserDetails } from '@/lib/users/get-user';
import { countLabel } from '../memberships/member-labels';

/** What would end for someone who leaves the staff, and what would stay. */
export function removalWords({ sessionCount, memberships }: UserDetails): string[] {
  const sessions =
    sessionCount > 0 ? countLabel(sessionCount, 'session ends', 'sessions end') : 'Not signed in now';
  return [sessions, membershipWords(memberships)];
}

function membershipWords(memberships: UserDetails['memberships']): string {
  const [only, ...others] = memberships;
  if (!only) return 'Belongs to no organization, so the account is deleted';
  return others.length === 0
    ? `The membership of ${only.organizationName} stays`
    : `${countLabel(memberships.length, 'membership')} of organizations stay`;
}
