import { can } from '@/lib/authz/authorize';
import type { UserActor } from '@/lib/authz/context';

/** Whether the console has anything for this person. */
export function canSeeConsole(actor: UserActor): boolean {
  return can(actor, 'organization.list') || readableOrganizationIds(actor).length > 0;
}

/** The organizations whose pages this person may open. */
export function readableOrganizationIds(actor: UserActor): string[] {
  return [...actor.organizations.keys()].filter((id) => can(actor, 'organization.read', id));
}
