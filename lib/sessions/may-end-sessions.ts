import { can, isAtLeast } from '../authz/authorize';
import type { Actor, StaffRole } from '../authz/context';

/**
 * Whether the actor may end the sessions of a person with this place on the staff: nobody those of who stands above them.
 * Programs speak for the vendor, whose owners made their credentials.
 */
export function mayEndSessions(actor: Actor, staffRole: StaffRole | null): boolean {
  if (!can(actor, 'user-session.revoke')) return false;
  if (staffRole === null || actor.kind !== 'user') return true;
  return actor.staffRole !== null && isAtLeast(actor.staffRole, staffRole);
}
