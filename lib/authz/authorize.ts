import { refuse } from '../errors';
import type { Actor, Ctx, StaffRole, UserActor } from './context';
import { type Action, type Rule, rules } from './permissions';

const rank: Record<StaffRole, number> = { SUPPORT: 1, ADMIN: 2, OWNER: 3 };

/**
 * The first line of every use case: returns the acting person, or throws. Someone without any part in the
 * organization hears the same `not_found` as for an id that does not exist; a member without the right hears
 * `forbidden`; nobody signed in hears `unauthenticated`. Usher itself (a job) is refused: its work has use cases of
 * its own.
 */
export function authorize(ctx: Ctx, action: Action, organizationId?: string): UserActor {
  const { actor } = ctx;
  if (actor.kind !== 'user') refuse('unauthenticated', 'Sign in first.');
  if (can(actor, action, organizationId)) return actor;
  const outsider =
    organizationId !== undefined && !actor.staffRole && !actor.organizations.has(organizationId);
  if (outsider) refuse('not_found', 'There is no such organization.');
  return refuse('forbidden', 'You are not allowed to do this. Ask an admin.');
}

/** Whether `authorize` would let the actor pass: for pages that show only what works. */
export function can(actor: Actor, action: Action, organizationId?: string): boolean {
  if (actor.kind !== 'user') return false;
  const rule: Rule = rules[action];
  if (rule.self) return true;
  if (rule.staff && actor.staffRole && isAtLeast(actor.staffRole, rule.staff)) return true;
  if (!rule.permission || organizationId === undefined) return false;
  return actor.organizations.get(organizationId)?.permissions.has(rule.permission) ?? false;
}

/** Whether a staff role includes another: owner over admin over support. */
export function isAtLeast(role: StaffRole, least: StaffRole): boolean {
  return rank[role] >= rank[least];
}

/**
 * The permissions whose roles the actor may grant in an organization, or 'all' (product rule 14: nobody grants a
 * role with permissions that they lack). Staff of every rank may grant every role of a customer organization: the
 * first admin of a customer is invited by support staff (docs/decisions/0003-who-may-grant-what.md).
 */
export function grantablePermissions(actor: UserActor, organizationId: string): 'all' | readonly string[] {
  if (actor.staffRole) return 'all';
  const access = actor.organizations.get(organizationId);
  return [...(access?.permissions ?? []), ...(access?.withheld ?? [])];
}

/** Whether the actor may grant a role with these effective permissions. */
export function canGrant(actor: UserActor, organizationId: string, permissions: readonly string[]): boolean {
  const grantable = grantablePermissions(actor, organizationId);
  return grantable === 'all' || permissions.every((permission) => grantable.includes(permission));
}
