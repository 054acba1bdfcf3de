import type { MemberRole } from '@/lib/memberships/member-row';
import type { RoleSource } from '@/lib/memberships/role-source';

const sources: Record<RoleSource, string> = {
  MANUAL: 'Given by hand, here or by the application',
  INVITATION: 'Named in the invitation',
  SSO: 'Single sign-on',
  DIRECTORY: 'Directory',
  DEFAULT: 'By default',
};

type Why = Pick<MemberRole, 'source' | 'reason' | 'directory'>;

/** Why somebody has a role: "Single sign-on: group Engineering", "By group Sales of Okta, number 2 of the groups that give roles". */
export function roleReason({ source, reason, directory }: Why): string {
  if (directory && reason?.startsWith('group ')) {
    return `By ${reason} of ${directory.name}${placeWords(directory.rank)}`;
  }
  if (source === 'DEFAULT' && !reason) return 'By default: the role of new users';
  return reason ? `${sources[source]}: ${reason}` : sources[source];
}

/** Where in the order of a directory's mapped groups, of which the first counts that somebody is in. */
function placeWords(rank: number | null): string {
  if (rank === null) return '';
  return `, ${rank === 1 ? 'the first' : `number ${rank}`} of the groups that give roles`;
}

/** Whether what the identity provider or the directory says of groups changes it. */
export function isFollowed({ source }: Pick<MemberRole, 'source'>): boolean {
  return source !== 'MANUAL' && source !== 'INVITATION';
}

/** What may change somebody's roles without anybody here doing so. */
export function rolesNote(roles: readonly MemberRole[]): string {
  const followed = roles.filter(isFollowed).length;
  if (followed === 0) return 'People chose: no login and no directory changes them.';
  if (followed === roles.length)
    return 'Groups that are mapped to roles change them, at a login or from the directory.';
  return 'What people chose stays. Groups that are mapped to roles change the rest.';
}
