import { refuse } from '../errors';
import type {
  ActingActor,
  Actor,
  ClientActor,
  Ctx,
  DirectoryActor,
  Grantable,
  OrganizationAccess,
  PortalActor,
  StaffRole,
  TokenHolder,
  UserActor,
} from './context';
import { type Action, type PersonalAction, type Rule, rules } from './permissions';

const rank: Record<StaffRole, number> = { SUPPORT: 1, ADMIN: 2, OWNER: 3 };

/**
 * The first line of every use case: returns who acts, or throws. Someone without any part in the organization hears the
 * same `not_found` as for an id that does not exist; a member without the right, a program, or the token of a login hears
 * `forbidden`;
 * nobody signed in hears `unauthenticated`. Usher itself (a job) is refused: its work has use cases of its own.
 */
export function authorize(ctx: Ctx, action: Action, organizationId?: string): ActingActor {
  const { actor } = ctx;
  if (actor.kind === 'token-holder')
    refuse('forbidden', 'The access token of a person says who they are, and opens nothing else.');
  if (actor.kind === 'anonymous' || actor.kind === 'system') refuse('unauthenticated', 'Sign in first.');
  if (can(actor, action, organizationId)) return actor;
  if (actor.kind === 'portal') refuse('not_found', 'There is no such organization.');
  if (actor.kind === 'directory')
    refuse('forbidden', 'A directory provisions its own users and groups, and nothing else.');
  if (actor.kind === 'client') refuse('forbidden', 'A credential of the API is not allowed to do this.');
  const outsider =
    organizationId !== undefined && !actor.staffRole && !actor.organizations.has(organizationId);
  if (outsider) refuse('not_found', 'There is no such organization.');
  return refuse('forbidden', 'You are not allowed to do this. Ask an admin.');
}

/** The same for what only a person can do: about themselves, or about the staff. */
export function authorizePerson(ctx: Ctx, action: PersonalAction): UserActor {
  const actor = authorize(ctx, action);
  if (actor.kind !== 'user') throw new Error(`The rule of ${action} lets programs pass.`);
  return actor;
}

/** The same for what only a program can do: people have other ways to it. */
export function authorizeProgram(ctx: Ctx, action: Action): ClientActor {
  const actor = authorize(ctx, action);
  if (actor.kind !== 'client') throw new Error(`The rule of ${action} lets people pass.`);
  return actor;
}

/** The same for what a customer's directory does by SCIM, about its own users and groups. */
export function authorizeDirectory(ctx: Ctx): DirectoryActor {
  const { actor } = ctx;
  if (actor.kind === 'directory' && can(actor, 'directory.provision', actor.organizationId)) return actor;
  authorize(ctx, 'directory.provision');
  throw new Error('The rule of directory.provision lets others pass.');
}

/** The same for what an access token of a login says of its person: a session and a program have other ways to it. */
export function authorizeTokenHolder(ctx: Ctx, action: Action): TokenHolder {
  const { actor } = ctx;
  if (actor.kind === 'token-holder' && can(actor, action)) return actor;
  authorize(ctx, action);
  throw new Error(`The rule of ${action} lets others pass.`);
}

/** Whether `authorize` would let the actor pass: for pages that show only what works. */
export function can(actor: Actor, action: Action, organizationId?: string): boolean {
  const rule: Rule = rules[action];
  if (actor.kind === 'client') return rule.api === true;
  if (actor.kind === 'token-holder') return rule.tokenHolder === true;
  if (actor.kind === 'portal') return isOpenByLink(actor, rule, organizationId);
  if (actor.kind === 'directory') return rule.directory === true && actor.organizationId === organizationId;
  if (actor.kind !== 'user') return false;
  if (rule.self) return true;
  if (isStaff(actor, rule.staff)) return true;
  if (!rule.permission || organizationId === undefined) return false;
  return actor.organizations.get(organizationId)?.permissions.has(rule.permission) ?? false;
}

function isOpenByLink(actor: PortalActor, rule: Rule, organizationId: string | undefined): boolean {
  const isAboutIt = rule.portal?.some((feature) => actor.features.has(feature)) ?? false;
  return isAboutIt && actor.organizationId === organizationId;
}

function isStaff(actor: UserActor, least: StaffRole | undefined): boolean {
  return least !== undefined && actor.staffRole !== null && isAtLeast(actor.staffRole, least);
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
export function grantablePermissions(actor: ActingActor, organizationId: string): Grantable {
  if (governs(actor)) return 'all';
  if (actor.kind === 'portal') return actor.grantable;
  // What its groups give was decided by whoever mapped them.
  if (actor.kind === 'directory') return 'all';
  const access = accessOf(actor, organizationId);
  return [...(access?.permissions ?? []), ...(access?.withheld ?? [])];
}

/** Whether the actor stands above every customer organization: the vendor's staff, and its programs. */
export function governs(actor: Actor): boolean {
  return actor.kind === 'client' || (actor.kind === 'user' && actor.staffRole !== null);
}

/** What the actor may do through a membership of the organization, if there is one. */
export function accessOf(actor: ActingActor, organizationId: string | null): OrganizationAccess | undefined {
  if (actor.kind !== 'user' || organizationId === null) return undefined;
  return actor.organizations.get(organizationId);
}

/** Whether the actor may grant a role with these effective permissions. */
export function canGrant(
  actor: ActingActor,
  organizationId: string,
  permissions: readonly string[],
): boolean {
  return isGrantable(grantablePermissions(actor, organizationId), permissions);
}

/** Whether a role with these effective permissions is among what may be granted. */
export function isGrantable(grantable: Grantable, permissions: readonly string[]): boolean {
  return grantable === 'all' || permissions.every((permission) => grantable.includes(permission));
}
