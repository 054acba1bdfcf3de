import type { Database } from '../db';

export type StaffRole = 'OWNER' | 'ADMIN' | 'SUPPORT';

/** What a person may do in one organization through their active membership there. */
export interface OrganizationAccess {
  readonly membershipId: string;
  /** Names of permissions, inherited ones included. */
  readonly permissions: ReadonlySet<string>;
  /**
   * What their roles give as well and the organization's settings withhold from all its members: they may not do it, but
   * a role that holds it is not above them.
   */
  readonly withheld?: ReadonlySet<string>;
}

export interface UserActor {
  readonly kind: 'user';
  readonly userId: string;
  readonly sessionId: string;
  readonly email: string;
  /** What others see: display name, else first and last name, else the address. */
  readonly name: string;
  readonly staffRole: StaffRole | null;
  /** By organization id; active memberships only. */
  readonly organizations: ReadonlyMap<string, OrganizationAccess>;
}

/** A program that holds a credential of the workspace: the vendor's application, over the public API. */
export interface ClientActor {
  readonly kind: 'client';
  readonly clientId: string;
  /** The credential's name. */
  readonly name: string;
}

/**
 * Somebody who shows an access token that an application got when they logged in to it. It opens what it says of them, and
 * nothing that the person could do in the dashboard (docs/decisions/0016-a-persons-token-opens-two-calls.md).
 */
export interface TokenHolder {
  readonly kind: 'token-holder';
  readonly userId: string;
  readonly sessionId: string;
  readonly name: string;
}

/** The permissions whose roles somebody may give. */
export type Grantable = 'all' | readonly string[];

/** What a set-up link is about. */
export type PortalFeature = 'sso' | 'directory';

/** Somebody who has opened a set-up link: an IT admin of one organization, who needs no account. */
export interface PortalActor {
  readonly kind: 'portal';
  readonly organizationId: string;
  readonly linkId: string;
  readonly features: ReadonlySet<PortalFeature>;
  /** The permissions whose roles it may give, which are those of whoever made the link. */
  readonly grantable: Grantable;
  readonly name: string;
}

/** A customer's directory that has shown one of its secrets: it speaks for its own organization only. */
export interface DirectoryActor {
  readonly kind: 'directory';
  readonly directoryId: string;
  readonly organizationId: string;
  readonly name: string;
  /** Our name of an attribute to the directory's own. */
  readonly attributeMapping: Readonly<Record<string, string>>;
}

/** Who can be allowed something. */
export type ActingActor = UserActor | ClientActor | PortalActor | DirectoryActor;

/** Who asks: a signed-in person, a program, a set-up link, a directory, a token of a login, nobody yet, or Usher itself (a job, the start script). */
export type Actor =
  | ActingActor
  | TokenHolder
  | { readonly kind: 'anonymous' }
  | { readonly kind: 'system'; readonly name: string };

/** What every use case is given first. */
export interface Ctx {
  readonly actor: Actor;
  readonly db: Database;
  readonly now: Date;
  readonly requestId: string;
  readonly ip: string | null;
  readonly userAgent: string | null;
}

/** How the actor is named in the audit log and in mails. */
export function actorName(actor: Actor): string {
  return actor.kind === 'anonymous' ? 'Someone not signed in' : actor.name;
}

/** The id of the acting person or program, or null. */
export function actorId(actor: Actor): string | null {
  if (actor.kind === 'client') return actor.clientId;
  if (actor.kind === 'portal') return actor.linkId;
  if (actor.kind === 'directory') return actor.directoryId;
  return actorUserId(actor);
}

/** The id of the acting person, or null when it is no person. */
export function actorUserId(actor: Actor): string | null {
  return actor.kind === 'user' ? actor.userId : null;
}
