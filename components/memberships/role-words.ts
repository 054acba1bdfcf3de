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

/** Why somebody has a role: "Single sign-on: group Engineering", "By group Engineering of Okta, rank 2". */
export function roleReason({ source, reason, directory }: Why): string {
  if (directory && reason?.startsWith('group ')) {
    const rank = directory.rank === null ? '' : `, rank ${directory.rank}`;
    return `By ${reason} of ${directory.name}${rank}`;
  }
  if (source === 'DEFAULT' && !reason) return 'By default: the role of new users';
  return reason ? `${sources[source]}: ${reason}` : sources[source];
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
