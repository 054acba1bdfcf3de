import { can } from '@/lib/authz/authorize';
import type { UserActor } from '@/lib/authz/context';
import type { Action } from '@/lib/authz/permissions';

/** A part of an organization: a tab of its page and an entry of the command menu. */
export interface OrganizationSection {
  readonly segment: string;
  readonly label: string;
}

/** What the viewer can do in one organization, for the command menu. */
export interface OrganizationReach {
  readonly sections: readonly OrganizationSection[];
  readonly mayInvite: boolean;
}

const sections: readonly (OrganizationSection & { readonly action: Action })[] = [
  { segment: 'users', label: 'Users', action: 'membership.list' },
  { segment: 'roles', label: 'Roles', action: 'role.list' },
  { segment: 'sso', label: 'SSO', action: 'connection.list' },
  { segment: 'directory', label: 'Directory', action: 'directory.list' },
  { segment: 'domains', label: 'Domains', action: 'domain.list' },
  { segment: 'clients', label: 'API clients', action: 'client.list' },
  { segment: 'logins', label: 'Logins', action: 'login-attempt.list' },
  { segment: 'activity', label: 'Activity', action: 'activity.list' },
  { segment: 'settings', label: 'Settings', action: 'organization.update' },
];

/** The parts of one organization that the viewer may open. */
export function sectionsOf(actor: UserActor, organizationId: string): readonly OrganizationSection[] {
  return sections.filter(({ action }) => can(actor, action, organizationId)).map(withoutAction);
}

/** By organization id; `*` stands for every organization (staff). */
export function organizationReach(actor: UserActor): Readonly<Record<string, OrganizationReach>> {
  const everywhere = sections.filter(({ action }) => can(actor, action)).map(withoutAction);
  const own = [...actor.organizations.keys()].map((id) => [id, reachOf(actor, id)] as const);
  return {
    '*': { sections: everywhere, mayInvite: can(actor, 'invitation.create') },
    ...Object.fromEntries(own),
  };
}

function reachOf(actor: UserActor, organizationId: string): OrganizationReach {
  return {
    sections: sectionsOf(actor, organizationId),
    mayInvite: can(actor, 'invitation.create', organizationId),
  };
}

function withoutAction({ segment, label }: OrganizationSection): OrganizationSection {
  return { segment, label };
}
